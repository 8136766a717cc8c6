import { type Db, database, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { type Actor, may, type Place } from '#platform/permissions/door.ts';
import { mySpaces, type SpaceRef, spaceOf } from '#rooms/spaces/door.server.ts';
import type { Ballot, BallotRef } from './ballot.ts';
import { isPublic } from './ballot.ts';
import { asFixed } from './read-fixed.ts';
import * as store from './store.server.ts';

/** A ballot as a place for rights. */
export const placeOf = ({ territory, space }: Pick<Ballot, 'territory' | 'space'>): Place => ({
	territory,
	space,
});

/** Whether this reader may see it at all: drafts are for those who make them, ballots of closed spaces for those inside. */
export async function maySee(actor: Actor, ballot: Ballot): Promise<boolean> {
	if (!isPublic(ballot) && !may(actor, 'ballots.make', placeOf(ballot))) return false;
	if (!may(actor, 'ballots.see', placeOf(ballot))) return false;
	return (
		ballot.space === null || mayEnter(actor, { territory: ballot.territory, id: ballot.space } as SpaceRef)
	);
}

export async function mayEnter(actor: Actor, space: SpaceRef): Promise<boolean> {
	try {
		return (await spaceOf(actor, space)).may.enter;
	} catch (refusal) {
		if ((refusal as { code?: string }).code === 'spaces.not-found') return false;
		throw refusal;
	}
}

/** The ballot, refused as not found where the reader may not see it. */
export async function seen(actor: Actor, ref: BallotRef, db: Db = database()): Promise<Ballot> {
	const ballot = await store.readBallot(db, ref);
	if (!ballot || !(await maySee(actor, ballot))) refuse('ballots.not-found');
	return asFixed(ballot);
}

/** Spaces of a territory whose ballots this person makes. */
export async function ledSpaces(
	actor: Actor,
	territory: TerritoryId,
): Promise<{ id: Uuid; name: string; slug: string }[]> {
	return (await mySpaces(actor))
		.filter((one) => one.territory === territory && may(actor, 'ballots.make', { territory, space: one.id }))
		.map(({ id, name, slug }) => ({ id, name, slug }));
}
