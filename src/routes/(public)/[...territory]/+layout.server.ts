import { at, childPagesOf } from '#rooms/territories/door.server.ts';
import type { LayoutServerLoad } from './$types';

/** The head and foot of every page of a territory. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const { territory, t, href, path } = locals;
	if (!territory) return {};
	return {
		place: { name: territory.name.nominative, href: at(href, territory) },
		zone: territory.zone,
		demonstration: territory.demonstration,
		nav: childPagesOf(territory).map(({ key, page }) => ({
			title: t.any(key),
			href: at(href, territory, page),
			current: path === `/${[territory.path, page].filter(Boolean).join('/')}`,
		})),
	};
};
