import type { Translate } from '#platform/i18n/door.ts';
import type { TerritoryView } from './territory.ts';

/** How a page of a territory presents itself to search engines and maps. */

export function descriptionOf(territory: TerritoryView, t: Translate): string {
	const above = territory.parents.at(-1);
	const people =
		territory.population === null ? '' : t('territories.people', { count: territory.population });
	return [
		above
			? t('territories.description.within', { full: territory.name.full, above: above.name })
			: t('territories.description', { full: territory.name.full }),
		people && `${people}.`,
	]
		.filter(Boolean)
		.join(' ');
}

const schemaType: Partial<Record<TerritoryView['kind'], string>> = {
	country: 'Country',
	region: 'State',
	place: 'Place',
};

/** schema.org, as JSON that may stand inside a page. */
export function linkedData(territory: TerritoryView, url: string): string {
	const above = territory.parents.at(-1);
	const { latitude, longitude } = territory.centre;
	const thing = {
		'@context': 'https://schema.org',
		'@type': schemaType[territory.kind] ?? 'AdministrativeArea',
		name: territory.name.nominative,
		alternateName: territory.name.full,
		url,
		...(territory.code ? { identifier: territory.code } : {}),
		...(latitude !== null && longitude !== null
			? { geo: { '@type': 'GeoCoordinates', latitude, longitude } }
			: {}),
		...(above ? { containedInPlace: { '@type': 'AdministrativeArea', name: above.name } } : {}),
	};
	return JSON.stringify(thing).replace(/</g, '\\u003c');
}

/**
 * The one address of a page in each language: at the territory's own host where it has one, on whichever host it is read;
 * else on the main host.
 */
export function addressesOf(
	territory: Pick<TerritoryView, 'host' | 'path'>,
	origin: { main: string; asked: string },
	path: string,
): { ru: string; en: string } {
	const own = territory.path === '' ? path : path.slice(territory.path.length + 1);
	const page = territory.host ? own.replace(/^\/?/, '/') : path;
	const start = territory.host ? originOf(territory.host, origin.asked) : origin.main;
	return { ru: start + page, en: `${start}/en${page === '/' ? '' : page}` };
}

function originOf(host: string, asked: string): string {
	const scheme = asked.startsWith('https:') ? 'https' : 'http';
	const port = scheme === 'http' ? (/:\d+$/.exec(asked)?.[0] ?? '') : '';
	return `${scheme}://${host}${port}`;
}

/** Pages of a territory that stand in its head; rooms add theirs. */
export type ChildPage = { key: string; page: string; position: number };
const pages: ChildPage[] = [
	{ key: 'territories.nav.front', page: '', position: 0 },
	{ key: 'territories.nav.services', page: 'services', position: 50 },
	{ key: 'territories.nav.parts', page: 'territories', position: 60 },
];
export function offerPages(...offered: readonly ChildPage[]): void {
	for (const one of offered) if (!pages.some((known) => known.page === one.page)) pages.push(one);
}
export function childPagesOf(territory: Pick<TerritoryView, 'kind'>): ChildPage[] {
	return pages
		.filter((one) => one.page !== 'territories' || !['place', 'between-settlements'].includes(territory.kind))
		.sort((a, b) => a.position - b.position);
}
