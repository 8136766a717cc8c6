import betainc from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';
import gammainc from '@stdlib/math-base-special-gammainc';

/*
 * Upper tails, worked out as tails: one less the distribution function has no digits left where a test is most telling.
 * Sources of the formulas: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, 2nd ed.
 */

/** P(Z > z) of the standard normal. */
export function normalAbove(z: number): number {
	return erfc(z / Math.SQRT2) / 2;
}

/** P(|T| > |t|) of Student's t with df > 0 degrees of freedom. */
export function studentBeyond(t: number, df: number): number {
	const square = t * t;
	if (!(square < Number.POSITIVE_INFINITY)) return Number.isNaN(t) ? Number.NaN : 0;
	// of the two complements the one that loses nothing
	return square < df
		? betainc(square / (df + square), 0.5, df / 2, true, true)
		: betainc(df / (df + square), df / 2, 0.5, true, false);
}

/** P(X > x) of chi-square with df > 0 degrees of freedom. */
export function chiSquareAbove(x: number, df: number): number {
	return x <= 0 ? 1 : gammainc(x / 2, df / 2, true, true);
}

/** P(X > x) of Fisher's F with df1 and df2 > 0 degrees of freedom. */
export function fisherAbove(x: number, df1: number, df2: number): number {
	if (x <= 0) return 1;
	const part = df1 * x;
	return part > df2
		? betainc(df2 / (df2 + part), df2 / 2, df1 / 2, true, false)
		: betainc(part / (df2 + part), df1 / 2, df2 / 2, true, true);
}
