import { error } from '@sveltejs/kit';
import { parseTilePath, publishedTile } from '#platform/transparency/door.server.ts';

/** The tree and its entries as files (c2sp.org/tlog-tiles). They never change. */
export const GET = async ({ params }) => {
	const name = parseTilePath(params.path);
	const bytes = name && (await publishedTile(name));
	if (!bytes) error(404);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/octet-stream',
			'cache-control': 'public, max-age=31536000, immutable',
			'access-control-allow-origin': '*',
		},
	});
};
