import { readPabulib } from '#numerics/counting/pabulib/read.ts';
import { dice } from '#numerics/counting/random-elections.ts';
import type { TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Definition, Lang, Marks, Option } from './ballot.ts';
import type { Comparison } from './compare-rules.ts';
import { emptyDefinition } from './definition.ts';
import { mostTried } from './most-tried.ts';
import { type ReadyKind, withKind } from './ready-kinds.ts';

/** A vote that there is not: options by letters, projects with costs by the seed, money for less than half of them. */
export function inventBallot(
	{ territory, lang }: { territory: TerritoryId; lang: Lang },
	{ kind, options, seed }: { kind: Exclude<ReadyKind, 'yes-no'>; options: number; seed: number },
	titleOf: (number: number) => string,
): Definition {
	const roll = dice(seed);
	const isBudget = kind === 'budget';
	const made = Array.from({ length: options }, (_, i) =>
		option(String(i + 1), titleOf(i + 1), isBudget ? BigInt(roll(2, 30)) * 1_000_000n : null),
	);
	const whole = withKind({ ...emptyDefinition(territory, lang), options: made }, kind, ['', '', '']);
	if (whole.rule.kind !== 'budget') return whole;
	const all = made.reduce((sum, { cost }) => sum + cost!, 0n);
	return { ...whole, rule: { ...whole.rule, budget: (all * 2n) / 5n } };
}

const option = (code: string, title: string, cost: bigint | null): Option => ({
	code,
	title,
	note: '',
	cost,
	groups: [],
	other: null,
});

export type TriedFile = {
	definition: Definition;
	votes: Marks[];
	/** Lines that were wrong and left out. */
	faults: number;
};

/** An election of a Pabulib file as a vote of ours; refused where it is none, or too large to be counted here. */
export function readTriedFile(text: string, territory: TerritoryId, lang: Lang): TriedFile {
	const { file, election, faults } = readPabulib(text, 'tolerant');
	if (!election) refuse('ballots.laboratory.no-election');
	if (file.votes.rows.length > mostTried) refuse('ballots.laboratory.too-large', { most: mostTried });
	const { columns } = file.projects;
	const nameOf = new Map(
		file.projects.rows.map(({ fields }) => [
			fields[columns.indexOf('project_id')]!,
			fields[columns.indexOf('name')] ?? '',
		]),
	);
	const kopecks = (amount: bigint) => (amount * 100n) / election.unit;
	const codes = new Map(election.ids.map((id, i) => [id, String(i + 1)]));
	const options = election.ids.map((id, i) =>
		option(String(i + 1), nameOf.get(id) || id, kopecks(election.costs[i]!)),
	);
	const kinds = {
		approval: { kind: 'approval' },
		'choose-1': { kind: 'choose-1' },
		ordinal: { kind: 'ranking' },
		cumulative: { kind: 'cumulative', points: 1_000_000 },
		scoring: { kind: 'score', from: 0, to: 1_000_000 },
	} as const;
	const definition: Definition = {
		...emptyDefinition(territory, lang),
		options,
		marks: kinds[election.voteType],
		rule: {
			kind: 'budget',
			name: 'equalshares/add1u',
			budget: kopecks(election.budget),
			threshold: null,
			satisfaction: null,
		},
	};
	const at = (name: string) => file.votes.columns.indexOf(name);
	const votes = file.votes.rows.map(({ fields }): Marks => {
		const points = (fields[at('points')] ?? '').split(',');
		const read = (fields[at('vote')] ?? '')
			.split(',')
			.map((id, i) => ({ code: codes.get(id.trim()), points: Number(points[i]) || 0 }))
			.filter((one, i, all) => one.code && all.findIndex((other) => other.code === one.code) === i);
		const marked = read.map(({ code }) => code!);
		const withPoints = definition.marks.kind === 'cumulative' || definition.marks.kind === 'score';
		return withPoints ? { marked, points: read.map((one) => one.points) } : { marked };
	});
	return { definition, votes, faults: faults.length };
}

/** Rules that decide alike stand together; those of the chosen rule first. */
export function alike(all: readonly Comparison[]): (Omit<Comparison, 'rule'> & { rules: string[] })[] {
	const groups = Map.groupBy(all, ({ won }) => [...won].sort().join(' '));
	return [...groups.values()].map((group) => {
		const { rule: _, ...first } = group[0]!;
		return { ...first, chosen: group.some((one) => one.chosen), rules: group.map(({ rule }) => rule) };
	});
}
