import script from '#ui/embed/appeals.js?raw';

/** The script that other sites load: one address that stays. */
export const GET = () =>
	new Response(script, {
		headers: {
			'content-type': 'text/javascript; charset=utf-8',
			'cache-control': 'public, max-age=3600',
			'access-control-allow-origin': '*',
			'cross-origin-resource-policy': 'cross-origin',
		},
	});
