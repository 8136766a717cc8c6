import { officeGroups, officeWays } from '#pages/office.ts';
import { refuse } from '#platform/errors/door.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const ways = officeWays(locals.actor);
	if (ways.length === 0) refuse('platform.not-found');
	const within = locals.territory ? `?in=${locals.territory.id}` : '';
	return {
		name: locals.actor.name,
		groups: officeGroups
			.map((group) => ({
				group,
				ways: ways
					.filter((way) => way.group === group)
					.map((way) => ({ name: way.name, href: locals.href(way.path + within) })),
			}))
			.filter((one) => one.ways.length > 0),
	};
};
