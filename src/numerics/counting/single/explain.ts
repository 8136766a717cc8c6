import { explainTie } from '../budget/explain.ts';
import { type Fraction, nearest } from '../fraction.ts';
import type { Decision } from '../threshold.ts';
import { listOf, type Words } from '../words.ts';
import type { Outcome } from './outcome.ts';
import type { ChoiceStep } from './rules.ts';

type Telling = {
	words: Words;
	names: readonly string[];
	/** Whether sums are of points that people gave, or of votes. */
	unit: 'votes' | 'points';
	/** The names of grades, from the lowest. */
	grades?: readonly string[];
};

/** A choice told step by step. */
export function explainChoice(
	{ steps, ties }: Outcome<ChoiceStep>,
	telling: Telling,
): { steps: string[]; ties: string[] } {
	return {
		steps: steps.flatMap((step, i) => told(step, i + 1, telling)),
		ties: ties.map((tie) =>
			steps.some((step) => 'out' in step && step.out === tie.chosen)
				? explainOut(tie, telling)
				: explainTie(tie, telling.names, telling.words),
		),
	};
}

function explainOut(tie: Outcome<unknown>['ties'][number], { words: t, names }: Telling): string {
	return t.any('counting.tie-out', {
		options: listOf(tie.among, names, t),
		chosen: names[tie.chosen],
		by: tie.by,
	});
}

function told(step: ChoiceStep, round: number, { words: t, names, unit, grades }: Telling): string[] {
	const list = (options: readonly number[]) => listOf(options, names, t);
	const number = (votes: Fraction | number) =>
		t.formats.number(typeof votes === 'number' ? votes : nearest(votes.top, votes.bottom), {
			maximumFractionDigits: 2,
		});
	if ('doubled' in step)
		return [t.any('counting.has', { option: names[step.option], votes: number(step.doubled / 2) })];
	if ('points' in step && step.mean && step.votes > 0)
		return [
			t.any('counting.option-mean', {
				option: names[step.option],
				points: step.points,
				votes: step.votes,
				mean: number(step.points / step.votes),
			}),
		];
	if ('points' in step)
		return [t.any('counting.option-points', { option: names[step.option], unit, points: step.points })];
	if ('grades' in step)
		return [
			t.any('counting.judged', { option: names[step.option], grade: grades?.[step.median] ?? step.median }),
		];
	if ('there' in step)
		return [
			t.any('counting.compared-pair', { ...step, option: names[step.option], other: names[step.other] }),
		];
	if ('loser' in step) {
		const params = { ...step, winner: names[step.winner], loser: names[step.loser] };
		if (!step.against) return [t.any('counting.locked', params)];
		return [t.any('counting.circle', { ...params, options: list(step.against) })];
	}
	const has = (option: number, votes: Fraction | number) =>
		t.any('counting.has', { option: names[option], votes: number(votes) });
	const votes =
		'left' in step
			? step.left.map((c) => has(c, step.votes[c]!))
			: [...step.votes].map(([c, sum]) => has(c, sum));
	const lines = [t.any('counting.round', { round, votes: t.formats.list(votes) })];
	const exhausted =
		typeof step.exhausted === 'number' ? step.exhausted : nearest(step.exhausted.top, step.exhausted.bottom);
	if (exhausted > 0) lines.push(t.any('counting.exhausted', { votes: number(exhausted) }));
	if ('won' in step && step.won !== null) {
		const option = names[step.won];
		lines.push(
			step.left.length > 1 ? t.any('counting.won', { option }) : t.any('counting.left-alone', { option }),
		);
	}
	if ('elected' in step && step.elected !== null && step.surplus)
		lines.push(
			t.any('counting.elected', {
				option: names[step.elected],
				quota: step.quota,
				surplus: number(step.surplus),
			}),
		);
	if ('remaining' in step && step.remaining.length > 0)
		lines.push(t.any('counting.remaining', { options: list(step.remaining) }));
	if (step.out !== null) lines.push(t.any('counting.out', { option: names[step.out] }));
	return lines;
}

/** Quorum and majority of a yes-or-no vote. */
export function explainDecision({ quorum, majority }: Decision, t: Words): string[] {
	const lines = [t.any('counting.majority', majority)];
	return quorum.needed > 0 ? [t.any('counting.quorum', quorum), ...lines] : lines;
}
