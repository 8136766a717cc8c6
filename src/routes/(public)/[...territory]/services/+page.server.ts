import * as territories from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const territory = territories.here(locals.territory);
	const ways = territories.serviceWays();
	return {
		territory,
		services: territories.services.map((name) => ({
			name,
			ways: ways
				.filter((way) => way.service === name)
				.map((way) => ({
					title: locals.t.any(way.key),
					href: territories.at(locals.href, territory, way.path),
				})),
		})),
	};
};
