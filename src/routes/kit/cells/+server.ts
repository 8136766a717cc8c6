import { error } from '@sveltejs/kit';
import { layerOf } from '#ui/kit/examples-map.ts';
import { dev } from '$app/env';
import type { RequestHandler } from './$types';

/** Example cells for the sheet of maps. */
export const GET: RequestHandler = ({ url }) => {
	if (!dev && process.env.VECHE_KIT !== '1') error(404);
	return Response.json(layerOf(url.searchParams));
};
