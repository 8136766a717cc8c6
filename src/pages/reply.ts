import type { RequestEvent } from '@sveltejs/kit';
import { refuse } from '#platform/errors/door.ts';
import { readReply } from '#rooms/appeals/door.server.ts';
import { followCodeOf } from './follow.ts';
import { placeOf } from './place.ts';

/** The answer that the address names, for whoever may read it. */
export function replyIn(event: RequestEvent) {
	const { number = '', round = '' } = event.params;
	if (!/^[1-9]\d{0,2}$/.test(round)) refuse('appeals.not-found');
	const viewer = { actor: event.locals.actor, code: followCodeOf(event, number) };
	return readReply(viewer, placeOf(event.locals).id, number, Number(round));
}

/** A paper to be kept; nobody on the way keeps it. */
export function paper(content: Buffer, type: string, name: string): Response {
	return new Response(new Uint8Array(content), {
		headers: {
			'content-type': type,
			'content-length': String(content.length),
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'private, no-store',
			'x-robots-tag': 'noindex',
		},
	});
}
