import { studentQuantile } from '../distributions/quantiles.ts';

/** What telling needs of an estimate; that of `regression/estimate.ts` fits. */
export type Estimated = {
	/** Those of a polynomial lag: c, c__PDL__1 … */
	coefficientNames: readonly string[];
	coefficients: ArrayLike<number>;
	standardErrors: ArrayLike<number>;
	covariance: readonly ArrayLike<number>[];
	degreesOfFreedom: number;
	/** Of autoregressive errors. */
	rho?: ArrayLike<number>;
};

/** A number with its 95 % interval; `low` = `high` when it was not estimated. */
export type Sized = { value: number; low: number; high: number };

/**
 * Σ weight × coefficient with its interval by Student's t: the variance is w'Vw (Greene, Econometric Analysis, 7th ed., 5.4). Null when
 * one of them is not among the estimates.
 */
export function sizeOf(
	weights: readonly { coefficient: string; weight: number }[],
	estimated: Estimated,
): Sized | null {
	const places = weights.map(({ coefficient }) => estimated.coefficientNames.indexOf(coefficient));
	if (places.some((at) => at < 0)) return null;
	let value = 0;
	let variance = 0;
	for (const [i, at] of places.entries()) {
		value += weights[i]!.weight * estimated.coefficients[at]!;
		for (const [j, other] of places.entries())
			variance +=
				at === other
					? weights[i]!.weight * weights[j]!.weight * estimated.standardErrors[at]! ** 2
					: weights[i]!.weight * weights[j]!.weight * (estimated.covariance[at]?.[other] ?? 0);
	}
	if (!Number.isFinite(value)) return null;
	const margin = Math.sqrt(Math.max(0, variance)) * studentQuantile(0.975, estimated.degreesOfFreedom);
	return { value, low: value - margin, high: value + margin };
}

/** Whether the interval leaves the sign open. */
export const isUncertain = ({ low, high }: Sized) => low < high && low <= 0 && high >= 0;

/** The coefficients of a polynomial lag, that of lag 0 first. */
export function polynomialNames(coefficient: string, lags: number): string[] {
	return Array.from({ length: lags }, (_, lag) => (lag === 0 ? coefficient : `${coefficient}__PDL__${lag}`));
}
