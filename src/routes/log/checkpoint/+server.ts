import { error, text } from '@sveltejs/kit';
import { publishedCheckpoint } from '#platform/transparency/door.server.ts';

/** The signed state of the log (c2sp.org/tlog-checkpoint), with the cosignatures of witnesses. */
export const GET = async () => {
	const checkpoint = await publishedCheckpoint();
	if (!checkpoint) error(404);
	return text(checkpoint.note, { headers: { 'cache-control': 'public, max-age=1', ...open } });
};

/** Pages and programs elsewhere may read the log. */
const open = { 'access-control-allow-origin': '*' };
