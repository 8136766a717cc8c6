import { createHash } from 'node:crypto';
import { Invalid, type Problem, Refusal } from '../errors/door.ts';
import { problemOf as fieldProblem } from '../http/door.server.ts';
import { langOf } from '../i18n/door.ts';
import { log } from '../log/door.server.ts';
import type { Endpoint } from './endpoint.ts';
import { keyIn, machineFor } from './key-of.server.ts';
import { apiPorts } from './ports.server.ts';
import { ApiRefusal, type ProblemContext, problemResponse } from './problem.ts';

/** What the routes know of a request. */
export type Asked = {
	request: Request;
	params: Record<string, string | undefined>;
	url: URL;
	/** Network address of the caller. */
	address: string;
	/** Id of the request, as in the log. */
	id: string;
	/** The language of the address, `/en/api/...`; else what the caller's headers ask for. */
	lang: 'ru' | 'en';
};

const mostBody = 1_000_000;
/** So much more than allowed is still read and thrown away: a connection cut in the middle hears no refusal. */
const patience = 20;
/** No shape of ours goes deeper; what does is refused by its shape. */
const deepest = 8;

/** Answers one request by its endpoint: key, limits, shapes, the work, the mark of the version, refusals in words. */
export async function answerApi(endpoint: Endpoint, asked: Asked): Promise<Response> {
	const { request, url } = asked;
	const lang = asked.lang === 'en' ? 'en' : langOf(request.headers.get('accept-language'));
	const at: ProblemContext = { lang, request: asked.id };
	let response: Response;
	try {
		const origin = request.headers.get('origin');
		const machine = await machineFor(keyIn(request.headers), {
			address: asked.address,
			method: request.method,
			origin,
			site: url.origin,
			scope: endpoint.scope,
		});
		const params = parse(endpoint.params, asked.params);
		const query = parse(endpoint.query, Object.fromEntries(url.searchParams));
		const upload = endpoint.upload ? await readUpload(request, endpoint.upload) : null;
		const body = endpoint.body ? parse(endpoint.body, await readJson(request)) : undefined;
		const reply = await endpoint.run({
			actor: apiPorts().actorOf(machine, { lang, request: asked.id }),
			machine,
			params,
			query,
			body,
			upload,
			idempotencyKey: keyOfRepeat(request.headers),
			headers: request.headers,
			address: asked.address,
			origin: url.origin,
		} as never);
		response = answered(
			request,
			reply.status ?? endpoint.status,
			reply.body,
			reply.headers ?? {},
			machine !== null,
		);
		response.headers.set('content-language', lang);
	} catch (error) {
		response = refusedBy(error, at, request);
	}
	allowOrigins(response.headers);
	return response;
}

function parse(schema: Endpoint['params'] | NonNullable<Endpoint['body']>, raw: unknown): unknown {
	const read = schema.safeParse(raw, { reportInput: true });
	if (read.success) return read.data;
	const problems = read.error.issues.map(fieldProblem);
	// what is missing is too short as well: one mistake, as a form shows it
	throw new Invalid(
		problems.filter((one, at) => problems.findIndex(({ field }) => field === one.field) === at),
	);
}

async function readJson(request: Request): Promise<unknown> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/([a-z.+-]*\+)?json\b/i.test(type)) throw new ApiRefusal(415, 'api.not-json');
	const bytes = await readBytes(request, mostBody);
	let read: unknown;
	try {
		read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw new ApiRefusal(400, 'api.broken-json');
	}
	const broken: Problem[] = [];
	const tidy = tidied(read, '', broken);
	if (broken.length) throw new Invalid(broken);
	return tidy;
}

/**
 * Words as a form gives them: without spaces around, lines ended one way. Zero bytes and halves of letters (`\ud800`) are written
 * rightly in JSON, yet cannot stand in PostgreSQL.
 */
