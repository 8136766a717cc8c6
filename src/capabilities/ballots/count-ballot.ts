import { type AccountId, database, transaction, type Uuid } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import { leafOf, queueLeaf } from '#platform/transparency/door.server.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { type Ballot, type BallotRef, type Channel, waitsForPapers } from './ballot.ts';
import { closedContent } from './canonical.ts';
import { sha256 } from './cast-vote.ts';
import { countVotes } from './count/count-votes.ts';
import { tellCount } from './count/tell-count.ts';
import { inOrder, lotOf, votesFile } from './count/votes-file.ts';
import * as counts from './count-store.server.ts';
import { readAnew } from './known-ballots.server.ts';
import { noteEvent } from './note-event.ts';
import { type Opened, openEnvelopes } from './open-envelopes.ts';
import { readFixed } from './read-fixed.ts';
import * as store from './store.server.ts';
import { turnoutOf } from './turnout.ts';
import { breakUrn, urnOf } from './urn.server.ts';

/** The house ends the taking of votes when the time has come; what was prolonged stays open. */
export async function closeInTime(ref: BallotRef, now = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const ballot = await store.lockBallot(tx, ref);
		if (ballot?.state !== 'open' || !ballot.closesAt || ballot.closesAt > now) return;
		await store.markCounting(tx, ref, ballot.closesAt);
		await noteEvent(tx, null, ballot, { kind: 'closed', at: now });
	});
	readAnew(ref);
}

/**
 * Opens the envelopes, counts, publishes, and breaks the urn: all in one transaction, so that a process that dies leaves everything
 * as it was and the next attempt does the same. Done once, it does nothing.
 */
export async function countBallot(ref: BallotRef, now = new Date()): Promise<void> {
	const ballot = await store.readBallot(database(), ref);
	if (ballot?.state !== 'counting' || waitsForPapers(ballot)) return;
	const fixed = readFixed(ballot);
	const urn = await urnOf(ballot);
	const { votes: opened, ids, damaged } = await openEnvelopes(database(), ballot, fixed, urn);
	// in the order of the file from here on: whatever sorts them later finds them sorted
	const votes = inOrder(opened).map(({ vote }) => vote);
	for (const id of damaged)
		log().error(
			{ ballot: ref.id, envelope: id },
			'a vote was meddled with: it does not open, or is not what was logged',
		);
	const eligible = ballot.eligible;
	const rows = votes.map(({ code, marks }) => ({ code, marks }));
	const counted = countVotes(
		fixed,
		votes.map(({ read }) => read),
		{ eligible: eligible?.number ?? null, lot: lotOf(sha256, rows) },
	);
	const won = counted.won.map((i) => fixed.options[i]!.code);
	const closedAt = ballot.closedAt ?? fixed.closesAt;
	const file = votesFile({ ...fixed, id: ref.id, closedAt }, rows, won);
	const names = ballot.names ? await namesBehind(ballot, votes) : new Map<Uuid, Named>();

	await transaction(async (tx) => {
		if ((await store.lockBallot(tx, ref))?.state !== 'counting') return;
		const replaced = await counts.replacedOf(tx, ref);
		const { spoiled } = await counts.acceptedPapers(tx, ref);
		const files = [
			{ kind: 'votes' as const, name: file.name, text: file.text },
			{ kind: 'envelopes' as const, name: `envelopes-${ref.id}.txt`, text: lines(ids) },
			{ kind: 'replaced' as const, name: `replaced-${ref.id}.txt`, text: lines(replaced) },
		].map((one) => ({
			...one,
			content: Buffer.from(one.text),
			sha256: Buffer.from(sha256(Buffer.from(one.text))),
		}));
		for (const one of files) await counts.insertFile(tx, ref, one);
		await counts.insertPapers(tx, ref, papersOf(votes, names));
		const channels = channelsOf(votes);
		const outcome: counts.Outcome = {
			votes: counted.votes,
			blank: counted.blank,
			spoiled,
			damaged: damaged.length,
			channels,
			turnout: await turnoutOf(tx, ballot),
			tally: counted.tally,
			won,
			quorum: counted.quorum,
			accepted: counted.decision?.accepted ?? null,
			spent: counted.budget ? String(counted.budget.funded.spent) : null,
			told: {
				ru: tellCount({ ...ballot, ...fixed }, counted, 'ru'),
				en: tellCount({ ...ballot, ...fixed }, counted, 'en'),
			},
		};
		const hash = (i: number) => files[i]!.sha256.toString('hex');
		const content = closedContent({
			ballot: ref.id,
			closed: closedAt,
			votes: counted.votes,
			spoiled,
			damaged: damaged.length,
			channels,
			files: { votes: hash(0), envelopes: hash(1), replaced: hash(2) },
			rule: fixed.rule,
			won,
			accepted: outcome.accepted,
			spent: counted.budget?.funded.spent ?? null,
			eligible: eligible?.number ?? null,
			quorum: counted.quorum && { needed: counted.quorum.needed, had: counted.quorum.had },
		});
		const sealed = { kind: 'ballot-closed', territory: ref.territory, thing: ref.id, at: now };
		const leaf = leafOf({ ...sealed, content });
		await queueLeaf(tx, { ...sealed, ...leaf });
		await counts.insertResult(tx, ref, { at: now, outcome, content, ...leaf });
		await counts.emptyEnvelopes(tx, ref);
		await breakUrn(tx, ref);
		await counts.dropLive(tx, ref);
		await store.markCounted(tx, ref, now);
		await noteEvent(tx, null, ballot, { kind: 'counted', at: now });
		await announce(tx, 'ballots.closed', { territory: ref.territory, id: ref.id });
	});
	readAnew(ref);
}

const lines = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

type Named = { name: string; account: AccountId };

async function namesBehind(ballot: Ballot, votes: readonly Opened[]): Promise<Map<Uuid, Named>> {
	const behind = await counts.accountsBehind(database(), ballot);
	const known = await accountsOf([...behind.values()] as AccountId[]);
	return new Map(
		votes.flatMap(({ voter }) => {
			const account = known.get(behind.get(voter ?? '') as AccountId);
			return voter && account?.state === 'active'
				? [[voter, { name: account.name, account: account.account }]]
				: [];
		}),
	);
}

function papersOf(votes: readonly Opened[], names: ReadonlyMap<Uuid, Named>): counts.PaperRow[] {
	return inOrder(votes).map(({ vote: { code, marks, voter }, nth }) => {
		const named = voter === null ? undefined : names.get(voter);
		return { code, nth, marks, name: named?.name ?? null, account: named?.account ?? null };
	});
}

function channelsOf(votes: readonly Opened[]): Record<Channel, number> {
	const sums: Record<Channel, number> = { site: 0, code: 0, desk: 0, paper: 0 };
	for (const { channel } of votes) sums[channel]++;
	return sums;
}
