import type { Restriction } from './restrictions.ts';

/**
 * The regressor of `coefficient` enters with lags 0 … lags − 1, and its coefficients lie on a polynomial of the lag of this degree.
 * `near` sets the first of them to zero, `far` the last.
 */
export type AlmonLag = {
	coefficient: string;
	degree: number;
	lags: number;
	near?: boolean;
	far?: boolean;
};

/** The names of the coefficients of an Almon lag: c, c__PDL__1, c__PDL__2 … */
export function almonNames({ coefficient, lags }: AlmonLag): string[] {
	return Array.from({ length: lags }, (_, lag) => (lag === 0 ? coefficient : `${coefficient}__PDL__${lag}`));
}

/**
 * The polynomial as restrictions: the differences of order degree + 1 of the coefficients are zero (Almon 1965; Judge et al., The Theory
 * and Practice of Econometrics, 2nd ed., 9.3): Σ_i (−1)^i C(degree + 1, i) c_{lag + i} = 0.
 */
export function almonRestrictions(almon: AlmonLag): Restriction[] {
	const names = almonNames(almon);
	const order = almon.degree + 1;
	const restrictions: Restriction[] = [];
	for (let lag = 0; lag + order < names.length; lag++) {
		let weight = 1;
		const terms = [];
		for (let i = 0; i <= order; i++) {
			terms.push({ name: names[lag + i]!, weight });
			weight = (-weight * (order - i)) / (i + 1);
		}
		restrictions.push({ terms, value: 0 });
	}
	if (almon.near) restrictions.push({ terms: [{ name: names[0]!, weight: 1 }], value: 0 });
	if (almon.far) restrictions.push({ terms: [{ name: names.at(-1)!, weight: 1 }], value: 0 });
	return restrictions;
}
