import type { BudgetName, ChoiceName, Definition, Option, Rule } from './ballot.ts';

/** What an official chooses from: a kind of marks and a way of counting that go together, by a plain name. */
export const readyKinds = ['one', 'yes-no', 'approval', 'dots', 'scores', 'ranking', 'budget'] as const;
export type ReadyKind = (typeof readyKinds)[number];

export function kindOf({ rule, marks }: Pick<Definition, 'rule' | 'marks'>): ReadyKind {
	if (rule.kind === 'budget') return 'budget';
	if (rule.kind === 'decision') return 'yes-no';
	const kinds = {
		'choose-1': 'one',
		approval: 'approval',
		cumulative: 'dots',
		score: 'scores',
		ranking: 'ranking',
	} as const;
	return kinds[marks.kind];
}

/** Rules of a kind, the one that fits most cases first. */
export const rulesOf: Record<Exclude<ReadyKind, 'yes-no' | 'budget'>, readonly ChoiceName[]> = {
	one: ['plurality'],
	approval: ['approval'],
	dots: ['cumulative'],
	scores: ['score-mean', 'score', 'majority-judgement'],
	ranking: ['schulze', 'instant-runoff', 'ranked-pairs', 'borda', 'single-transferable-vote'],
};

/** Rules of budgets with words of when to choose them; the rest are variants for those who know them. */
export const budgetRulesShown = [
	'equalshares/add1u',
	'greedy',
	'phragmen',
	'knapsack/value',
] as const satisfies readonly BudgetName[];

const marksOf: Record<ReadyKind, Definition['marks']> = {
	one: { kind: 'choose-1' },
	'yes-no': { kind: 'choose-1' },
	approval: { kind: 'approval', least: 1 },
	dots: { kind: 'cumulative', points: 5 },
	scores: { kind: 'score', from: 0, to: 5 },
	ranking: { kind: 'ranking', least: 1 },
	budget: { kind: 'approval', least: 1 },
};

/**
 * The draft as one of another kind: marks and rule begin anew, what was written stays.
 * @param answers titles of yes, no and abstention, for a draft that has no options yet
 */
export function withKind(
	definition: Definition,
	kind: ReadyKind,
	answers: readonly [yes: string, no: string, abstain: string],
): Definition {
	const next: Definition = { ...definition, marks: marksOf[kind], rule: ruleOf(definition, kind) };
	if (kind !== 'yes-no' || definition.options.length > 0) return next;
	const codes = ['yes', 'no', 'abstain'];
	const options = answers.map(
		(title, i): Option => ({
			code: codes[i]!,
			title,
			note: '',
			cost: null,
			groups: [],
			other: null,
		}),
	);
	return { ...next, options };
}

function ruleOf({ options }: Definition, kind: ReadyKind): Rule {
	if (kind === 'budget')
		return {
			kind,
			name: 'equalshares/add1u',
			budget: 0n,
			threshold: null,
			satisfaction: null,
		};
	if (kind === 'yes-no') {
		const [yes, no] = options;
		return {
			kind: 'decision',
			yes: yes?.code ?? 'yes',
			no: no?.code ?? 'no',
			majority: { top: 1, bottom: 2, more: true, of: 'decided' },
		};
	}
	return { kind: 'choice', name: rulesOf[kind][0]!, seats: 1, leastVotes: null };
}
