import type { TerritoryId } from '#platform/db/door.server.ts';
import { suggest } from '#platform/search/door.server.ts';
import { viewMany } from '#rooms/territories/door.server.ts';

/** What the box in the head offers while one types: `?q=кунг&in=59&kind=territory&lang=ru`. */
export const GET = async ({ url, locals }) => {
	const text = url.searchParams.get('q') ?? '';
	const inside = url.searchParams.get('in') ?? '';
	const lang = url.searchParams.get('lang') === 'en' ? 'en' : locals.lang;
	const found = await suggest(text, {
		lang,
		within: /^\d{1,9}$/.test(inside) ? (Number(inside) as TerritoryId) : undefined,
		kinds: url.searchParams.getAll('kind').slice(0, 10),
	});
	const places = await viewMany(
		found.map((one) => one.territory),
		lang,
	);
	const items = found.map(({ kind, title, url: to, territory }) => {
		const place = places.get(territory);
		const where = kind === 'territory' ? place?.parents.at(-1)?.name : place?.name.nominative;
		return { kind, title, url: lang === 'en' ? `/en${to}` : to, territory, where: where ?? null };
	});
	return Response.json({ items }, { headers: { 'cache-control': 'public, max-age=60' } });
};
