import { leastSquares } from '../../linear/least-squares.ts';
import { longRunVariance } from './long-run-variance.ts';

/** Critical values at 10, 5, 2.5 and 1 %. */
const criticalValues = { mu: [0.347, 0.463, 0.574, 0.739], tau: [0.119, 0.146, 0.176, 0.216] };

/**
 * The test of Kwiatkowski, Phillips, Schmidt and Shin (1992) that a series is stationary about a level (mu) or a line (tau):
 * ΣS(t)²/(n²ω²), S the running sums of the residuals, ω² their long-run variance with Bartlett's weights.
 * @param y T numbers; gaps are passed over
 * @param lag of the long-run variance, from 0
 * @throws RangeError when there are fewer than two observations
 */
export function kpss(
	y: Float64Array,
	type: 'mu' | 'tau',
	lag: number,
): { statistic: number; criticalValues: number[] } {
	const seen = y.filter((one) => !Number.isNaN(one));
	const n = seen.length;
	if (n < 3) throw new RangeError(`${n} observations are too few for the test`);
	const one = new Float64Array(n).fill(1);
	const time = one.map((_, t) => t + 1);
	const { residuals } = leastSquares(type === 'mu' ? [one] : [one, time], seen);
	let running = 0;
	let sum = 0;
	for (const e of residuals) {
		running += e;
		sum += running * running;
	}
	return {
		statistic: sum / (n * n) / longRunVariance(residuals, lag),
		criticalValues: [...criticalValues[type]],
	};
}
