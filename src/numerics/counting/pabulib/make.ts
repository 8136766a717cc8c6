import type { PbFile, Row, Table } from './file.ts';
import type { VoteType } from './read.ts';

/** An election as a file of ballots is made of it. Amounts and points are decimal numbers as people write them. */
export type PbParts = {
	/** Keys of META besides those that follow from the rest: description, country, unit, dates, currency … */
	about: Readonly<Record<string, string>>;
	budget: string;
	voteType: VoteType;
	rule: string;
	projects: readonly { id: string; cost: string; name?: string; selected?: boolean }[];
	/** `voter` is a number that says nothing about the person. */
	votes: readonly { voter: string; marked: readonly string[]; points?: readonly string[] }[];
};

/** The tables of a file, to be written; what is read of it again strictly is the same election. */
export function makePabulib({ about, budget, voteType, rule, projects, votes }: PbParts): PbFile {
	for (const { id } of projects)
		if (id === '' || /[,;\s"]/.test(id)) throw new RangeError(`no id of a project: «${id}»`);
	const meta = {
		...about,
		num_projects: String(projects.length),
		num_votes: String(votes.length),
		budget,
		vote_type: voteType,
		rule,
	};
	const withPoints = voteType === 'cumulative' || voteType === 'scoring';
	const withSelected = projects.some(({ selected }) => selected !== undefined);
	return {
		meta: table(['key', 'value'], Object.entries(meta)),
		projects: table(
			['project_id', 'cost', 'name', ...(withSelected ? ['selected'] : [])],
			projects.map(({ id, cost, name = '', selected }) => [
				id,
				cost,
				name,
				...(withSelected ? [selected ? '1' : '0'] : []),
			]),
		),
		votes: table(
			['voter_id', 'vote', ...(withPoints ? ['points'] : [])],
			votes.map(({ voter, marked, points = [] }) => [
				voter,
				marked.join(','),
				...(withPoints ? [points.join(',')] : []),
			]),
		),
		ending: '\n',
		endsOpen: false,
	};
}

const table = (columns: string[], rows: string[][]): Table => ({
	columns,
	rows: rows.map((fields): Row => ({ line: 0, fields })),
});
