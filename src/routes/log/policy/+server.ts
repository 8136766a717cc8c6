import { text } from '@sveltejs/kit';
import { publishedPolicy } from '#platform/transparency/door.server.ts';

/** Keys and witnesses as a file of c2sp.org/tlog-policy. Who checks keeps it elsewhere and compares. */
export const GET = async () =>
	text(await publishedPolicy(), {
		headers: { 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' },
	});
