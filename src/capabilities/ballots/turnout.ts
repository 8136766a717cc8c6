import { type Db, database } from '#platform/db/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Ballot, BallotRef, Channel } from './ballot.ts';
import * as counts from './count-store.server.ts';
import { todayAt } from './person.ts';
import { placeOf, seen } from './see.ts';
import type { DayTurnout, Turnout } from './views.ts';

/** People by the way they came; on paper, papers that were entered and accepted. */
export async function turnoutOf(db: Db, ballot: Ballot): Promise<Turnout> {
	const [byChannel, papers] = await Promise.all([
		counts.voters(db, ballot),
		counts.acceptedPapers(db, ballot),
	]);
	const { paper: papersIssued, ...others } = byChannel;
	const paper = papers.cast + papers.spoiled;
	return {
		all: others.site + others.code + others.desk + paper,
		byChannel: { ...others, paper },
		papersIssued,
		eligible: ballot.eligible,
	};
}

/** So many are counted again every few seconds only: a crowd that reads the page does not count itself at each look. */
const many = 2_000;
const keptFor = 3_000;
const kept = new Map<string, { turnout: Turnout; until: number }>();

/** For pages: a moment old where very many have come. */
export async function turnoutLately(db: Db, ballot: Ballot): Promise<Turnout> {
	const now = Date.now();
	const known = kept.get(ballot.id);
	if (ballot.state === 'open' && known && known.until > now)
		return { ...known.turnout, eligible: ballot.eligible };
	const turnout = await turnoutOf(db, ballot);
	kept.delete(ballot.id);
	if (ballot.state === 'open' && turnout.all >= many) kept.set(ballot.id, { turnout, until: now + keptFor });
	if (kept.size > 500) for (const [id, { until }] of kept) if (until < now) kept.delete(id);
	return turnout;
}

/** Who came on which day, the first day first. Papers came on the day on which their pack was accepted. */
export async function turnoutByDay(actor: Actor, ref: BallotRef): Promise<DayTurnout[]> {
	const ballot = await seen(actor, ref);
	demand(actor, 'ballots.office', placeOf(ballot));
	const db = database();
	const [voters, packs] = await Promise.all([counts.votersByDay(db, ref), counts.acceptedPacks(db, ref)]);
	const papers = packs.map(({ at, size }) => ({
		day: todayAt(ballot, at),
		channel: 'paper' as const,
		count: size,
	}));
	const days = Map.groupBy([...voters, ...papers], ({ day }) => day);
	return [...days.entries()]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([day, rows]) => {
			const byChannel: Record<Channel, number> = { site: 0, code: 0, desk: 0, paper: 0 };
			for (const { channel, count } of rows) byChannel[channel] += count;
			return { day, all: rows.reduce((sum, { count }) => sum + count, 0), byChannel };
		});
}
