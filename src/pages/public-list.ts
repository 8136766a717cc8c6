import type { RequestEvent } from '@sveltejs/kit';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { isUuid, type TerritoryId, type Uuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type SpaceRef, spaceOf } from '#rooms/spaces/door.server.ts';

type Asked<State> = {
	state: readonly State[] | null;
	words: string;
	space: Uuid | null;
	after: string | null;
};

/** What a public list of things with states is made of: votes, conversations. */
type Listed<Show extends string, State, Item> = {
	/** The last word of its address. */
	page: string;
	/** What a reader looks for, and the states behind it. */
	shows: Record<Show, readonly State[]>;
	find(
		actor: Actor,
		territory: TerritoryId,
		asked: Asked<State>,
	): Promise<{ items: Item[]; next: string | null }>;
	addressOf(item: NoInfer<Item>): string;
	/** Spaces whose things this person makes. */
	ledSpaces(actor: Actor, territory: TerritoryId): Promise<readonly { id: Uuid }[]>;
	/** Where a space's new one is begun. */
	newOne(space: Uuid): string;
};

/** A page of it, narrowed by the address: what to look for, words, one space, from where on. */
export async function readPublicList<Show extends string, State, Item extends object>(
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
	{ page, shows, find, addressOf, ledSpaces, newOne }: Listed<Show, State, Item>,
) {
	const territory = placeOf(locals);
	const names = Object.keys(shows) as Show[];
	const asked = url.searchParams.get('show');
	const show = names.find((one) => one === asked) ?? null;
	const words = url.searchParams.get('words')?.trim().slice(0, 100) ?? '';
	const space = await spaceAsked(locals, url.searchParams.get('space'));
	const { items, next } = await find(locals.actor, territory.id, {
		state: show && shows[show],
		words,
		space: space?.id ?? null,
		after: url.searchParams.get('after'),
	});
	const base = locals.href(under(locals, page));
	const to = (changes: Record<string, string | null>) =>
		withQuery(base, { show, words, space: space?.id, ...changes });
	return {
		territory: { name: territory.name.nominative, in: territory.name.in },
		crumbs: space
			? crumbsTo(locals, { title: space.name, path: under(locals, `spaces/${space.slug}`) })
			: crumbsTo(locals),
		space: space && {
			id: space.id,
			name: space.name,
			newOne: (await ledSpaces(locals.actor, territory.id)).some(({ id }) => id === space.id)
				? newOne(space.id)
				: null,
		},
		show,
		words,
		items: items.map((one) => ({ ...one, href: locals.href(addressOf(one)) })),
		links: {
			base,
			all: to({ show: null }),
			clear: to({ show: null, words: null }),
			byShow: names.map((one) => ({ show: one, href: to({ show: one }) })),
		},
		next: next ? to({ after: next }) : null,
		first: url.searchParams.has('after') ? to({}) : null,
	};
}

/** What is empty stays out of the address. */
export function withQuery(base: string, asked: Record<string, string | null | undefined>): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value);
	return base + (query.size ? `?${query}` : '');
}

/** The space whose things alone are asked for; one that is hidden from the reader is not there. */
async function spaceAsked(locals: App.Locals, id: string | null) {
	if (!id) return null;
	if (!isUuid(id)) refuse('spaces.not-found');
	return spaceOf(locals.actor, { territory: placeOf(locals).id, id } as SpaceRef);
}
