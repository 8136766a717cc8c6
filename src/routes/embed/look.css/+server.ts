import { embedLookIn, sheetOf } from '#rooms/appeals/door.server.ts';

/** Colours and size of the form on another site: a sheet of its own, because no page of ours carries styles in its tags. */
export const GET = ({ url }) =>
	new Response(sheetOf(embedLookIn(url.searchParams.get('look') ?? '')), {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' },
	});
