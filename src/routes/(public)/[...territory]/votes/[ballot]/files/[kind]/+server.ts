import { ballotAt, fileOfWord } from '#pages/votes.ts';
import { refuse } from '#platform/errors/door.ts';
import { fileOf } from '#rooms/ballots/door.server.ts';
import type { RequestHandler } from './$types';

/** A published file of a counted vote, byte for byte as its hash stands in the log. */
export const GET: RequestHandler = async (event) => {
	const kind = fileOfWord(event.params.kind) ?? refuse('platform.not-found');
	const file = (await fileOf(event.locals.actor, ballotAt(event), kind)) ?? refuse('platform.not-found');
	return new Response(new Uint8Array(file.content), {
		headers: {
			'content-type': file.type,
			'content-disposition': `attachment; filename="${file.name}"`,
			'cache-control': 'private, no-cache',
		},
	});
};
