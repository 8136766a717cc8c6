import type { Columns } from '../linear/least-squares.ts';
import { dot } from '../linear/vectors.ts';

/** One equation of a system; all equations of a system have the same T observations. */
export type Equation = {
	name: string;
	/** What the equation explains, T numbers. */
	y: Float64Array;
	/** Names of the regressors, one a column. */
	regressors: readonly string[];
	/** The regressors, k columns of T; a constant is a column of ones. */
	columns: Columns;
	/** The columns of the instruments, the constant among them; none: every regressor is its own. */
	instruments?: Columns;
};

/** What e'e is divided by: T (`noDfCor`: the textbook, gretl), or √((T − kᵢ)(T − kⱼ)) (`geomean`: default of systemfit). */
export type Divisor = 'noDfCor' | 'geomean';

export type SystemFit = {
	/** Equation after equation. */
	coefficients: Float64Array;
	/** Of all coefficients, in their order. */
	covariance: Float64Array[];
	/** y − Xb with the regressors themselves, an array an equation. */
	residuals: Float64Array[];
	/** Of the residuals as they are in the end. */
	residualCovariance: Float64Array[];
	/** Steps of generalised least squares; null where there are none. */
	iterations: number | null;
	/** Whether the last step was below the tolerance (always, where a single step was asked for). */
	converged: boolean;
	/** More coefficients in an equation than a third of the observations: say so wherever the estimate is shown. */
	isShort: boolean;
};

/** Σ with eᵢ'eⱼ over what the divisor says. */
export function residualCovariance(
	equations: readonly Equation[],
	residuals: readonly Float64Array[],
	divisor: Divisor,
): Float64Array[] {
	const free = equations.map(({ y, columns }) =>
		divisor === 'geomean' ? y.length - columns.length : y.length,
	);
	return residuals.map((a, i) =>
		Float64Array.from(residuals, (b, j) => dot(a, b) / (i === j ? free[i]! : Math.sqrt(free[i]! * free[j]!))),
	);
}

/** Whether an equation has more coefficients than a third of its observations. */
export function isShort(equations: readonly Equation[]): boolean {
	return equations.some(({ y, columns }) => 3 * columns.length > y.length);
}

/** What an equation that is estimated by itself gives a system. */
export type OwnFit = {
	coefficients: Float64Array;
	/** Covariance of the coefficients over the variance of the residuals. */
	unscaledCovariance: readonly Float64Array[];
};

/** A system of equations that are estimated each by itself: Σ of the residuals by the divisor, covariances within equations only. */
export function sideBySide(
	equations: readonly Equation[],
	fits: readonly OwnFit[],
	divisor: Divisor,
): SystemFit {
	const total = fits.reduce((sum, fit) => sum + fit.coefficients.length, 0);
	const coefficients = new Float64Array(total);
	let at = 0;
	for (const { coefficients: own } of fits) {
		coefficients.set(own, at);
		at += own.length;
	}
	const residuals = residualsAt(equations, coefficients);
	const sigma = residualCovariance(equations, residuals, divisor);
	const covariance = Array.from({ length: total }, () => new Float64Array(total));
	at = 0;
	for (const [i, { unscaledCovariance }] of fits.entries()) {
		const variance = sigma[i]![i]!;
		for (const [r, row] of unscaledCovariance.entries())
			for (const [c, one] of row.entries()) covariance[at + r]![at + c] = one * variance;
		at += unscaledCovariance.length;
	}
	return {
		coefficients,
		covariance,
		residuals,
		residualCovariance: sigma,
		iterations: null,
		converged: true,
		isShort: isShort(equations),
	};
}

/** y − Xb, equation by equation. */
export function residualsAt(equations: readonly Equation[], coefficients: Float64Array): Float64Array[] {
	let at = 0;
	return equations.map(({ y, columns }) => {
		const residuals = y.slice();
		for (const column of columns) {
			const b = coefficients[at++]!;
			for (let t = 0; t < residuals.length; t++) residuals[t]! -= column[t]! * b;
		}
		return residuals;
	});
}
