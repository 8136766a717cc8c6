import { normalQuantile } from '../../distributions/quantiles.ts';
import { normalAbove } from '../../distributions/tails.ts';
import { centred } from '../regression.ts';

/**
 * Normality by W, the share of the variance that a line through the normal quantiles explains (Shapiro and Wilk 1965), with the
 * coefficients and tail of Royston (1995, algorithm AS R94).
 * @param values 3 to 5000 numbers, not all the same
 * @throws RangeError
 */
export function shapiroWilk(values: Float64Array): { statistic: number; p: number } {
	const n = values.length;
	if (n < 3 || n > 5000) throw new RangeError(`Shapiro and Wilk's test takes 3 to 5000 values, not ${n}`);
	const x = centred(values).sort();
	const weights = weightsOf(n);
	let line = 0;
	let total = 0;
	for (let i = 0; i < n; i++) {
		line += weights[i]! * x[i]!;
		total += x[i]! ** 2;
	}
	if (total === 0) throw new RangeError('all values are the same');
	const statistic = Math.min(1, (line * line) / total);
	return { statistic, p: tail(statistic, n) };
}

function weightsOf(n: number): Float64Array {
	const half = Math.floor(n / 2);
	const weights = new Float64Array(n);
	if (n === 3) {
		weights[0] = -Math.SQRT1_2;
		weights[2] = Math.SQRT1_2;
		return weights;
	}
	const m = Float64Array.from({ length: half }, (_, i) => normalQuantile((i + 1 - 0.375) / (n + 0.25)));
	const square = 2 * m.reduce((sum, one) => sum + one * one, 0);
	const length = Math.sqrt(square);
	const root = 1 / Math.sqrt(n);
	const first = polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], root) - m[0]! / length;
	const own = [first];
	if (n > 5)
		own.push(polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], root) - m[1]! / length);
	let left = square;
	let rest = 1;
	for (const [i, a] of own.entries()) {
		left -= 2 * m[i]! ** 2;
		rest -= 2 * a * a;
	}
	const by = Math.sqrt(left / rest);
	for (let i = 0; i < half; i++) {
		const a = own[i] ?? -m[i]! / by;
		weights[i] = -a;
		weights[n - 1 - i] = a;
	}
	return weights;
}

function tail(w: number, n: number): number {
	if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))));
	let y = Math.log(1 - w);
	const log = Math.log(n);
	if (n <= 11) {
		const limit = -2.273 + 0.459 * n;
		if (y >= limit) return 0;
		y = -Math.log(limit - y);
		const middle = polynomial([0.544, -0.39978, 0.025054, -6.714e-4], n);
		return normalAbove((y - middle) / Math.exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n)));
	}
	const middle = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], log);
	return normalAbove((y - middle) / Math.exp(polynomial([-0.4803, -0.082676, 0.0030302], log)));
}

function polynomial(coefficients: readonly number[], x: number): number {
	return coefficients.reduceRight((sum, one) => sum * x + one, 0);
}
