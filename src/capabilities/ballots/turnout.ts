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
