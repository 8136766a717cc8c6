import { error } from '@sveltejs/kit';
import { shownToMonitors } from '#rooms/ballots/door.server.ts';

/** What is published of a closed vote, under the territory and the id that its entries in the log have: for whoever recounts. */
export const GET = async ({ params, locals }) => {
	const body = await shownToMonitors(locals.actor, params);
	if (body === null) error(404);
	return new Response(new Uint8Array(body), {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'private, no-cache',
			'access-control-allow-origin': '*',
		},
	});
};
