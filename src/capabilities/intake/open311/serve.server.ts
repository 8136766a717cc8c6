import { ApiRefusal, apiPorts, keyIn, type Machine, machineFor } from '#platform/api/door.server.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { type Facts, Invalid, Refusal } from '#platform/errors/door.ts';
import { type Form, readForm } from '#platform/http/door.server.ts';
import { langOf, translatorFor } from '#platform/i18n/door.ts';
import { log } from '#platform/log/door.server.ts';
import { resolve, territoryByCode, tree } from '#rooms/territories/door.server.ts';
import { fileRequest } from './file-request.ts';
import type { Format, GeoError } from './georeport.ts';
import { numberOfToken, requestsNamed, requestsOf } from './requests.ts';
import { definitionOf, servicesOf } from './services.ts';
import { type Document, typeOf, written } from './write.ts';

export type Open311Asked = {
	request: Request;
	/** `services.xml`, or `requests` with `id` = `293944.json`. */
	resource: string;
	id: string | null;
	url: URL;
	address: string;
	requestId: string;
	lang: 'ru' | 'en';
	/** The territory whose host name was asked. */
	hostOf: TerritoryId | null;
	/** What the body really is: the server passes it by this. */
	bodyType: string | null;
};

const megabyte = 2 ** 20;
type Reply = { document: Document; status: number };

/** One request of Open311 GeoReport v2: the answer, or the errors in the form of the standard. */
export async function answerOpen311(asked: Open311Asked): Promise<Response> {
	const { request, url } = asked;
	const lang = asked.lang === 'en' ? 'en' : langOf(request.headers.get('accept-language'));
	const last = asked.id ?? asked.resource;
	const format: Format = /\.json$/.test(last) ? 'json' : 'xml';
	let reply: Reply;
	let headers: Record<string, string> = {};
	let form: Form | null = null;
	try {
		if (!/\.(xml|json)$/.test(last)) throw new ApiRefusal(404, 'intake.open311.no-resource');
		if (request.method === 'POST') form = await formOf(asked);
		const key = form?.text('api_key') || url.searchParams.get('api_key') || keyIn(request.headers);
		const machine = await machineFor(key || null, {
			address: asked.address,
			method: request.method,
			origin: request.headers.get('origin'),
			site: url.origin,
			scope: request.method === 'POST' ? 'appeals:file' : null,
		});
		reply = await answer(asked, { machine, form, lang });
	} catch (error) {
		const refused = errorsOf(error, lang, asked.requestId, url.pathname);
		reply = { document: { errors: refused.errors }, status: refused.status };
		if (error instanceof ApiRefusal) headers = error.headers;
	} finally {
		await form?.dispose();
	}
	return new Response(written(reply.document, format), {
		status: reply.status,
		headers: {
			...headers,
			'content-type': typeOf(format),
			'content-language': lang,
			'access-control-allow-origin': '*',
			'cache-control': 'no-cache',
			vary: 'accept-language',
		},
	});
}

async function formOf(asked: Open311Asked): Promise<Form> {
	try {
		return await readForm(
			asked.request,
			{ fileBytes: 25 * megabyte, files: 10, fields: 300, fieldBytes: megabyte },
			asked.bodyType ?? undefined,
		);
	} catch (error) {
		if (error instanceof Refusal) throw new ApiRefusal(400, 'intake.open311.no-form');
		throw error;
	}
}

