import { Refusal, refuse } from '#platform/errors/door.ts';
import { callOut } from '#platform/http/door.server.ts';
import type { Definition, Service } from '../open311/georeport.ts';
import {
	type ForeignRequest,
	parseAnswer,
	readDefinition,
	readErrors,
	readRequests,
	readServices,
} from '../open311/read.ts';

/** How a town is asked. */
export type Town = {
	url: string;
	jurisdiction: string;
	key: string | null;
	format: 'json' | 'xml';
	zone: string;
};

/** What the town said no with; the same request sent again is refused again. */
export class TownRefused extends Error {
	readonly status: number;
	constructor(status: number, message: string) {
		super(message.slice(0, 300));
		this.status = status;
	}
}

const timeout = 20_000;

export async function servicesOfTown(town: Town): Promise<Service[]> {
	const services = readServices(await read(town, 'services'));
	if (services.length === 0) refuse('intake.endpoint.no-services');
	return services;
}

export async function definitionOfTown(town: Town, service: string): Promise<Definition> {
	return readDefinition(await read(town, `services/${encodeURIComponent(service)}`));
}

/** Sends a request. @returns its number there, or a token for which the number comes later */
export async function sendToTown(
	town: Town,
	fields: Readonly<Record<string, string>>,
): Promise<{ id: string } | { token: string }> {
	const form = new URLSearchParams(fields);
	if (town.jurisdiction) form.set('jurisdiction_id', town.jurisdiction);
	if (town.key) form.set('api_key', town.key);
	const answer = await asked(`${town.url}/requests.${town.format}`, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: form.toString(),
	});
	const [made] = readRequests(answer, town.zone);
	if (made?.id) return { id: made.id };
	if (made?.token) return { token: made.token };
	// some answer 200 with a list of errors
	const [error] = readErrors(answer);
	throw new TownRefused(error?.code ?? 400, error?.description || 'no service_request_id');
}

/** Requests by their numbers; servers that take one number at a time give fewer back. */
export const requestsById = (town: Town, ids: readonly string[]): Promise<ForeignRequest[]> =>
	requests(town, 'requests', { service_request_id: ids.join(',') });

export async function requestById(town: Town, id: string): Promise<ForeignRequest | undefined> {
	return (await requests(town, `requests/${encodeURIComponent(id)}`, {}))[0];
}

/** Requests filed within these instants. */
export const requestsBetween = (
	town: Town,
	from: Date,
	to: Date,
	service?: string,
): Promise<ForeignRequest[]> =>
	requests(town, 'requests', {
		start_date: `${from.toISOString().slice(0, 19)}Z`,
		end_date: `${to.toISOString().slice(0, 19)}Z`,
		...(service ? { service_code: service } : {}),
	});

/** The number that a token has become; null: not yet. */
export async function numberOfTownToken(town: Town, token: string): Promise<string | null> {
	const found = await requests(town, `tokens/${encodeURIComponent(token)}`, {});
	return found[0]?.id ?? null;
}

async function requests(town: Town, path: string, query: Record<string, string>): Promise<ForeignRequest[]> {
	try {
		return readRequests(await read(town, path, query), town.zone);
	} catch (error) {
		// nothing there is an answer too
		if (error instanceof TownRefused && error.status === 404) return [];
		throw error;
	}
}

async function read(town: Town, path: string, query: Record<string, string> = {}): Promise<unknown> {
	const url = new URL(`${town.url}/${path}.${town.format}`);
	if (town.jurisdiction) url.searchParams.set('jurisdiction_id', town.jurisdiction);
	if (town.key) url.searchParams.set('api_key', town.key);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	return asked(url.href, {});
}

async function asked(url: string, options: Parameters<typeof callOut>[1]): Promise<unknown> {
	const { status, bytes } = await callOut(url, {
		timeout,
		most: 20_000_000,
		redirects: 2,
		...options,
		headers: { accept: 'application/json, text/xml, application/xml', ...options?.headers },
	});
	const text = bytes.toString('utf8');
	const answer = parsed(text);
	if (status >= 200 && status < 300) {
		if (answer === undefined) refuse('intake.endpoint.no-georeport', { host: new URL(url).host });
		return answer;
	}
	const said = answer === undefined ? [] : readErrors(answer);
	const words =
		said
			.map((one) => one.description)
			.filter(Boolean)
			.join('; ') || `HTTP ${status}`;
	// it may be otherwise in a while
	if (status >= 500 || status === 408 || status === 425 || status === 429)
		throw new Refusal('intake.endpoint.town-fails', { status, said: words.slice(0, 200) });
	throw new TownRefused(status, words);
}

function parsed(text: string): unknown {
	try {
		return parseAnswer(text);
	} catch {
		return undefined;
	}
}
