import { amountOf, rounded, written } from './amounts.ts';
import { diesAway, halfLife } from './dynamics.ts';
import { type Estimated, isUncertain, type Sized, sizeOf } from './estimated.ts';
import type { LeftReading, Reading, TermReading } from './reading.ts';
import type { Told } from './told.ts';
import { labelOf, periodUnit, sentence, spanOf, type Teller } from './words.ts';

/**
 * How effects go on over time. `share`: an effect of b now comes in the long run to b/share: 1 − Σλ with lagged own values, −α with a way
 * back to a level; null: it does not grow. `endless`: there is no long run.
 */
export type Course = { kind: 'none' | 'inertia' | 'correction' | 'endless'; share: number | null };

export function courseOf({ terms }: Reading, estimated: Estimated): Course {
	const lambdas: number[] = [];
	let alpha: number | null = null;
	for (const term of terms) {
		if (term.form !== 'inertia' && term.form !== 'correction') continue;
		const size =
			(sizeOf([{ coefficient: term.coefficient, weight: 1 }], estimated)?.value ?? 0) * term.weight;
		if (term.form === 'correction') alpha = (alpha ?? 0) + size;
		else {
			while (lambdas.length < term.lag) lambdas.push(0);
			lambdas[term.lag - 1]! += size;
		}
	}
	if (alpha !== null)
		return alpha < 0 && alpha > -2 ? { kind: 'correction', share: -alpha } : { kind: 'endless', share: null };
	if (lambdas.length === 0) return { kind: 'none', share: null };
	if (!diesAway(lambdas)) return { kind: 'endless', share: null };
	return { kind: 'inertia', share: 1 - lambdas.reduce((sum, one) => sum + one, 0) };
}

/** «от прошлого года сохраняется 0,66, половина пути к новому уровню занимает 1,7 года». */
export function tellInertia(
	{ coefficient, weight, lag }: Extract<TermReading, { form: 'inertia' }>,
	size: Sized,
	course: Course,
	teller: Teller,
): Told[] {
	const { words, frequency } = teller;
	const share = size.value * weight;
	const params = { unit: periodUnit(frequency), n: lag, share: written(Math.abs(share), words) };
	const texts: string[] = [];
	if (rounded(share) === 0) texts.push(words.any('telling.inertia-none', params));
	else if (share < 0) texts.push(words.any('telling.inertia-back', params));
	else if (lag === 1 && course.kind === 'inertia' && share >= 0.05 && share < 0.99)
		texts.push(words.any('telling.inertia-half', { ...params, half: lengthOf(halfLife(share), teller) }));
	else texts.push(words.any('telling.inertia', params));
	if (course.kind === 'endless') texts.push(words.any('telling.no-rest'));
	if (size.low === size.high) texts.push(words.any('telling.given'));
	else if (isUncertain(size)) texts.push(words.any('telling.uncertain-sign'));
	return [{ coefficient, form: 'inertia', text: texts.join(' ') }];
}

/** «1,7 года», «5 лет». */
export function lengthOf(n: number, { words, frequency }: Teller): string {
	const shown = rounded(n, true);
	const params = { unit: periodUnit(frequency), text: written(n, words, true) };
	return words.any('telling.length', { ...params, n: Number.isInteger(shown) ? shown : 1.5 });
}

/** «Расхождение с долгосрочным уровнем за год сокращается на 30 %». */
export function tellCorrection(
	{ coefficient, weight }: Extract<TermReading, { form: 'correction' }>,
	size: Sized,
	left: LeftReading,
	course: Course,
	teller: Teller,
): Told[] {
	const { words } = teller;
	const alpha = size.value * weight;
	const { name, plural } = labelOf(left.variable, teller);
	const during = spanOf('during', Math.max(1, left.periods), teller);
	const texts: string[] = [];
	if (course.kind !== 'correction' || alpha >= 0)
		texts.push(words.any('telling.correction-none', { name, plural }));
	else if (alpha < -1) texts.push(words.any('telling.correction-over', { name, plural, during }));
	else {
		const amount = amountOf(-100 * alpha, 'percent', '', words);
		texts.push(words.any('telling.correction', { name, plural, during, amount }));
	}
	if (size.low === size.high) texts.push(words.any('telling.given'));
	else if (isUncertain(size)) texts.push(words.any('telling.uncertain-sign'));
	return [{ coefficient, form: 'correction', text: sentence(texts.join(' ')) }];
}

/** Autoregressive errors: what the equation did not explain, and how much of it goes on. */
export function tellErrors(rho: ArrayLike<number>, teller: Teller): Told[] {
	const { words } = teller;
	if (rho.length === 0) return [];
	const shares = Array.from(rho, (share, i) =>
		words.any('telling.error-share', { when: spanOf('later', i + 1, teller), share: written(share, words) }),
	);
	const only = rho.length === 1 ? rho[0]! : null;
	const text =
		only !== null
			? words.any('telling.error', {
					when: spanOf('later', 1, teller),
					share: written(Math.abs(only), words),
					direction: rounded(only) < 0 ? 'back' : 'on',
				})
			: words.any('telling.errors', { shares: words.formats.list(shares) });
	return [{ coefficient: null, form: 'errors', text }];
}
