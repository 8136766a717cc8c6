import type { RequestEvent } from '@sveltejs/kit';
import { beginAtTheTop, officePath, placeOf } from '#pages/office-place.ts';
import { under } from '#pages/place.ts';
import type { TerritoryId, Uuid } from '#platform/db/ids.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';

type Led = (actor: Actor, territory: TerritoryId) => Promise<{ id: Uuid; name: string }[]>;

/** What an office's list of things with states is made of: votes, conversations. */
type Listed<State extends string, Item> = {
	/** The last word of its address, in the office and in public. */
	page: string;
	/** Who may make one. */
	right: string;
	states: readonly State[];
	nameOf(state: NoInfer<State> | null): string;
	find(
		actor: Actor,
		territory: TerritoryId,
		asked: { of: 'office'; state: NoInfer<State> | null; after: string | null },
	): Promise<{ items: Item[]; next: string | null }>;
	ledSpaces: Led;
	/** Spaces whose things are worked at; those that are led, unless it is told. */
	keptSpaces?: Led;
};

/** A page of what this person works at, with the ways to each state, to the next page and to a new one. */
export async function readOfficeList<State extends string, Item extends { id: Uuid; space: Uuid | null }>(
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
	listed: Listed<State, Item>,
) {
	beginAtTheTop(locals);
	const { page, right, states, nameOf, find, ledSpaces, keptSpaces = ledSpaces } = listed;
	const { actor } = locals;
	const territory = placeOf(locals);
	const asked = url.searchParams.get('state');
	const state = states.find((one) => one === asked) ?? null;
	const { items, next } = await find(actor, territory, {
		of: 'office',
		state,
		after: url.searchParams.get('after'),
	});
	const [led, kept] = await Promise.all([ledSpaces(actor, territory), keptSpaces(actor, territory)]);
	const makes = led.length > 0 || may(actor, right, { territory });
	const narrowed: Record<string, string> = state ? { state } : {};
	return {
		place: locals.territory?.name.nominative ?? '',
		owns: tree.ownsRecords(territory),
		state,
		states: [null, ...states].map((one) => ({
			title: nameOf(one),
			href: officePath(locals, page, one ? { state: one } : {}),
			current: one === state,
		})),
		/** Where one works at those of spaces too, each says whose it is. */
		hasOwners: kept.length > 0,
		items: items.map((one) => ({
			...one,
			owner: kept.find(({ id }) => id === one.space)?.name ?? '',
			href: officePath(locals, `${page}/${one.id}`),
		})),
		next: next ? officePath(locals, page, { ...narrowed, after: next }) : null,
		newOne: makes ? officePath(locals, `${page}/new`) : null,
		shown: locals.href(under(locals, page)),
		dropped: url.searchParams.has('dropped'),
	};
}

/** Whose a new one may be: the territory's, for those who hold the right there, or one of the spaces that one leads. */
export async function readOwners(
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
	{ right, ledSpaces }: { right: string; ledSpaces: Led },
) {
	beginAtTheTop(locals);
	const { actor } = locals;
	const territory = placeOf(locals);
	const place = locals.territory?.name.nominative ?? '';
	const owners = [
		...(may(actor, right, { territory }) ? [{ value: '', label: place }] : []),
		...(await ledSpaces(actor, territory)).map(({ id, name }) => ({ value: id as string, label: name })),
	];
	const asked = url.searchParams.get('space') ?? '';
	return {
		place,
		owners,
		owner: owners.find(({ value }) => value === asked)?.value ?? owners[0]?.value ?? '',
	};
}
