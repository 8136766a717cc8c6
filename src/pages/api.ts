import type { RequestHandler } from '@sveltejs/kit';
import { answerApi, type Endpoint, preflight } from '#platform/api/door.server.ts';

/** The handler of an address of the API: no cookie counts there, only a key. */
export function answering(endpoint: Endpoint): RequestHandler {
	return ({ request, params, url, locals, getClientAddress }) =>
		answerApi(endpoint, {
			request,
			params: params as Record<string, string | undefined>,
			url,
			address: getClientAddress(),
			id: locals.requestId,
			lang: locals.lang,
		});
}

/** Browsers ask before they call from a page of another site. */
export const asking: RequestHandler = () => preflight();
