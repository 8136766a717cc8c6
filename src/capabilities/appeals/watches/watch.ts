import type { AccountId, Id, TerritoryId } from '#platform/db/ids.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';

/** What of the filters of the public list may be watched: the rest says nothing of what is yet to come. */
export type Watched = {
	category: string | null;
	/** A street, a yard, a part of town, as people call it. */
	place: string | null;
	body: BodyRef | null;
	/** Name of an H3 cell. */
	cell: string | null;
};

export type Watch = Watched & {
	id: Id<'watch'>;
	account: AccountId;
	territory: TerritoryId;
	title: string;
	madeAt: Date;
};

/** More would be the whole list, told twice. */
export const mostWatches = 20;

/** How many of the new ones are told with their words; the rest are counted. */
export const mostTold = 5;

/** The list of appeals moves within minutes of a registration; what is fresher waits for the next round. */
export const settled = 10 * 60_000;

export const hour = 3_600_000;
/** Who was told once is not told again the same day. */
export const afterTelling = 20 * hour;

/** The filters of the public list that show what is watched. */
export function queryOf({ category, place, body, cell }: Watched): URLSearchParams {
	const query = new URLSearchParams();
	if (category) query.set('category', category);
	if (place) query.set('place', place);
	if (body) query.set('body', `${body.territory}/${body.id}`);
	if (cell) query.set('cell', cell);
	return query;
}

export const sameWatch = (a: Watched, b: Watched): boolean => queryOf(a).toString() === queryOf(b).toString();
