import { type Db, database, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { receiptOf } from '#platform/transparency/door.server.ts';
import { signed } from '#rooms/identity/door.server.ts';
import type { ThingsAsked } from '#rooms/spaces/door.server.ts';
import { type Ballot, type BallotRef, type BallotState, type Lang, waitsForPapers } from './ballot.ts';
import { changeContent } from './canonical.ts';
import { votedBy, votedIn } from './cast-store.server.ts';
import * as counts from './count-store.server.ts';
import { lacksOf } from './eligibility.ts';
import { eventsOf } from './events-store.server.ts';
import { momentOf, personOf } from './person.ts';
import { placeOf, readPage, seen } from './see.ts';
import * as store from './store.server.ts';
import { turnoutLately } from './turnout.ts';
import { isUrnLost } from './urn.server.ts';
import type { BallotCard, BallotView, EventView, Turnout } from './views.ts';

/** The ballot in the reader's language where it has one; codes, marks and rules are the same in both. */
export function inLang<B extends Ballot>(ballot: B, lang: Lang): B & { shownIn: Lang } {
	const { other } = ballot;
	if (lang === ballot.lang || !other) return { ...ballot, shownIn: ballot.lang };
	return {
		...ballot,
		shownIn: lang,
		question: other.question || ballot.question,
		explanation: other.explanation || ballot.explanation,
		options: ballot.options.map((one) => ({
			...one,
			title: one.other?.title || one.title,
			note: one.other?.note || one.note,
		})),
		groups: ballot.groups.map((one) => ({ ...one, title: one.otherTitle || one.title })),
	};
}

export async function viewBallot(actor: Actor, ref: BallotRef, now = new Date()): Promise<BallotView> {
	const ballot = await seen(actor, ref);
	const db = database();
	const { keys, facts } = await personOf(actor, ballot);
	const [turnout, urnLost, live, events, mine] = await Promise.all([
		turnoutShown(db, ballot),
		ballot.state === 'counting' && isUrnLost(ballot, db),
		ballot.state === 'open' && ballot.results === 'live' ? counts.readLive(db, ref) : null,
		eventsFor(db, ref),
		keys.length > 0
			? votedBy(
					db,
					ref,
					keys.map(({ key }) => key),
				)
			: null,
	]);
	const place = placeOf(ballot);
	const can = (right: string, ...states: BallotState[]) =>
		states.includes(ballot.state) && may(actor, right, place);
	return {
		...inLang(ballot, actor.lang),
		turnout,
		urnLost,
		live: live && {
			...live,
			tally: live.tally.map((one, i) => ({ code: ballot.options[i]!.code, ...one })),
		},
		events,
		inLog: ballot.leaf ? Buffer.from(ballot.leaf).toString('hex') : null,
		lacks: lacksOf(ballot.who, { ...facts, voted: mine?.channel ?? null }, momentOf(ballot, 'site', now)),
		mine,
		may: {
			edit: can('ballots.make', 'draft'),
			open: can('ballots.open', 'draft', 'announced'),
			change: can('ballots.change', 'open'),
			cancel: can('ballots.end', 'open') || (urnLost && can('ballots.end', 'counting')),
			closeEarly: ballot.mayCloseEarly && can('ballots.end', 'open'),
			codes: ballot.channels.includes('code') && can('ballots.codes', 'announced', 'open'),
			desk:
				(ballot.channels.includes('desk') || ballot.channels.includes('paper')) &&
				can('ballots.desk', 'open'),
			enterPapers: waitsForPapers(ballot) && can('ballots.enter-papers', 'open', 'counting'),
			mendPapers: waitsForPapers(ballot) && can('ballots.change', 'open', 'counting'),
			finishPapers: waitsForPapers(ballot) && can('ballots.change', 'counting'),
			list: ballot.who.listed && can('ballots.make', 'draft', 'announced'),
		},
	};
}

/** As it was counted; while that is not done, as it stands. */
async function turnoutShown(db: Db, ballot: Ballot): Promise<Turnout> {
	const result = ballot.state === 'closed' ? await counts.readResult(db, ballot) : null;
	return result?.outcome.turnout ?? turnoutLately(db, ballot);
}

async function eventsFor(db: Db, ref: BallotRef): Promise<EventView[]> {
	return (await signed(await eventsOf(db, ref))).map(({ leaf, nonce: _, ...row }) => ({
		...row,
		logged: leaf !== null || row.kind === 'opened' || row.kind === 'counted',
	}));
}

/** Ballots of a territory, newest first. */
export async function ballotsIn(
	actor: Actor,
	territory: TerritoryId,
	asked: ThingsAsked<BallotState> = {},
): Promise<{ items: BallotCard[]; next: string | null }> {
	const db = database();
	const { items, next } = await readPage(actor, territory, asked, (query) =>
		store.ballotsIn(db, territory, query),
	);
	const refs = items.map((one) => one.id);
	const [voted, mine] = await Promise.all([
		votersOf(db, territory, items),
		actor.account ? votedIn(db, territory, refs, actor.account) : new Map<string, string>(),
	]);
	return {
		items: items.map((one) =>
			cardOf(inLang(one, actor.lang), voted.get(one.id) ?? 0, mine.get(one.id) ?? null),
		),
		next,
	};
}

/** Counted ballots know their turnout; of the others voters are counted. */
async function votersOf(
	db: Db,
	territory: TerritoryId,
	ballots: readonly Ballot[],
): Promise<Map<string, number>> {
	const [closed, others] = [true, false].map((done) =>
		ballots.filter(({ state }) => (state === 'closed') === done).map(({ id }) => id),
	);
	const [kept, counted] = await Promise.all([
		counts.keptVoters(db, territory, closed!),
		counts.votersOfMany(db, territory, others!),
	]);
	return new Map([...kept, ...counted]);
}

const cardOf = (ballot: Ballot & { shownIn: Lang }, voted: number, mine: string | null): BallotCard => ({
	territory: ballot.territory,
	id: ballot.id,
	space: ballot.space,
	state: ballot.state,
	kind: ballot.rule.kind,
	secrecy: ballot.secrecy,
	question: ballot.question,
	lang: ballot.shownIn,
	opensAt: ballot.openedAt ?? ballot.opensAt,
	closesAt: ballot.closesAt,
	voted,
	mine,
});

/** What was fixed in the log at opening, byte for byte, with its proof. */
export async function fixedText(
	actor: Actor,
	ref: BallotRef,
): Promise<{ content: string; proof: string | null } | null> {
	const { fixed, nonce, leaf, territory, id } = await seen(actor, ref);
	if (fixed === null || !nonce || !leaf) return null;
	const proof = await receiptOf({ territory, kind: 'ballot', thing: id, leaf }, { nonce, content: fixed });
	return { content: fixed, proof };
}

/** Proof of a change after opening, with what it says: for whoever follows the log. */
export async function changeProof(actor: Actor, ref: BallotRef, event: Uuid): Promise<string | null> {
	const { territory, id: ballot } = await seen(actor, ref);
	const found = (await eventsOf(database(), ref)).find(({ id }) => id === event);
	if (!found?.leaf || !found.nonce) return null;
	const { kind, at, reason, before, after, leaf, nonce } = found;
	const content = changeContent({ ballot, event, kind, at, reason, before, after });
	return receiptOf({ territory, kind: 'ballot-changed', thing: event, leaf }, { nonce, content });
}