function tidied(read: unknown, field: string, broken: Problem[], depth = 0): unknown {
	if (typeof read === 'string') {
		if (read.includes('\0') || !read.isWellFormed()) broken.push({ field, code: 'platform.broken-text' });
		return read.replace(/\r\n?/g, '\n').trim();
	}
	if (typeof read !== 'object' || read === null || depth > deepest) return read;
	const below = (name: string) => (field ? `${field}.${name}` : name);
	return Array.isArray(read)
		? read.map((one, index) => tidied(one, below(String(index)), broken, depth + 1))
		: Object.fromEntries(
				Object.entries(read).map(([name, one]) => [
					tidied(name, below('?'), broken) as string,
					tidied(one, below(name), broken, depth + 1),
				]),
			);
}

async function readUpload(
	request: Request,
	limit: NonNullable<Endpoint['upload']>,
): Promise<{ bytes: Uint8Array; type: string }> {
	const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	if (!limit.types.includes(type))
		throw new ApiRefusal(415, 'api.wrong-type', { types: limit.types.join(', ') });
	return { bytes: await readBytes(request, limit.bytes), type };
}

/** Keeps nothing past the limit: a larger body never fills the memory. */
async function readBytes(request: Request, most: number): Promise<Uint8Array> {
	const tooLarge = () => new ApiRefusal(413, 'api.body-too-large', { most: Math.floor(most / 1_000_000) });
	if (Number(request.headers.get('content-length')) > most * patience) throw tooLarge();
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
		size += part.length;
		if (size <= most) parts.push(part);
		else if (size > most * patience) break;
	}
	if (size > most) throw tooLarge();
	return Buffer.concat(parts);
}

/** Quotes belong to the header's form, not to the key (draft-ietf-httpapi-idempotency-key-header). */
function keyOfRepeat(headers: Headers): string | null {
	const given = headers.get('idempotency-key')?.trim();
	if (!given) return null;
	const key = given.replace(/^"(.*)"$/, '$1');
	if (key.length < 8 || key.length > 100) throw new ApiRefusal(400, 'api.idempotency-key-wrong');
	return key;
}

function answered(
	request: Request,
	status: number,
	body: unknown,
	headers: Record<string, string>,
	keyed: boolean,
): Response {
	const text = JSON.stringify(body);
	const out = new Headers({ 'content-type': 'application/json; charset=utf-8', ...headers });
	if (!out.has('cache-control')) out.set('cache-control', keyed ? 'private, no-cache' : 'public, no-cache');
	out.append('vary', 'accept-language, authorization');
	if (request.method === 'GET' || request.method === 'HEAD') {
		const mark = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
		out.set('etag', mark);
		if (matches(request.headers.get('if-none-match'), mark))
			return new Response(null, { status: 304, headers: out });
	}
	return new Response(text, { status, headers: out });
}

function matches(asked: string | null, mark: string): boolean {
	return (asked ?? '')
		.split(',')
		.map((one) => one.trim().replace(/^W\//, ''))
		.some((one) => one === '*' || one === mark);
}

function refusedBy(error: unknown, at: ProblemContext, request: Request): Response {
	if (error instanceof Refusal || error instanceof Invalid) return problemResponse(error, at);
	log().error({ err: error, request: at.request, path: new URL(request.url).pathname }, 'fault');
	return problemResponse(new ApiRefusal(500, 'platform.fault', { number: at.request }), at);
}

/**
 * No cookie counts here, so a page of another site learns nothing that it could not ask for itself. Which sites may use a key
 * in a browser stands with the key and is checked at the call.
 */
export function allowOrigins(headers: Headers): void {
	headers.set('access-control-allow-origin', '*');
	headers.set('access-control-expose-headers', 'etag, link, location, retry-after, content-language');
	headers.append('vary', 'origin');
}

/** The question that browsers ask before a call from another site. */
export function preflight(): Response {
	const headers = new Headers({
		'access-control-allow-methods': 'GET, POST, DELETE',
		'access-control-allow-headers':
			'authorization, x-api-key, content-type, accept-language, idempotency-key, if-none-match, x-follow-code',
		'access-control-max-age': '86400',
	});
	allowOrigins(headers);
	return new Response(null, { status: 204, headers });
}
