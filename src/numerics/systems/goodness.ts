import { inverseOfDefinite, NotPositiveDefinite, type Rows } from '../linear/cholesky.ts';
import { dot, sumOf } from '../linear/vectors.ts';
import type { Equation } from './equation.ts';

/** How well each equation and the whole fit. */
export type Goodness = {
	/** 1 − e'e / Σ(y − ȳ)², by equation. */
	rSquared: number[];
	/** The same over all equations together. */
	olsR2: number;
	/** 1 − e'(Σ⁻¹⊗I)e / y'(Σ⁻¹⊗(I − 11'/T))y (McElroy 1977); null when Σ has no inverse. */
	mcElroyR2: number | null;
};

/** R² of the equations, of the system, and McElroy's, with Σ of the residuals as given. */
export function goodnessOf(
	equations: readonly Equation[],
	residuals: readonly Float64Array[],
	sigma: Rows,
): Goodness {
	const centred = equations.map(({ y }) => {
		const mean = y.reduce((sum, one) => sum + one, 0) / y.length;
		return y.map((one) => one - mean);
	});
	const left = residuals.map((e) => dot(e, e));
	const all = centred.map((y) => dot(y, y));
	return {
		rSquared: left.map((one, i) => 1 - one / all[i]!),
		olsR2: 1 - sumOf(left) / sumOf(all),
		mcElroyR2: mcElroy(centred, residuals, sigma),
	};
}

function mcElroy(
	centred: readonly Float64Array[],
	residuals: readonly Float64Array[],
	sigma: Rows,
): number | null {
	let inverse: Float64Array[];
	try {
		inverse = inverseOfDefinite(sigma);
	} catch (error) {
		if (error instanceof NotPositiveDefinite) return null;
		throw error;
	}
	let left = 0;
	let all = 0;
	for (const [i, row] of inverse.entries())
		for (const [j, weight] of row.entries()) {
			left += weight * dot(residuals[i]!, residuals[j]!);
			all += weight * dot(centred[i]!, centred[j]!);
		}
	return 1 - left / all;
}
