import { openSteps } from '#pages/first-steps.ts';
import { officeGroups, officeWays, pathOfWay } from '#pages/office.ts';
import { refuse } from '#platform/errors/door.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const ways = officeWays(locals.actor);
	const steps = await openSteps(locals.actor);
	if (ways.length === 0 && steps.length === 0) refuse('platform.not-found');
	return {
		name: locals.actor.name,
		/** The first day of a new official; gone from here when all is done. */
		steps: steps.every((one) => one.done)
			? null
			: {
					done: steps.filter((one) => one.done).length,
					all: steps.length,
					next: steps
						.filter((one) => !one.done)
						.slice(0, 3)
						.map((one) => ({ step: one.step, href: locals.href(one.href) })),
					href: locals.href('/office/people/first-steps'),
				},
		groups: officeGroups
			.map((group) => ({
				group,
				ways: ways
					.filter((way) => way.group === group)
					.map((way) => ({
						name: way.name,
						href: locals.href(pathOfWay(locals.actor, way, locals.territory?.id)),
					})),
			}))
			.filter((one) => one.ways.length > 0),
	};
};
