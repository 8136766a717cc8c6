import { rounded } from './amounts.ts';
import type { Atom } from './atoms.ts';
import { effectClause, effectOf, isTellable, stepOf } from './clauses.ts';
import { type Estimated, isUncertain, polynomialNames, sizeOf } from './estimated.ts';
import { causes, isLevel, kindOf } from './parts.ts';
import { familyOf, type LeftReading, levelOf, type Reading } from './reading.ts';
import type { Course } from './tell-inertia.ts';
import type { Told } from './told.ts';
import { sentence, type Teller } from './words.ts';

/** One cause over all its lags: Σ weight × coefficient. */
type Family = { atom: Atom; lags: Set<number>; weights: { coefficient: string; weight: number }[] };

/**
 * What an effect comes to when the cause stays: Σ b over its lags, over 1 − Σλ or −α (Greene, Econometric Analysis, 7th ed., 20.3 and
 * 21.3). The interval is that of Σ b alone; an uncertain one is told only of a level that the variable returns to.
 */
export function tellLongRun(
	reading: Reading,
	left: LeftReading,
	course: Course,
	estimated: Estimated,
	teller: Teller,
): Told[] {
	if (course.kind === 'endless') return [];
	const scaled = course.kind === 'correction' ? levelOf(left) : left;
	const by = 1 / (course.share ?? 1);
	return alike(familiesOf(reading, course, teller)).flatMap((group): Told[] => {
		const { atom, weights, lags } = group[0]!;
		if (course.share === null && lags.size < 2) return [];
		const size = sizeOf(weights, estimated);
		if (!size || (isUncertain(size) && course.kind !== 'correction')) return [];
		const step = stepOf(atom, size.value * by, scaled, teller);
		const isElasticity = atom.scale === 'log' || atom.scale === 'growth';
		const effect = effectOf(size.value * by * step, scaled, isElasticity, teller);
		if (rounded(effect.size) === 0 || !isTellable(effect)) return [];
		const moved = group.map((one) => ({ atom: one.atom, weight: one.weights[0]!.weight }));
		const text = teller.words.any('telling.long-run', {
			effect: effectClause(effect, scaled, teller),
			cause: causes(moved, step, teller),
		});
		const doubt = isUncertain(size) ? [teller.words.any('telling.uncertain-sign')] : [];
		return [{ coefficient: null, form: 'long-run', text: [sentence(text), ...doubt].join(' ') }];
	});
}

function familiesOf({ terms }: Reading, course: Course, teller: Teller): Family[] {
	const families = new Map<string, Family>();
	for (const term of terms) {
		if (term.form !== 'effect' && term.form !== 'correction') continue;
		const polynomial = term.form === 'effect' ? term.polynomial : null;
		for (const { atom, weight } of term.parts) {
			if (kindOf(atom, teller) !== 'other' || atom.where.length > 0) continue;
			if (course.kind === 'correction' && !isLevel(atom)) continue;
			const family = families.get(familyOf(atom)) ?? { atom, weights: [], lags: new Set<number>() };
			families.set(familyOf(atom), family);
			family.lags.add(atom.lag);
			const names = polynomial ? polynomialNames(term.coefficient, polynomial.lags) : [term.coefficient];
			for (const coefficient of names) family.weights.push({ coefficient, weight });
		}
	}
	return [...families.values()];
}

/** Causes that move the left side by the same coefficients stand in one sentence. */
function alike(families: readonly Family[]): Family[][] {
	const groups = new Map<string, Family[]>();
	for (const family of families) {
		const first = Math.sign(family.weights[0]!.weight);
		const weights = family.weights.map(({ coefficient, weight }) => `${coefficient} ${weight * first}`);
		const { scale, periods, over } = family.atom;
		const key = [scale, periods, over?.periods ?? 0, ...weights].join('|');
		groups.set(key, [...(groups.get(key) ?? []), family]);
	}
	return [...groups.values()];
}
