import { refuse } from '#platform/errors/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = territories.here(locals.territory);
	const text =
		(await territories.textIn(territory.id, 'about', locals.lang)) ?? refuse('territories.not-found');
	return { territory, text };
};
