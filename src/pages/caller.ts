import type { RequestEvent } from '@sveltejs/kit';

/** What is written down about who asked: never more than this. */
export function callerOf(event: RequestEvent) {
	return {
		ip: event.getClientAddress(),
		agent: event.request.headers.get('user-agent') ?? '',
		lang: event.locals.lang,
		request: event.locals.requestId,
	};
}
