import { config } from '#platform/config/door.server.ts';
import { addressesOf, at, childPagesOf } from '#rooms/territories/door.server.ts';
import type { LayoutServerLoad } from './$types';

/** The head and foot of every page of a territory. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const { territory, t, href, path } = locals;
	if (!territory) return {};
	return {
		place: { name: territory.name.nominative, href: at(href, territory) },
		addresses: addressesOf(territory, { main: config().origin ?? locals.origin, asked: locals.origin }, path),
		zone: territory.zone,
		demonstration: territory.demonstration,
		nav: childPagesOf(territory).map(({ key, page }) => ({
			title: t.any(key),
			href: at(href, territory, page),
			current: path === `/${[territory.path, page].filter(Boolean).join('/')}`,
		})),
	};
};
