import { leastSquares } from '../../linear/least-squares.ts';
import { longRunVariance } from './long-run-variance.ts';

/** c₀ + c₁/n + c₂/n² at 1, 5 and 10 % (MacKinnon 1991). */
const surfaces = {
	constant: [
		[-3.4335, -5.999, -29.25],
		[-2.8621, -2.738, -8.36],
		[-2.5671, -1.438, -4.48],
	],
	trend: [
		[-3.9638, -8.353, -47.44],
		[-3.4126, -4.039, -17.83],
		[-3.1279, -2.418, -7.58],
	],
} as const;

/**
 * Z-tau of Phillips and Perron (1988): the t-statistic of α = 1 in y(t) = a [+ bt] + αy(t−1) + e, set right for errors that follow
 * one another: √(s²/ω²)·t − ½(ω² − s²)/(ω·√m), s² = Σe²/n, ω² the long-run variance of e, m what is left of y over n² beside the
 * deterministic part (times 1 − 1/n² with a trend).
 * @param y T numbers; gaps are passed over
 * @param lag of the long-run variance
 * @throws RangeError when there are too few observations
 */
export function phillipsPerron(
	y: Float64Array,
	model: 'constant' | 'trend',
	lag: number,
): { statistic: number; criticalValues: number[] } {
	const seen = y.filter((one) => !Number.isNaN(one));
	const n = seen.length - 1;
	if (n < 4) throw new RangeError(`${seen.length} observations are too few for the test`);
	const now = seen.slice(1);
	const one = new Float64Array(n).fill(1);
	const time = one.map((_, t) => t + 1 - n / 2);
	const deterministic = model === 'constant' ? [one] : [one, time];
	const fit = leastSquares([seen.slice(0, n), ...deterministic], now);
	const df = n - 1 - deterministic.length;
	const t = (fit.coefficients[0]! - 1) / Math.sqrt((fit.sumOfSquares / df) * fit.unscaledCovariance[0]![0]!);
	const own = fit.sumOfSquares / n;
	const long = longRunVariance(fit.residuals, lag);
	const squares = leastSquares(deterministic, now).sumOfSquares / (n * n);
	const left = model === 'constant' ? squares : squares * (1 - 1 / (n * n));
	return {
		statistic: Math.sqrt(own / long) * t - (0.5 * (long - own)) / Math.sqrt(long * left),
		criticalValues: surfaces[model].map(([c0, c1, c2]) => c0 + c1 / n + c2 / (n * n)),
	};
}
