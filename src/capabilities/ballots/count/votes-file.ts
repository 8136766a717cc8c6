import { write } from '#numerics/counting/pabulib/file.ts';
import { makePabulib } from '#numerics/counting/pabulib/make.ts';
import { readPabulib, type VoteType } from '#numerics/counting/pabulib/read.ts';
import type { Ballot, Marks } from '../ballot.ts';
import { readMarks, type Sha256 } from '../canonical.ts';

/** A row of the published file. */
export type FiledVote = { code: string; marks: string };
export type VotesFile = { name: string; text: string };

const voteTypes = {
	'choose-1': 'choose-1',
	approval: 'approval',
	ranking: 'ordinal',
	cumulative: 'cumulative',
	score: 'scoring',
} satisfies Record<Ballot['marks']['kind'], VoteType>;

/**
 * The open file of votes: `.pb` of Pabulib for budgets, a table of code and vote for others. Rows stand in the order of their codes,
 * so that nothing of the order in which they came is left.
 * @param won codes of what was funded
 */
export function votesFile(
	ballot: Pick<Ballot, 'id' | 'question' | 'lang' | 'options' | 'marks' | 'rule'> & {
		openedAt: Date;
		closedAt: Date;
	},
	votes: readonly FiledVote[],
	won: readonly string[],
): VotesFile {
	const rows = rowsOf(votes);
	if (ballot.rule.kind !== 'budget')
		return {
			name: `votes-${ballot.id}.csv`,
			text: `code;vote\n${rows.map(({ code, marks }) => `${code};${marks}\n`).join('')}`,
		};
	const { marks, rule } = ballot;
	return {
		name: `votes-${ballot.id}.pb`,
		text: write(
			makePabulib({
				about: {
					description: ballot.question.replace(/\s+/g, ' '),
					country: 'Russia',
					instance: ballot.id,
					language: ballot.lang,
					currency: 'RUB',
					date_begin: ballot.openedAt.toISOString().slice(0, 10),
					date_end: ballot.closedAt.toISOString().slice(0, 10),
					...limitsOf(marks),
					...(rule.threshold === null ? {} : { min_project_score_threshold: String(rule.threshold) }),
				},
				budget: roubles(rule.budget),
				voteType: voteTypes[marks.kind],
				rule: rule.name,
				projects: ballot.options.map(({ code, title, cost }) => ({
					id: code,
					cost: roubles(cost ?? 0n),
					name: title,
					selected: won.includes(code),
				})),
				votes: rows.map(({ code, marks: text }) => {
					const { marked, points } = readMarks(text)!;
					return { voter: code, marked, ...(points ? { points: points.map(String) } : {}) };
				}),
			}),
		),
	};
}

/** By code; of equal codes, which chance alone gives, every further one is counted. */
export function inOrder<Vote extends FiledVote>(votes: readonly Vote[]): { vote: Vote; nth: number }[] {
	const sorted = [...votes].sort((a, b) =>
		a.code === b.code ? (a.marks < b.marks ? -1 : 1) : a.code < b.code ? -1 : 1,
	);
	let before = '';
	let nth = 0;
	return sorted.map((vote) => {
		nth = vote.code === before ? nth + 1 : 0;
		before = vote.code;
		return { vote, nth };
	});
}

/** Rows as the file names them. */
const rowsOf = (votes: readonly FiledVote[]): FiledVote[] =>
	inOrder(votes).map(({ vote: { code, marks }, nth }) => ({
		code: nth > 0 ? `${code}-${nth}` : code,
		marks,
	}));

/** What decides between equals at the last: a number that nobody knew while people voted, out of the hash of all votes. */
export function lotOf(sha256: Sha256, votes: readonly FiledVote[]): number {
	const text = rowsOf(votes).map(({ code, marks }) => `${code};${marks}\n`);
	const hash = sha256(new TextEncoder().encode(text.join('')));
	return new DataView(hash.buffer, hash.byteOffset).getUint32(0);
}

function limitsOf(kind: Ballot['marks']): Record<string, string> {
	if (kind.kind === 'approval' || kind.kind === 'ranking')
		return {
			min_length: String(kind.least ?? 1),
			...(kind.most === undefined ? {} : { max_length: String(kind.most) }),
		};
	return kind.kind === 'cumulative' ? { max_sum_points: String(kind.points) } : {};
}

/** Kopecks as roubles, with a point where there are any. */
function roubles(kopecks: bigint): string {
	const rest = kopecks % 100n;
	return rest === 0n ? String(kopecks / 100n) : `${kopecks / 100n}.${String(rest).padStart(2, '0')}`;
}

/** The rows of a published file of either kind; null where a line is none. */
export function readVotesFile(text: string): { code: string; marks: Marks }[] | null {
	if (text.startsWith('META')) return readBudgetFile(text);
	const [head, ...lines] = text.split('\n');
	if (head !== 'code;vote' || lines.pop() !== '') return null;
	const rows = lines.map((line) => {
		const [, code, marks] = /^([0-9a-f]{12}(?:-\d+)?);(.+)$/.exec(line) ?? [];
		const read = marks === undefined ? null : readMarks(marks);
		return code && read ? { code, marks: read } : null;
	});
	return rows.every((row) => row !== null) ? rows : null;
}

function readBudgetFile(text: string): { code: string; marks: Marks }[] | null {
	const { file, faults } = readPabulib(text);
	if (faults.length > 0) return null;
	const at = (name: string) => file.votes.columns.indexOf(name);
	const [voter, vote, points] = [at('voter_id'), at('vote'), at('points')];
	return file.votes.rows.map(({ fields }) => ({
		code: fields[voter]!,
		marks: {
			marked: fields[vote]!.split(','),
			...(points >= 0 ? { points: fields[points]!.split(',').map(Number) } : {}),
		},
	}));
}
