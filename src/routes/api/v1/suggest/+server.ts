import type { TerritoryId } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { suggest } from '#platform/search/door.server.ts';
import { viewMany } from '#rooms/territories/door.server.ts';

/** What the box in the head offers while one types: `?q=кунг&in=59&kind=territory&lang=ru`. */
export const GET = async ({ url, locals }) => {
	const text = url.searchParams.get('q') ?? '';
	const inside = url.searchParams.get('in') ?? '';
	const lang = url.searchParams.get('lang') === 'en' ? 'en' : locals.lang;
	const t = translatorFor(lang);
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
		// Two places of one name are told apart by what they are: a district and its town.
		const where =
			kind === 'territory' && place
				? [t.any(`territories.kind.${place.kind}`), place.parents.at(-1)?.name].filter(Boolean).join(', ')
				: (place?.name.nominative ?? null);
		return { kind, title, url: lang === 'en' ? `/en${to}` : to, territory, where };
	});
	return Response.json({ items }, { headers: { 'cache-control': 'public, max-age=60' } });
};
