import { fraction } from '../fraction.ts';
import type { TieRule } from '../ties.ts';
import type { Election, Funded } from './election.ts';
import { type Completion, type EqualSharesStep, equalShares } from './equal-shares.ts';
import type { Satisfaction } from './equal-shares-round.ts';
import { type GreedyStep, greedy } from './greedy.ts';
import { interleaved, type KnapsackStep, knapsack } from './knapsack.ts';
import { type PhragmenStep, phragmen } from './phragmen.ts';

export type BudgetOptions = {
	/** Projects with fewer points are not considered by the greedy rules. */
	threshold?: number;
	satisfaction?: Satisfaction;
	/** One unit of money as people count it, in the units of the costs. */
	unit?: bigint;
	ties?: TieRule;
};

export type BudgetStep = EqualSharesStep | GreedyStep | KnapsackStep | PhragmenStep;
export type CountBudget = (election: Election, options?: BudgetOptions) => Funded<BudgetStep>;

const byEqualShares =
	(completion: Completion, more: { comparison?: boolean; stopWhenFull?: boolean } = {}): CountBudget =>
	(election, { satisfaction, unit, ties } = {}) =>
		equalShares(election, { ...more, completion, satisfaction, step: unit, ties });

/** The rules by name: those of Pabulib as it calls them, and the rest. */
export const budgetRules: Record<string, CountBudget> = {
	greedy: (election, { ties } = {}) => greedy(election, { ties }),
	'greedy-no-skip': (election, { ties, threshold } = {}) => greedy(election, { ties, threshold, stop: true }),
	'greedy-threshold': (election, { ties, threshold } = {}) => greedy(election, { ties, threshold }),
	/** Projects that shut each other out are groups of the election. */
	'greedy-exclusive': (election, { ties, threshold } = {}) => greedy(election, { ties, threshold }),
	/** As in Poznań: the first that does not fit is funded where 80 % of its cost is left. */
	'greedy-80': (election, { ties, threshold } = {}) =>
		greedy(election, { ties, threshold, partOfLast: fraction(4, 5) }),
	equalshares: byEqualShares('none'),
	'equalshares/add1': byEqualShares('add1'),
	'equalshares/add1e': byEqualShares('add1', { stopWhenFull: true }),
	'equalshares/add1u': byEqualShares('add1u'),
	'equalshares/utilitarian': byEqualShares('utilitarian'),
	'equalshares/phragmen': byEqualShares('phragmen'),
	'equalshares-comparison': byEqualShares('none', { comparison: true }),
	'equalshares/add1-comparison': byEqualShares('add1', { comparison: true }),
	'equalshares/add1u-comparison': byEqualShares('add1u', { comparison: true }),
	phragmen: (election, { ties } = {}) => phragmen(election, { ties }),
	'phragmen/skip': (election, { ties } = {}) => phragmen(election, { ties, skip: true }),
	'knapsack/value': (election, { ties } = {}) => knapsack(election, { ties }),
	'knapsack/share': (election, { ties } = {}) => greedy(election, { ties, order: 'points-per-money' }),
	'knapsack/interleaved': (election, { ties } = {}) => interleaved(election, { ties }),
};
