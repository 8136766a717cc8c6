import type { Election } from '../budget/election.ts';
import { type Ballot, profileOf, rankingAsPoints, tally } from '../profile.ts';
import { cut, type PbFault, type PbFaultCode, type PbFile, type Row, type Table } from './file.ts';
import { scaleOf, wholeOf } from './numbers.ts';

export type VoteType = 'approval' | 'choose-1' | 'ordinal' | 'cumulative' | 'scoring';
const voteTypes: readonly string[] = ['approval', 'choose-1', 'ordinal', 'cumulative', 'scoring'];

export type PbElection = Election & {
	/** The names of the projects, as the file calls them. */
	ids: string[];
	voteType: VoteType;
	rule: string;
	/** One unit of money of the file in the units of costs and budget: 1, or 100 where it has hundredths. */
	unit: bigint;
	threshold?: number;
	/** What the file says was funded; absent where it does not say. */
	funded?: number[];
};

export type PbReading = {
	file: PbFile;
	/** Null where the file is too broken to count, or where it has faults and was read strictly. */
	election: PbElection | null;
	faults: PbFault[];
};

/**
 * Reads an election. Strictly: a file with any fault is not counted. Tolerantly: lines that are wrong are left out or mended (an
 * unknown project in a vote is passed over, the second mark of one project too), and every one is told by its line all the same.
 */
export function readPabulib(text: string, mode: 'strict' | 'tolerant' = 'strict'): PbReading {
	const faults: PbFault[] = [];
	const file = cut(text, faults);
	const election = faults.some(({ code }) => code === 'no-section' || code === 'no-columns')
		? null
		: electionOf(file, faults);
	faults.sort((a, b) => a.line - b.line);
	return { file, election: mode === 'strict' && faults.length > 0 ? null : election, faults };
}

function electionOf(file: PbFile, faults: PbFault[]): PbElection | null {
	const tell = (line: number, code: PbFaultCode, text: string) => faults.push({ line, code, text });
	const meta = new Map<string, Row>();
	for (const row of file.meta.rows) {
		const key = row.fields[0]!.trim();
		if (meta.has(key)) tell(row.line, 'key-twice', key);
		else meta.set(key, row);
	}
	const word = (key: string) => meta.get(key)?.fields[1]?.trim() ?? '';
	const missing = ['num_projects', 'num_votes', 'budget', 'vote_type', 'rule'].filter((key) => !word(key));
	for (const key of missing) tell(meta.get(key)?.line ?? 0, 'meta-missing', key);
	for (const [table, names] of [
		[file.projects, ['project_id', 'cost']],
		[file.votes, ['voter_id', 'vote']],
	] as const)
		for (const name of names)
			if (!table.columns.includes(name)) {
				tell(0, 'column-missing', name);
				return null;
			}
	if (!voteTypes.includes(word('vote_type'))) {
		if (word('vote_type')) tell(meta.get('vote_type')!.line, 'vote-type', word('vote_type'));
		return null;
	}
	const voteType = word('vote_type') as VoteType;
	const cost = field(file.projects, 'cost');
	const unit = 10n ** BigInt(Math.max(0, ...[word('budget'), ...file.projects.rows.map(cost)].map(scaleOf)));
	const budget = wholeOf(word('budget'), unit);
	if (budget === null || budget < 0n) {
		if (word('budget')) tell(meta.get('budget')!.line, 'meta-number', word('budget'));
		return null;
	}
	const number = (key: string): number | undefined => {
		if (!word(key)) return undefined;
		const value = Number(word(key).replace(',', '.'));
		if (Number.isFinite(value)) return value;
		tell(meta.get(key)!.line, 'meta-number', `${key} ${word(key)}`);
		return undefined;
	};

	const projects = readProjects(file, unit, tell);
	const limits = {
		minLength: number('min_length'),
		maxLength: voteType === 'choose-1' ? 1 : number('max_length'),
		minSum: number('min_sum_points'),
		maxSum: number('max_sum_points'),
	};
	const { ballots, scale } = readVotes(file, voteType, projects.ids, limits, tell);
	if (number('num_projects') !== undefined && number('num_projects') !== projects.ids.length)
		tell(meta.get('num_projects')!.line, 'num-projects', `${word('num_projects')} / ${projects.ids.length}`);
	if (number('num_votes') !== undefined && number('num_votes') !== ballots.length)
		tell(meta.get('num_votes')!.line, 'num-votes', `${word('num_votes')} / ${ballots.length}`);

	const raw = profileOf(projects.ids.length, ballots, { ranked: voteType === 'ordinal' });
	const profile = voteType === 'ordinal' ? rankingAsPoints(raw) : raw;
	const counted = tally(profile);
	for (const [c, row] of projects.rows.entries()) {
		const [votes, score] = [field(file.projects, 'votes')(row), field(file.projects, 'score')(row)];
		if (votes !== '' && Number(votes) !== counted.votes[c])
			tell(row.line, 'votes-counted', `${projects.ids[c]}: ${votes} / ${counted.votes[c]}`);
		const points = counted.points[c]! / scale;
		if (score !== '' && Number(score.replace(',', '.')) !== points)
			tell(row.line, 'score-counted', `${projects.ids[c]}: ${score} / ${points}`);
	}
	const threshold = number('min_project_score_threshold');
	return {
		budget,
		costs: projects.costs,
		ids: projects.ids,
		...(projects.funded ? { funded: projects.funded } : {}),
		...(threshold === undefined ? {} : { threshold: threshold * scale }),
		profile,
		voteType,
		rule: word('rule'),
		unit,
	};
}

