import type { TerritoryView } from './territory.ts';

/** The way to a territory from the top; `whole` adds the territory itself (on its further pages). */
export function crumbsOf(
	territory: Pick<TerritoryView, 'parents' | 'path' | 'name'>,
	href: (path: string) => string,
	whole = false,
): { title: string; href: string }[] {
	const crumbs = territory.parents.map((parent) => ({ title: parent.name, href: href(`/${parent.path}`) }));
	return whole ? [...crumbs, { title: territory.name.nominative, href: href(`/${territory.path}`) }] : crumbs;
}
