import { randomBytes } from 'node:crypto';
import { record } from '#platform/audit/door.server.ts';
import {
	type AccountId,
	database,
	newId,
	type Tx,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { queueLeavesOf } from '#platform/transparency/door.server.ts';
import { type Ballot, type BallotRef, type Marks, waitsForPapers } from './ballot.ts';
import { secretBytes } from './canonical.ts';
import { insertEnvelopes } from './cast-store.server.ts';
import { sealedVote } from './cast-vote.ts';
import { checkedMarks, problemsOfMarks } from './marks.ts';
import { noteEvent } from './note-event.ts';
import { closeInLine } from './open-ballot.ts';
import * as store from './packs-store.server.ts';
import { todayAt } from './person.ts';
import { placeOf, seen } from './see.ts';
import { lockBallot, markPapersDone } from './store.server.ts';
import { urnOf } from './urn.server.ts';
import type { EnteredPaper, PaperPack } from './views.ts';

/**
 * Ballots on paper. Two people enter a pack each on their own, by the numbers pencilled on the papers; what they read differently they
 * look at again; when all is alike the pack becomes votes. They may do so after the end of voting too: the count waits for them.
 */
export const mostPapers = 2000;

export async function makePack(
	actor: Actor,
	ref: BallotRef,
	input: { title: string; size: number },
	at = new Date(),
): Promise<Uuid> {
	const ballot = await forPapers(actor, ref);
	const problems: Problem[] = [];
	if (!input.title.trim() || input.title.length > 200)
		problems.push({ field: 'title', code: 'ballots.pack.title' });
	if (!Number.isInteger(input.size) || input.size < 1 || input.size > mostPapers)
		problems.push({ field: 'size', code: 'ballots.pack.size', facts: { most: mostPapers } });
	if (problems.length) invalid(...problems);
	demandOpen(ballot);
	const id = newId<Uuid>(at.getTime());
	await transaction(async (tx) => {
		await store.insertPack(tx, ref, {
			id,
			title: input.title.trim(),
			size: input.size,
			by: actor.account,
			at,
		});
		await note(tx, actor, ref, 'ballots.pack-made', { pack: id, size: input.size });
	});
	return id;
}

export async function packs(actor: Actor, ref: BallotRef): Promise<PaperPack[]> {
	await forPapers(actor, ref);
	const rows = await store.packsOf(database(), ref);
	const entries = Map.groupBy(
		await store.entriesOf(
			database(),
			ref,
			rows.map(({ id }) => id),
		),
		({ pack }) => pack,
	);
	return rows.map((row) => {
		const own = entries.get(row.id) ?? [];
		const entered = [1, 2].map((turn) => own.filter((one) => one.turn === turn).length) as [number, number];
		return {
			id: row.id,
			title: row.title,
			size: row.size,
			state: row.acceptedAt ? ('accepted' as const) : ('entering' as const),
			entered,
			by: [row.firstBy, row.secondBy],
			differs: entered.every((count) => count === row.size) ? differing(own) : null,
			madeAt: row.madeAt,
		};
	});
}

/** Enters or corrects papers. The first who comes to a pack is its first reader, the next one its second; nobody is both. */
export async function enterPapers(
	actor: Actor,
	ref: BallotRef,
	pack: Uuid,
	papers: readonly { number: number; marks: Marks | 'spoiled' }[],
): Promise<void> {
	const ballot = await forPapers(actor, ref);
	const account = actor.account ?? refuse('platform.sign-in-first');
	demandOpen(ballot);
	const problems = papers.flatMap(({ number, marks }) =>
		marks === 'spoiled'
			? []
			: problemsOfMarks(ballot, marks).map((one) => ({ ...one, field: `marks-${number}` })),
	);
	if (problems.length) invalid(...problems);
	await transaction(async (tx) => {
		const found = (await store.lockPack(tx, ref, pack)) ?? refuse('platform.not-found');
		if (found.acceptedAt) refuse('ballots.pack.already-accepted');
		const turn = turnOf(found, account) ?? (found.firstBy ? 2 : 1);
		if (turn === 2 && found.secondBy && found.secondBy !== account) refuse('ballots.pack.already-two');
		if (papers.some(({ number }) => !Number.isInteger(number) || number < 1 || number > found.size))
			refuse('ballots.pack.number');
		if (turnOf(found, account) === null) await store.takeTurn(tx, ref, pack, turn, account);
		await store.putEntries(
			tx,
			ref,
			pack,
			papers.map(({ number, marks }) => ({
				turn,
				number,
				marks: marks === 'spoiled' ? null : checkedMarks(ballot, marks),
			})),
		);
	});
}

/** What this person has entered; never what the other has. */
export async function myEntries(actor: Actor, ref: BallotRef, pack: Uuid): Promise<EnteredPaper[]> {
	await forPapers(actor, ref);
	const found = (await store.packsOf(database(), ref)).find(({ id }) => id === pack);
	const turn = found && actor.account ? turnOf(found, actor.account) : null;
	if (!found || turn === null) return [];
	return (await store.entriesOf(database(), ref, [pack]))
		.filter((one) => one.turn === turn)
		.map(({ number, marks }) => ({ number, marks }));
}

/** Both have read every paper, and alike: the papers become votes. */
export async function acceptPack(actor: Actor, ref: BallotRef, pack: Uuid, at = new Date()): Promise<void> {
	await forPapers(actor, ref);
	await transaction(async (tx) => {
		const ballot = (await lockBallot(tx, ref)) ?? refuse('ballots.not-found');
		demandOpen(ballot);
		const found = (await store.lockPack(tx, ref, pack)) ?? refuse('platform.not-found');
		if (found.acceptedAt) refuse('ballots.pack.already-accepted');
		const entries = await store.entriesOf(tx, ref, [pack]);
		if (entries.length < 2 * found.size) refuse('ballots.pack.not-through');
		if (differing(entries).length > 0) refuse('ballots.pack.differs');
		const day = todayAt(ballot, at);
		const urn = await urnOf(ballot, tx);
		const votes = entries.flatMap(({ turn, marks }) =>
			turn === 1 && marks !== null ? [sealedVote(ballot, urn, randomBytes(secretBytes), marks, day)] : [],
		);
		// their order would tell which paper became which vote
		votes.sort((a, b) => (a.envelope < b.envelope ? -1 : 1));
		await insertEnvelopes(
			tx,
			votes.map(({ envelope, leaf, content }) => ({
				...ref,
				envelope,
				voter: null,
				channel: 'paper',
				day,
				leaf: leaf.leaf,
				content,
			})),
		);
		await store.noteEnvelopes(
			tx,
			ref,
			pack,
			votes.map(({ envelope }) => envelope),
		);
		await queueLeavesOf(
			tx,
			votes.map(({ leaf }) => leaf),
		);
		await store.acceptPack(tx, ref, pack, actor.account, at);
		await note(tx, actor, ref, 'ballots.pack-accepted', { pack, votes: votes.length });
	});
}

/** All papers are in: the count begins. Every pack that was begun must have been accepted. */
export async function finishPapers(actor: Actor, ref: BallotRef, at = new Date()): Promise<void> {
	demand(actor, 'ballots.change', placeOf(await seen(actor, ref)), { visible: true });
	await transaction(async (tx) => {
		const ballot = (await lockBallot(tx, ref)) ?? refuse('ballots.not-found');
		if (ballot.state !== 'counting') refuse('ballots.pack.too-early');
		if (!waitsForPapers(ballot)) refuse('ballots.already-closed');
		const open = (await store.packsOf(tx, ref)).filter(({ acceptedAt }) => !acceptedAt);
		if (open.length > 0) refuse('ballots.pack.not-all', { count: open.length });
		await markPapersDone(tx, ref, at);
		await noteEvent(tx, actor, ballot, { kind: 'papers-done', at });
		await closeInLine(tx, ref, at);
	});
}

async function forPapers(actor: Actor, ref: BallotRef): Promise<Ballot> {
	const ballot = await seen(actor, ref);
	demand(actor, 'ballots.enter-papers', placeOf(ballot));
	if (!ballot.channels.includes('paper')) refuse('ballots.lack.channel');
	return ballot;
}

/** While people vote, and after the end until an official says that all papers are in. */
export function demandOpen(ballot: Ballot): void {
	if (!(ballot.state === 'open' || ballot.state === 'counting') || !waitsForPapers(ballot))
		refuse('ballots.already-closed');
}

function turnOf(pack: store.PackRow, account: AccountId): 1 | 2 | null {
	if (pack.firstBy === account) return 1;
	return pack.secondBy === account ? 2 : null;
}

function differing(entries: readonly store.EntryRow[]): number[] {
	const first = new Map(entries.filter(({ turn }) => turn === 1).map(({ number, marks }) => [number, marks]));
	return entries.flatMap(({ turn, number, marks }) =>
		turn === 2 && first.get(number) !== marks ? [number] : [],
	);
}

const note = (tx: Tx, actor: Actor, ref: BallotRef, action: string, payload: Record<string, unknown>) =>
	record(tx, { actor, territory: ref.territory, action, thing: { kind: 'ballot', id: ref.id }, payload });
