import { spacePath } from '#pages/space-address.ts';
import { mySpaces } from '#rooms/spaces/door.server.ts';
import { namesOf, pathOf } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const mine = await mySpaces(locals.actor);
	const names = await namesOf(
		mine.map((one) => one.territory),
		locals.lang,
	);
	return {
		spaces: mine.map((one) => ({
			id: one.id,
			title: one.name,
			text: one.summary,
			href: locals.href(spacePath({ path: pathOf(one.territory) }, one.slug)),
			over: names.get(one.territory)?.nominative ?? '',
			roles: one.roles,
		})),
	};
};
