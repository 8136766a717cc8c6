import { amountOf } from './amounts.ts';
import { effectClause, effectOf, isTellable, stepOf } from './clauses.ts';
import { type Estimated, polynomialNames, sizeOf } from './estimated.ts';
import { causes, type Weighted } from './parts.ts';
import type { LeftReading } from './reading.ts';
import { withMarks } from './tell-effect.ts';
import { doubts } from './told.ts';
import { spanOf, type Teller } from './words.ts';

/** Almon's lags: the whole effect and its course over the periods. */
export function tellPolynomial(
	group: readonly Weighted[],
	coefficient: string,
	lags: number,
	left: LeftReading,
	estimated: Estimated,
	teller: Teller,
): string | null {
	const { words } = teller;
	const { weight, atom } = group[0]!;
	const names = polynomialNames(coefficient, lags);
	const whole = sizeOf(
		names.map((name) => ({ coefficient: name, weight })),
		estimated,
	);
	if (!whole) return null;
	const step = stepOf(atom, whole.value, left, teller);
	const isElasticity = atom.scale === 'log' || atom.scale === 'growth';
	const effect = effectOf(whole.value * step, left, isElasticity, teller);
	if (!isTellable(effect)) return null;
	const effects = names.map((name) => {
		const one = sizeOf([{ coefficient: name, weight }], estimated)!;
		return effectOf(one.value * step, left, isElasticity, teller);
	});
	if (atom.lag < 0 || !effects.every(isTellable)) return null;
	const parts = effects.map(({ size, kind, unit }, i) => {
		const lag = atom.lag + i;
		const when = lag === 0 ? words.any('telling.at-once') : spanOf('later', lag, teller);
		return words.any('telling.at', { when, amount: amountOf(size, kind, unit, words) });
	});
	const text = words.any('telling.spread', {
		effect: effectClause(effect, left, teller),
		cause: causes(group, step, teller),
		during: spanOf('during', lags, teller),
		parts: parts.join(', '),
	});
	return [withMarks(text, atom, teller), ...doubts(whole, step, left, isElasticity, teller)].join(' ');
}
