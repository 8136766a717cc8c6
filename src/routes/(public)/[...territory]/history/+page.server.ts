import * as territories from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = territories.here(locals.territory);
	const [history, map] = await Promise.all([
		territories.historyOf(territory.id, locals.lang),
		territories.mapOf(territory.id, locals.lang),
	]);
	return { territory, history, own: map.shapes.filter((shape) => shape.tone === 'own') };
};
