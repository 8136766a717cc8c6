import type { Db } from '#platform/db/door.server.ts';
import type { Ballot } from './ballot.ts';
import * as counts from './count-store.server.ts';
import type { Turnout } from './views.ts';

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
