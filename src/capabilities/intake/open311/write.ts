import type { Definition, Discovery, Format, GeoError, Service, ServiceRequest } from './georeport.ts';
import { buildXml } from './xml.ts';

/** What is answered: one of the documents of the standard. */
export type Document =
	| { services: Service[] }
	| { definition: Definition }
	| { requests: ServiceRequest[] }
	| { filed: { service_request_id: string; service_notice: string; account_id: string }[] }
	| { token: { service_request_id: string; token: string }[] }
	| { discovery: Discovery }
	| { errors: GeoError[] };

/** The document in the form that was asked for: lists stand bare in JSON and in an element of their own in XML. */
export function written(document: Document, format: Format): string {
	if (format === 'json') return JSON.stringify(inJson(document));
	return buildXml(inXml(document));
}

export const typeOf = (format: Format): string =>
	format === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8';

function inJson(document: Document): unknown {
	return Object.values(document)[0];
}

function inXml(document: Document): Record<string, unknown> {
	if ('services' in document) return { services: { service: document.services.map(plain) } };
	if ('requests' in document) return { service_requests: { request: document.requests.map(plain) } };
	if ('filed' in document) return { service_requests: { request: document.filed.map(plain) } };
	if ('token' in document) return { service_requests: { request: document.token.map(plain) } };
	if ('errors' in document) return { errors: { error: document.errors.map(plain) } };
	if ('definition' in document) {
		const { service_code, attributes } = document.definition;
		return {
			service_definition: {
				service_code,
				attributes: {
					attribute: attributes.map(({ values, ...one }) => ({ ...plain(one), values: { value: values } })),
				},
			},
		};
	}
	const { endpoints, ...rest } = document.discovery;
	return {
		discovery: {
			...rest,
			endpoints: {
				endpoint: endpoints.map(({ formats, ...one }) => ({ ...one, formats: { format: formats } })),
			},
		},
	};
}

/** Nothing is an empty element. */
function plain(of: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, value ?? '']));
}
