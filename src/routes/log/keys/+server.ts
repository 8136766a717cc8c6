import { text } from '@sveltejs/kit';
import { publishedKeys } from '#platform/transparency/door.server.ts';

/** How each key of the log vouches for the one after it: signed notes. */
export const GET = async () =>
	text(await publishedKeys(), {
		headers: { 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' },
	});
