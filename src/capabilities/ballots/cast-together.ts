import { type Tx, transaction, type Uuid, writeTogether } from '#platform/db/door.server.ts';
import { dropLeaves, type LeafInLine, queueLeavesOf } from '#platform/transparency/door.server.ts';
import type { BallotRef, Channel } from './ballot.ts';
import * as store from './cast-store.server.ts';

/** One vote, checked, sealed and ready to be written. */
export type Ready = {
	ballot: BallotRef;
	/** The first one is the voter's own. */
	keys: readonly store.VoterKey[];
	channel: Channel;
	day: string;
	/** When it came. */
	at: Date;
	envelope: Uuid;
	leaf: LeafInLine;
	content: Buffer;
	/** What is written beside it, in the same transaction. */
	beside: ((tx: Tx) => Promise<unknown>) | null;
};

export type Written =
	| { done: 'new' | 'changed' | 'repeated'; day: string }
	/** A code of refusal. */
	| { refused: string };

/** Writes a vote; those that come while others are on their way to the disk go with the next commit, two of one person never together. */
export const castTogether: (one: Ready) => Promise<Written> = writeTogether({
	most: 60,
	territoryOf: ({ ballot }: Ready) => ballot.territory,
	nameOf: ({ ballot, keys }: Ready) => `${ballot.id} ${keys[0]!.key}`,
	write: (casts: readonly Ready[]) => transaction((tx) => writeCasts(tx, casts)),
});

/** All statements of the votes that are new are common; who has voted before is looked at one by one. */
async function writeCasts(tx: Tx, casts: readonly Ready[]): Promise<Written[]> {
	const held = await store.holdBallots(
		tx,
		casts.map(({ ballot }) => ballot),
	);
	const isOpen = ({ ballot, at }: Ready) => {
		const now = held.get(ballot.id);
		return now?.state === 'open' && at < now.closesAt;
	};
	const taken = casts.filter(isOpen);
	const inserted = await store.insertVoters(
		tx,
		taken.flatMap(({ ballot, keys, channel, day }) =>
			keys.map((key) => ({ ...ballot, ...key, channel, day })),
		),
	);
	const isNew = ({ ballot, keys }: Ready) => keys.every(({ key }) => inserted.has(`${ballot.id} ${key}`));
	const fresh = taken.filter(isNew);
	const answers = new Map<Ready, Written>();
	for (const one of taken)
		answers.set(
			one,
			isNew(one)
				? { done: 'new', day: one.day }
				: await castAgain(tx, one, held.get(one.ballot.id)!.mayChange, inserted),
		);
	await seal(tx, fresh);
	return casts.map((one) => answers.get(one) ?? { refused: 'ballots.already-closed' });
}

async function seal(tx: Tx, casts: readonly Ready[]): Promise<void> {
	if (casts.length === 0) return;
	await Promise.all([
		store.insertEnvelopes(
			tx,
			casts.map(({ ballot, keys, channel, day, envelope, leaf, content }) => ({
				...ballot,
				envelope,
				voter: keys[0]!.key,
				channel,
				day,
				leaf: leaf.leaf,
				content,
			})),
		),
		queueLeavesOf(
			tx,
			casts.map(({ leaf }) => leaf),
		),
		...casts.flatMap(({ beside }) => beside?.(tx) ?? []),
	]);
}

/** Who is known already by one of their keys: a repeat, a change of the vote, or a second vote. */
async function castAgain(
	tx: Tx,
	cast: Ready,
	mayChange: boolean,
	inserted: ReadonlySet<string>,
): Promise<Written> {
	const { ballot, keys, envelope, leaf, channel, day } = cast;
	const added = keys.filter(({ key }) => inserted.has(`${ballot.id} ${key}`)).map(({ key }) => key);
	const before = await store.lockVoters(
		tx,
		ballot,
		keys.map(({ key }) => key).filter((key) => !added.includes(key)),
	);
	const owners = [...new Set(before.map((one) => one.furtherOf ?? one.key))];
	const [owner] = owners;
	// whoever voted by account and by paper apart, before one knew of the other, changes neither
	if (!owner || owners.length > 1) {
		await store.removeVoters(tx, ballot, added);
		return { refused: 'ballots.already-voted' };
	}
	await store.joinVoters(tx, ballot, added, owner);
	const sealed = await store.envelopeOfVoter(tx, ballot, owner);
	if (sealed?.id === envelope)
		return sealed.leaf.equals(leaf.leaf)
			? { done: 'repeated', day: sealed.day }
			: { refused: 'platform.key-used-meanwhile' };
	if (!sealed) return { refused: 'ballots.already-took-paper' };
	if (!mayChange) return { refused: 'ballots.already-voted' };
	if (await store.wasReplaced(tx, ballot, envelope)) return { refused: 'ballots.already-replaced' };
	await store.replaceEnvelope(tx, ballot, sealed.id);
	await dropLeaves(tx, { territory: ballot.territory, kind: 'vote', ids: [sealed.id], at: day });
	await store.setVoterWay(tx, ballot, owner, { channel, day });
	await seal(tx, [{ ...cast, keys: [{ key: owner, furtherOf: null, account: null }] }]);
	return { done: 'changed', day };
}