const field = ({ columns }: Table, name: string) => {
	const at = columns.indexOf(name);
	return (row: Row): string => row.fields[at]?.trim() ?? '';
};

type Tell = (line: number, code: PbFaultCode, text: string) => void;

function readProjects({ projects }: PbFile, unit: bigint, tell: Tell) {
	const [id, cost, selected] = [
		field(projects, 'project_id'),
		field(projects, 'cost'),
		field(projects, 'selected'),
	];
	const ids: string[] = [];
	const costs: bigint[] = [];
	const funded: number[] = [];
	const rows: Row[] = [];
	const seen = new Set<string>();
	for (const row of projects.rows) {
		const amount = wholeOf(cost(row), unit);
		if (id(row) === '') tell(row.line, 'project-id', row.fields.join(';'));
		else if (seen.has(id(row))) tell(row.line, 'project-twice', id(row));
		else if (amount === null || amount < 0n) tell(row.line, 'cost', cost(row));
		else {
			// 1: by the rule; 2 and more: for reasons that the comment of the file tells
			if (Number(selected(row)) > 0) funded.push(ids.length);
			ids.push(id(row));
			rows.push(row);
			costs.push(amount);
		}
		seen.add(id(row));
	}
	return { ids, costs, rows, funded: projects.columns.includes('selected') ? funded : null };
}

type Limits = { minLength?: number; maxLength?: number; minSum?: number; maxSum?: number };

function readVotes({ votes }: PbFile, voteType: VoteType, ids: string[], limits: Limits, tell: Tell) {
	const [voter, vote, points] = [field(votes, 'voter_id'), field(votes, 'vote'), field(votes, 'points')];
	const numberOf = new Map(ids.map((id, c) => [id, c]));
	const withPoints = voteType === 'cumulative' || voteType === 'scoring';
	const scale = withPoints
		? 10n **
			BigInt(votes.rows.reduce((most, row) => Math.max(most, ...points(row).split(',').map(scaleOf)), 0))
		: 1n;
	const seen = new Set<string>();
	const ballots = votes.rows.flatMap((row): Ballot[] => {
		if (seen.has(voter(row))) {
			tell(row.line, 'voter-twice', voter(row));
			return [];
		}
		seen.add(voter(row));
		const names =
			vote(row) === ''
				? []
				: vote(row)
						.split(',')
						.map((name) => name.trim());
		const sums = !withPoints || points(row) === '' ? [] : points(row).split(',');
		if (names.length === 0) tell(row.line, 'vote-empty', voter(row));
		if (withPoints && sums.length !== names.length) {
			tell(row.line, 'points-count', `${sums.length} / ${names.length}`);
			return [];
		}
		const marked: number[] = [];
		const given: number[] = [];
		for (const [i, name] of names.entries()) {
			const option = numberOf.get(name);
			const sum = withPoints ? wholeOf(sums[i]!.trim(), scale) : 1n;
			if (option === undefined) tell(row.line, 'vote-unknown', name);
			else if (marked.includes(option)) tell(row.line, 'vote-twice', name);
			else if (sum === null) tell(row.line, 'points-number', sums[i]!);
			else {
				marked.push(option);
				given.push(Number(sum));
			}
		}
		if (limits.minLength !== undefined && names.length < limits.minLength)
			tell(row.line, 'vote-short', `${names.length} < ${limits.minLength}`);
		if (limits.maxLength !== undefined && names.length > limits.maxLength)
			tell(row.line, 'vote-long', `${names.length} > ${limits.maxLength}`);
		if (withPoints) {
			const sum = given.reduce((a, b) => a + b, 0) / Number(scale);
			if (
				sum < (limits.minSum ?? Number.NEGATIVE_INFINITY) ||
				sum > (limits.maxSum ?? Number.POSITIVE_INFINITY)
			)
				tell(row.line, 'points-sum', String(sum));
		}
		return [withPoints ? { marked, points: given } : { marked }];
	});
	return { ballots, scale: Number(scale) };
}
