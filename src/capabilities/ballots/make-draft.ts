import { record } from '#platform/audit/door.server.ts';
import { newId, type TerritoryId, type Tx, transaction, type Uuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Ballot, BallotId, BallotRef, Definition } from './ballot.ts';
import { demandDraft } from './definition.ts';
import { ledSpaces, placeOf, seen } from './see.ts';
import * as store from './store.server.ts';

/** Begins a ballot; it may be half made. */
export async function makeDraft(
	actor: Actor,
	input: { territory: TerritoryId; space?: Uuid | null; definition: Definition },
	at = new Date(),
): Promise<BallotRef> {
	const { territory, space = null, definition } = input;
	demand(actor, 'ballots.make', { territory, space });
	// a space that was closed holds no votes any more
	if (space !== null && !(await ledSpaces(actor, territory)).some(({ id }) => id === space))
		refuse('platform.not-found');
	if (!tree.ownsRecords(territory)) refuse('ballots.no-owner');
	demandDraft(territory, definition);
	const ref: BallotRef = { territory, id: newId<BallotId>(at.getTime()) };
	await transaction(async (tx) => {
		await store.insertBallot(tx, ref, { space, by: actor.account, at, definition });
		await record(tx, {
			actor,
			territory,
			action: 'ballots.made',
			thing: { kind: 'ballot', id: ref.id },
			at,
		});
	});
	return ref;
}

/** Writes a draft anew; who comes later than another's change is told so. */
export async function changeDraft(
	actor: Actor,
	ref: BallotRef,
	input: { definition: Definition; version: number },
): Promise<void> {
	demandDraft(ref.territory, input.definition);
	await transaction(async (tx) => {
		const ballot = await lockDraft(tx, actor, ref);
		if (ballot.version !== input.version) refuse('ballots.changed-meanwhile');
		await store.saveDefinition(tx, ref, input.definition);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'ballots.draft-changed',
			thing: { kind: 'ballot', id: ref.id },
		});
	});
}

/** A draft as it was written, in the language of its maker, for whoever may go on with it. */
export async function readDraft(actor: Actor, ref: BallotRef): Promise<Ballot> {
	const ballot = await seen(actor, ref);
	demand(actor, 'ballots.make', placeOf(ballot));
	if (ballot.state !== 'draft') refuse('ballots.already-fixed');
	return ballot;
}

export async function dropDraft(actor: Actor, ref: BallotRef): Promise<void> {
	await transaction(async (tx) => {
		await lockDraft(tx, actor, ref);
		await store.deleteDraft(tx, ref);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'ballots.draft-dropped',
			thing: { kind: 'ballot', id: ref.id },
		});
	});
}

/** What is not there and what is not yours to see are one answer. */
export async function lockForMaker(tx: Tx, actor: Actor, ref: BallotRef): Promise<Ballot> {
	const ballot = (await store.lockBallot(tx, ref)) ?? refuse('ballots.not-found');
	demand(actor, 'ballots.make', placeOf(ballot));
	return ballot;
}

async function lockDraft(tx: Tx, actor: Actor, ref: BallotRef): Promise<Ballot> {
	const ballot = await lockForMaker(tx, actor, ref);
	if (ballot.state !== 'draft') refuse('ballots.already-fixed');
	return ballot;
}
