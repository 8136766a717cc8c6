import { Temporal } from 'temporal-polyfill';
import {
	type Attribute,
	type Datatype,
	type Definition,
	datatypes,
	type GeoError,
	type Service,
} from './georeport.ts';
import { parseXml } from './xml.ts';

/** A request of another town as we understand it, whatever its server made of the standard. */
export type ForeignRequest = {
	id: string | null;
	/** In place of an id: ask again for it. */
	token: string | null;
	status: 'open' | 'closed' | null;
	statusNotes: string;
	serviceName: string;
	serviceCode: string;
	description: string;
	agency: string;
	notice: string;
	requestedAt: Date | null;
	updatedAt: Date | null;
	expectedAt: Date | null;
	address: string;
	lat: number | null;
	lon: number | null;
	mediaUrl: string | null;
};

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads an answer by what it is, not by what its server calls it: some send XML as JSON and the other way round. */
export function parseAnswer(text: string): unknown {
	const trimmed = text.replace(/^\ufeff/, '').trimStart();
	if (trimmed.startsWith('<')) return parseXml(trimmed);
	return JSON.parse(trimmed);
}

/** The list of things of one name, however it is wrapped: `[…]`, `{ services: […] }`, `{ services: { service: […] } }`. */
function listIn(answer: unknown, wrap: readonly string[], item: string): Plain[] {
	if (Array.isArray(answer)) return answer.flatMap((one) => (isPlain(one) ? [unwrapped(one, item)] : []));
	if (!isPlain(answer)) return [];
	for (const name of [...wrap, item]) if (name in answer) return listIn(answer[name], wrap, item);
	return Object.keys(answer).length ? [answer] : [];
}
/** `[{ "service": { … } }]` */
const unwrapped = (one: Plain, item: string): Plain => {
	const inner = one[item];
	return Object.keys(one).length === 1 && isPlain(inner) ? inner : one;
};

function textOf(value: unknown): string {
	if (value === null || value === undefined || typeof value === 'object') return '';
	return String(value).trim();
}
const yes = (value: unknown): boolean => value === true || /^(true|1|yes)$/i.test(textOf(value));

export function readServices(answer: unknown): Service[] {
	return listIn(answer, ['services'], 'service').flatMap((one) => {
		const code = textOf(one.service_code);
		if (!code) return [];
		const type = textOf(one.type);
		return [
			{
				service_code: code,
				service_name: textOf(one.service_name) || code,
				description: textOf(one.description),
				metadata: yes(one.metadata),
				type: type === 'batch' || type === 'blackbox' ? type : 'realtime',
				keywords: Array.isArray(one.keywords) ? one.keywords.map(textOf).join(', ') : textOf(one.keywords),
				group: textOf(one.group),
			},
		];
	});
}

export function readDefinition(answer: unknown): Definition {
	const [of] = listIn(answer, [], 'service_definition');
	const attributes = of ? listIn(of.attributes ?? [], [], 'attribute') : [];
	return {
		service_code: textOf(of?.service_code),
		attributes: attributes
			.filter((one) => textOf(one.code) !== '')
			.map((one, i): Attribute => {
				const type = textOf(one.datatype).toLowerCase() as Datatype;
				return {
					variable: one.variable === undefined ? true : yes(one.variable),
					code: textOf(one.code),
					datatype: datatypes.includes(type) ? type : 'string',
					required: yes(one.required),
					datatype_description: textOf(one.datatype_description),
					order: Number(textOf(one.order)) || i + 1,
					description: textOf(one.description),
					values: listIn(one.values || [], [], 'value').flatMap((value) => {
						const key = textOf(value.key);
						return key ? [{ key, name: textOf(value.name) || key }] : [];
					}),
				};
			})
			.sort((a, b) => a.order - b.order),
	};
}

export function readRequests(answer: unknown, zone = 'UTC'): ForeignRequest[] {
	return listIn(answer, ['service_requests', 'requests'], 'request').map((one) => {
		const lat = numberOf(one.lat);
		const lon = numberOf(one.long ?? one.lon ?? one.lng);
		// zero degrees come from servers that know no place
		const placed =
			lat !== null &&
			lon !== null &&
			!(lat === 0 && lon === 0) &&
			Math.abs(lat) <= 90 &&
			Math.abs(lon) <= 180;
		const media = textOf(one.media_url);
		return {
			id: textOf(one.service_request_id) || null,
			token: textOf(one.token) || null,
			status: statusOf(textOf(one.status)),
			statusNotes: textOf(one.status_notes),
			serviceName: textOf(one.service_name),
			serviceCode: textOf(one.service_code),
			description: textOf(one.description),
			agency: textOf(one.agency_responsible),
			notice: textOf(one.service_notice),
			requestedAt: readInstant(textOf(one.requested_datetime), zone),
			updatedAt: readInstant(textOf(one.updated_datetime), zone),
			expectedAt: readInstant(textOf(one.expected_datetime), zone),
			address: textOf(one.address) || textOf(one.address_string),
			lat: placed ? lat : null,
			lon: placed ? lon : null,
			mediaUrl: /^https?:\/\//.test(media) ? media : null,
		};
	});
}

function numberOf(value: unknown): number | null {
	const text = textOf(value);
	const number = Number(text);
	return text !== '' && Number.isFinite(number) ? number : null;
}

/** Only two states are of the standard; some servers have words of their own for them. */
function statusOf(text: string): 'open' | 'closed' | null {
	const word = text.toLowerCase();
	if (/^(closed|fixed|resolved|done|completed|archived)/.test(word)) return 'closed';
	return word === '' ? null : 'open';
}

/** W3C times; some servers leave the T or the zone out: then it is the town's own. */
export function readInstant(text: string, zone: string): Date | null {
	if (!text) return null;
	const match =
		/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text);
	if (!match) return null;
	const [, day = '', time = '00:00:00', offset] = match;
	try {
		if (offset) {
			const at = new Date(`${day}T${time}${offset.toUpperCase()}`);
			return Number.isNaN(at.getTime()) ? null : at;
		}
		return new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds);
	} catch {
		return null;
	}
}

export function readErrors(answer: unknown): GeoError[] {
	return listIn(answer, ['errors'], 'error').flatMap((one) => {
		const description = textOf(one.description) || textOf(one.message);
		const code = Number(textOf(one.code));
		return description || Number.isFinite(code)
			? [{ code: Number.isFinite(code) ? code : 400, description }]
			: [];
	});
}

export type ForeignDiscovery = {
	contact: string;
	keyService: string;
	endpoints: { url: string; type: string; specification: string; formats: string[] }[];
};

export function readDiscovery(answer: unknown): ForeignDiscovery {
	const [of] = listIn(answer, [], 'discovery');
	return {
		contact: textOf(of?.contact),
		keyService: textOf(of?.key_service),
		endpoints: listIn(of?.endpoints ?? [], [], 'endpoint').map((one) => ({
			url: textOf(one.url),
			type: textOf(one.type),
			specification: textOf(one.specification),
			formats: formatsIn(one.formats),
		})),
	};
}

function formatsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.map(textOf).filter(Boolean);
	return isPlain(value) ? formatsIn(value.format) : [];
}
