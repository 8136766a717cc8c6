import { studentQuantile } from '../distributions/quantiles.ts';
import type { Regression } from './regression.ts';

export type Prediction = {
	fit: number;
	/** Standard error of the fit itself. */
	seFit: number;
	/** Standard error of a new observation: √(s² + seFit²). */
	seObservation: number;
	/** Where a new observation lies with the probability asked for. */
	interval: [number, number];
};

/**
 * x'b with its errors and the interval for a new observation (Greene, Econometric Analysis, 7th ed., 4.6).
 * @param x k numbers
 * @param level 0.95, say
 */
export function predict(regression: Regression, x: Float64Array, level = 0.95): Prediction {
	const { coefficients, unscaledCovariance, sumOfSquares, df } = regression;
	const variance = sumOfSquares / df;
	let fit = 0;
	let spread = 0;
	for (let i = 0; i < x.length; i++) {
		fit += x[i]! * coefficients[i]!;
		for (let j = 0; j < x.length; j++) spread += x[i]! * x[j]! * unscaledCovariance[i]![j]!;
	}
	const seObservation = Math.sqrt(variance * (1 + spread));
	const reach = studentQuantile((1 + level) / 2, df) * seObservation;
	return { fit, seFit: Math.sqrt(variance * spread), seObservation, interval: [fit - reach, fit + reach] };
}

/**
 * b ± t·se, t the quantile of Student's with df, for each coefficient: k pairs. Of a regression or an equation of any kind.
 * @param level 0.95, say
 */
export function confidenceIntervals(
	coefficients: Float64Array,
	standardErrors: Float64Array,
	df: number,
	level = 0.95,
): [number, number][] {
	const quantile = studentQuantile((1 + level) / 2, df);
	return Array.from(coefficients, (b, j) => {
		const reach = quantile * standardErrors[j]!;
		return [b - reach, b + reach];
	});
}