async function answer(
	asked: Open311Asked,
	{ machine, form, lang }: { machine: Machine | null; form: Form | null; lang: 'ru' | 'en' },
): Promise<Reply> {
	const { url, request } = asked;
	const bare = (name: string) => name.replace(/\.(xml|json)$/, '');
	const resource = asked.id === null ? bare(asked.resource) : asked.resource;
	const id = asked.id === null ? null : bare(asked.id);
	const posts = request.method === 'POST';
	if (resource === 'discovery' && id === null && !posts)
		return { status: 200, document: { discovery: discoveryOf(asked, lang) } };
	const jurisdiction = form?.text('jurisdiction_id') || url.searchParams.get('jurisdiction_id') || '';
	const territory = await jurisdictionOf(jurisdiction, asked.hostOf, machine);
	const asking = {
		lang,
		origin: url.origin,
		extended: /^(true|v\d)/i.test(url.searchParams.get('extensions') ?? ''),
	};
	if (posts) {
		if (resource !== 'requests' || id !== null || !form || !machine)
			throw new ApiRefusal(404, 'intake.open311.no-resource');
		const actor = apiPorts().actorOf(machine, { lang, request: asked.requestId });
		const { receipt, notice } = await fileRequest(actor, machine, territory, form);
		const t = translatorFor(lang);
		const due = t('intake.open311.taken', { date: t.formats.date(receipt.dueOn, 'long') });
		return {
			status: 201,
			document: {
				filed: [
					{
						service_request_id: receipt.number,
						service_notice: [
							...(receipt.urgent ? [t('appeals.urgent.told')] : []),
							due,
							...notice.map((one) => t.any(one)),
						].join(' '),
						account_id: '',
					},
				],
			},
		};
	}
	if (resource === 'services' && id === null)
		return { status: 200, document: { services: await servicesOf(territory, lang) } };
	if (resource === 'services' && id !== null) {
		const definition = await definitionOf(territory, id, lang);
		if (!definition) throw new ApiRefusal(404, 'intake.open311.service-not-found', { code: id.slice(0, 80) });
		return { status: 200, document: { definition } };
	}
	if (resource === 'requests' && id === null)
		return { status: 200, document: { requests: await requestsOf(territory, url.searchParams, asking) } };
	if (resource === 'requests' && id !== null) {
		const requests = await requestsNamed(territory, [id], asking);
		if (requests.length === 0) throw new ApiRefusal(404, 'intake.open311.request-not-found');
		return { status: 200, document: { requests } };
	}
	if (resource === 'tokens' && id !== null) {
		const number = await numberOfToken(id);
		if (!number) throw new ApiRefusal(404, 'intake.open311.token-not-found');
		return { status: 200, document: { token: [{ service_request_id: number, token: id }] } };
	}
	throw new ApiRefusal(404, 'intake.open311.no-resource');
}

/**
 * Whose requests: the number of a territory here, its OKTMO code or its address. Without one the territory of the host name, of
 * the key, or the only one at the top.
 */
async function jurisdictionOf(
	given: string,
	hostOf: TerritoryId | null,
	machine: Machine | null,
): Promise<TerritoryId> {
	if (!given) {
		const [root, ...others] = tree.roots();
		const found = hostOf ?? machine?.territory ?? (others.length === 0 ? root : undefined);
		if (found === undefined) throw new ApiRefusal(400, 'intake.open311.jurisdiction-missing');
		return found;
	}
	const number = /^\d{1,7}$/.test(given) ? (Number(given) as TerritoryId) : null;
	if (number !== null && tree.isInForce(number)) return number;
	const byCode = /^\d{8,11}$/.test(given) ? await territoryByCode(given) : null;
	if (byCode !== null) return byCode;
	const found = /^[a-z0-9/-]{1,200}$/.test(given) ? await resolve(given) : null;
	if (found && 'id' in found) return found.id;
	throw new ApiRefusal(404, 'intake.open311.jurisdiction-not-found', { id: given.slice(0, 100) });
}

function discoveryOf(asked: Open311Asked, lang: 'ru' | 'en') {
	const t = translatorFor(lang);
	const base = `${asked.url.origin}${lang === 'en' ? '/en' : ''}/open311/v2`;
	const changeset = '2026-11-26T00:00:00+00:00';
	return {
		changeset,
		contact: t('intake.open311.contact', { address: `${asked.url.origin}/platform/api` }),
		key_service: t('intake.open311.key-service'),
		endpoints: [
			{
				specification: 'http://wiki.open311.org/GeoReport_v2',
				url: base,
				changeset,
				type: 'production',
				formats: ['text/xml', 'application/json'],
			},
		],
	};
}

/** Codes of the standard: 400 what was sent is wrong, 403 the key, 404 not there; others by what they are. */
function errorsOf(
	error: unknown,
	lang: 'ru' | 'en',
	request: string,
	path: string,
): { status: number; errors: GeoError[] } {
	const t = translatorFor(lang);
	if (error instanceof Invalid)
		return {
			status: 400,
			errors: error.problems.map(({ field, code, facts }) => ({
				code: 400,
				description: `${field ? `${field}: ` : ''}${t.any(code, facts)}`,
			})),
		};
	if (error instanceof Refusal) {
		const status = error.status === 401 ? 403 : error.status === 422 ? 400 : error.status;
		return { status, errors: [{ code: status, description: t.any(error.code, error.facts as Facts) }] };
	}
	log().error({ err: error, request, path }, 'fault');
	return { status: 500, errors: [{ code: 500, description: t('platform.fault', { number: request }) }] };
}
