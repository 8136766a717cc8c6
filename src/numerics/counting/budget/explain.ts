import { type Fraction, floorOf } from '../fraction.ts';
import type { Tie } from '../ties.ts';
import { listOf, type Words } from '../words.ts';
import type { Election, Funded, Hindrance, Unfunded } from './election.ts';
import type { Purchase } from './equal-shares-round.ts';
import type { BudgetStep } from './rules.ts';

export type BudgetTold = { steps: string[]; ties: string[]; unfunded: string[] };

type Telling = {
	words: Words;
	election: Election;
	names: readonly string[];
	/** Writes an amount as a person reads it: in the units of the costs, or in so many parts of them. */
	money: (amount: bigint) => string;
	/** 100 where costs are in whole roubles and shares shall be shown to the kopeck. */
	parts?: bigint;
};

/** A count of a budget told step by step, so that anyone can do the sums again. Shares are shown rounded down. */
export function explainBudget(result: Funded<BudgetStep>, telling: Telling): BudgetTold {
	return {
		steps: result.steps.map((step) => told(step, telling)),
		ties: result.ties.map((tie) => explainTie(tie, telling.names, telling.words)),
		unfunded: result.unfunded.map((one) => explainUnfunded(one, result, telling)),
	};
}

export function explainTie({ among, chosen, by }: Tie, names: readonly string[], words: Words): string {
	return words.any('counting.tie', { options: listOf(among, names, words), chosen: names[chosen], by });
}

function told(step: BudgetStep, telling: Telling): string {
	const { words: t, names, election } = telling;
	const money = moneyOf(telling);
	const unit = election.profile.points ? 'points' : 'votes';
	const down = (amount: Fraction) => telling.money(shown(amount, telling));
	if (step.kind === 'share') {
		const params = { people: step.people, share: down(step.endowment) };
		return step.raised > 0 ? t.any('counting.share-raised', params) : t.any('counting.share', params);
	}
	if (step.kind === 'compared')
		return t.any('counting.compared', { ours: step.equalShares, theirs: step.greedy, taken: step.taken });
	if (step.kind === 'searched') {
		const best = t.any('counting.best-set', { unit, points: step.points, proven: step.proven });
		if (!step.another) return best;
		const projects = listOf(step.another, names, t);
		return `${best} ${t.any('counting.best-set-another', { projects })}`;
	}
	const about = { unit, project: names[step.project], cost: money(election.costs[step.project]!) };
	switch (step.kind) {
		case 'bought':
			return 'share' in step
				? bought(step, about, telling)
				: t.any('counting.loaded', { ...about, people: step.supporters, load: down(step.load) });
		case 'reserved':
			return t.any('counting.reserved', about);
		case 'completed':
			return step.by === 'votes'
				? t.any('counting.completed-votes', about)
				: t.any('counting.completed-phragmen', about);
		case 'chosen':
			if ('left' in step)
				return t.any('counting.chosen', { ...about, points: step.points, left: money(step.left) });
			return t.any('counting.chosen-turn', { ...about, points: step.points, turn: step.turn ?? 'points' });
		case 'chosen-beyond':
			return t.any('counting.chosen-beyond', { ...about, points: step.points, missing: money(step.missing) });
		case 'below-threshold':
			return t.any('counting.below-threshold', { ...about, points: step.points, threshold: step.threshold });
		case 'passed':
			if ('missing' in step) return t.any('counting.ended', { ...about, missing: money(step.missing) });
			return t.any('counting.passed', {
				...about,
				points: step.points,
				hindrance: explainHindrance(step.hindrance, telling),
			});
	}
}

const shown = ({ top, bottom }: Fraction, { parts = 1n }: Telling): bigint =>
	floorOf({ top: top * parts, bottom });
const moneyOf =
	({ money, parts = 1n }: Telling) =>
	(amount: bigint): string =>
		money(amount * parts);

/** Points × share + what the poorest gave + the remainder is the cost, in the amounts that are shown. */
function bought(purchase: Purchase, about: Record<string, unknown>, telling: Telling): string {
	const { words: t, election, money, parts = 1n } = telling;
	const { full, units, last, empty, project } = purchase;
	const [share, lastPaid] = [shown(purchase.share, telling), shown(purchase.lastPaid, telling)];
	const params = {
		...about,
		people: full,
		share: money(share),
		points: units,
		last,
		lastPaid: money(lastPaid),
		empty,
		rest: money(election.costs[project]! * parts - BigInt(units) * share - lastPaid),
	};
	return election.profile.points ? t.any('counting.bought-points', params) : t.any('counting.bought', params);
}

function explainHindrance(hindrance: Hindrance | Unfunded['hindrance'], telling: Telling): string {
	const t = telling.words;
	const missing = 'missing' in hindrance ? hindrance.missing : 0;
	return t.any(`counting.hindrance.${hindrance.why}`, {
		missing: typeof missing === 'bigint' ? moneyOf(telling)(missing) : missing,
	});
}

function explainUnfunded(one: Unfunded, { steps }: Funded<BudgetStep>, telling: Telling): string {
	const { words: t, names, election } = telling;
	const money = moneyOf(telling);
	const params = {
		project: names[one.project],
		cost: money(election.costs[one.project]!),
		hindrance: explainHindrance(one.hindrance, telling),
		needed: one.needed,
	};
	if (one.needed === undefined) return t.any('counting.unfunded', params);
	if (one.hindrance.why === 'supporters' && steps.some(({ kind }) => kind === 'share'))
		return t.any('counting.unfunded-shares', params);
	return election.profile.points
		? t.any('counting.unfunded-points', params)
		: t.any('counting.unfunded-needed', params);
}
