import type { RequestHandler } from '@sveltejs/kit';
import { httpPorts } from '#platform/http/ports.server.ts';
import { answerOpen311 } from '#rooms/intake/door.server.ts';

/** An address of Open311: no cookie counts there, only a key. */
export const answering: RequestHandler = ({ request, params, url, locals, getClientAddress }) =>
	answerOpen311({
		request,
		resource: params.resource ?? '',
		id: params.id ?? null,
		url,
		address: getClientAddress(),
		requestId: locals.requestId,
		lang: locals.lang,
		hostOf: httpPorts().territoryOfHost(url.host)?.id ?? null,
		bodyType: request.headers.get('x-veche-content-type'),
	});
