import { config } from '#platform/config/door.server.ts';
import { basemapInfo } from '#platform/geo/door.server.ts';
import { addressesOf, at, childPagesOf, page } from '#rooms/territories/door.server.ts';
import type { LayoutServerLoad } from './$types';

/** The head and foot of every page of a territory. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const { territory, t, href, path } = locals;
	if (!territory) return {};
	return {
		place: { name: territory.name.nominative, href: at(href, territory) },
		addresses: addressesOf(territory, { main: config().origin ?? locals.origin, asked: locals.origin }, path),
		zone: territory.zone,
		...(basemapInfo() && !(await page.hasBasemap(territory.id)) ? { basemap: null } : {}),
		demonstration: territory.demonstration,
		nav: childPagesOf(territory).map(({ key, page: word }) => ({
			title: t.any(key),
			href: at(href, territory, word),
			current: path === `/${[territory.path, word].filter(Boolean).join('/')}`,
		})),
	};
};
