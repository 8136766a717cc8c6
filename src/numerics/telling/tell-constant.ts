import { rounded } from './amounts.ts';
import { effectClause, effectOf, isTellable } from './clauses.ts';
import type { Sized } from './estimated.ts';
import { isLevel, kindOf } from './parts.ts';
import { type LeftReading, levelOf, type Reading, type TermReading } from './reading.ts';
import { doubts, type Told } from './told.ts';
import { sentence, spanOf, type Teller } from './words.ts';

/** A constant says something by itself only where a change is explained by changes: then it is the change without any cause. */
export function tellConstant(
	{ coefficient, factor }: Extract<TermReading, { form: 'constant' }>,
	size: Sized,
	reading: Reading,
	left: LeftReading,
	teller: Teller,
): Told[] {
	const isChange = left.scale === 'growth' || left.scale === 'difference' || left.scale === 'percent';
	const others = reading.terms.filter((one) => one.coefficient !== coefficient);
	const allChanges = others.every(
		(one) =>
			one.form === 'effect' &&
			one.constant === 0 &&
			one.parts.every(({ atom }) => !isLevel(atom) || kindOf(atom, teller) === 'dummy'),
	);
	if (!isChange || !allChanges || left.over) return [];
	const base = left.scale === 'percent' ? { ...left, scale: 'log' as const } : left;
	const raw = (size: number) => (left.scale === 'percent' ? Math.log1p(Math.max(size / 100, -0.99)) : size);
	const scaled = { ...levelOf(base), periods: 0 };
	const effect = effectOf(raw(size.value * factor), scaled, false, teller);
	if (!isTellable(effect)) return [];
	const clause = effectClause(effect, scaled, teller);
	const during = spanOf('during', left.periods, teller);
	const text =
		rounded(effect.size) === 0
			? teller.words.any('telling.no-drift', { effect: clause })
			: teller.words.any('telling.drift', { effect: clause, during });
	const ends = { value: size.value, low: raw(size.low * factor), high: raw(size.high * factor) };
	return [
		{
			coefficient,
			form: 'constant',
			text: [sentence(text), ...doubts(ends, 1, scaled, false, teller)].join(' '),
		},
	];
}
