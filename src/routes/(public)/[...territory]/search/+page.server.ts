import { refuse } from '#platform/errors/door.ts';
import { find } from '#platform/search/door.server.ts';
import { at, namesOf, viewMany } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	const { lang, t, href, territory } = locals;
	if (params.territory && !territory) refuse('platform.not-found');
	const within = params.territory ? (territory ?? undefined) : undefined;
	const text = (url.searchParams.get('q') ?? '').trim();
	const all = t.keys('search.kind.').map((key) => key.slice('search.kind.'.length));
	const kind = all.find((one) => one === url.searchParams.get('kind')) ?? null;
	const asTyped = url.searchParams.get('exactly') === 'yes';
	const found = await find({
		text,
		lang,
		within: within?.id,
		kinds: kind ? [kind] : undefined,
		after: url.searchParams.get('after') ?? undefined,
		mending: !asTyped,
	});
	const ids = [...new Set(found.items.map((item) => item.territory))];
	const [places, names] = await Promise.all([viewMany(ids, lang), namesOf(ids, lang)]);
	const address = within ? at(href, within, 'search') : href('/search');
	const page = (changes: Record<string, string | null>) => {
		const to = new URLSearchParams(url.search);
		for (const [name, value] of Object.entries({ after: null, ...changes }))
			if (value === null) to.delete(name);
			else to.set(name, value);
		return `${address}?${to}`;
	};
	// What stands on the page changes with every event; the address may be kept by nobody.
	setHeaders({ 'x-robots-tag': 'noindex' });
	return {
		text,
		kind,
		kinds: all,
		address,
		within: within
			? { name: within.name, everywhere: `${href('/search')}?${new URLSearchParams({ q: text })}` }
			: null,
		mended: found.mended ?? null,
		asTyped: page({ exactly: 'yes' }),
		empty: found.empty === true,
		items: found.items.map((item) => {
			const place = places.get(item.territory);
			// A thing stands in its territory, a territory in those above it.
			const above = place?.parents.slice(-2).map((parent) => parent.name) ?? [];
			const own = item.kind === 'territory' ? [] : [names.get(item.territory)?.nominative ?? ''];
			return {
				id: `${item.kind} ${item.territory} ${item.id}`,
				href: href(item.url),
				// Two places of one name are told apart by what they are: a district and its town.
				what:
					item.kind === 'territory' && place
						? t.any(`territories.kind.${place.kind}`)
						: t.any(`search.kind.${item.kind}`),
				title: item.titleParts,
				snippet: item.snippet,
				at: item.at,
				where: [...own, ...above.toReversed()].filter(Boolean).slice(0, 2).join(', '),
			};
		}),
		next: found.next ? page({ after: found.next }) : null,
		first: url.searchParams.has('after') ? page({}) : null,
	};
};
