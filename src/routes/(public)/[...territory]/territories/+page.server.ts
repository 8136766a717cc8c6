import * as territories from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = territories.here(locals.territory);
	const { lang, t, href } = locals;
	const text = url.searchParams.get('q') ?? '';
	const kind = url.searchParams.get('kind') ?? '';
	const chosen = territories.isKind(kind) ? kind : null;
	const [page, counts] = await Promise.all([
		territories.childrenOf(territory.id, {
			lang,
			text,
			kinds: chosen ? [chosen] : undefined,
			after: url.searchParams.get('after') ?? undefined,
			limit: 60,
		}),
		territories.countChildren(territory.id),
	]);
	const address = territories.at(href, territory, 'territories');
	const next = new URLSearchParams(url.searchParams);
	if (page.next) next.set('after', page.next);
	return {
		territory,
		items: page.items,
		counts: counts.map(({ kind: of, count }) => ({ kind: of, count })),
		text,
		kind: chosen ?? '',
		address,
		next: page.next ? `${address}?${next}` : null,
		downloads: [
			{ title: 'CSV', href: `${territories.at(href, territory, 'export')}?format=csv` },
			{ title: 'GeoJSON', href: `${territories.at(href, territory, 'export')}?format=geojson` },
		],
		total: t('territories.parts.count', { count: counts.reduce((sum, one) => sum + one.count, 0) }),
	};
};
