import { layerInfo } from '#platform/geo/door.server.ts';

export const GET = async ({ params, url }) =>
	Response.json(await layerInfo(params.layer, url.origin), {
		headers: { 'cache-control': 'public, max-age=300' },
	});
