import { normalAbove } from '../../distributions/tails.ts';
import { leastSquares } from '../../linear/least-squares.ts';
import type { Regression } from '../regression.ts';

/**
 * Recursive residuals: what each observation after the first k is away from its forecast by those before it, over √(1 + x'(X'X)⁻¹x)
 * (Brown, Durbin and Evans 1975). T − k numbers.
 */
export function recursiveResiduals({ columns, y, rows, count }: Regression): Float64Array {
	const recursive = new Float64Array(rows - count);
	for (let t = count; t < rows; t++) {
		const { coefficients, unscaledCovariance } = leastSquares(
			columns.map((column) => column.subarray(0, t)),
			y.subarray(0, t),
		);
		let forecast = 0;
		let spread = 1;
		for (let i = 0; i < count; i++) {
			forecast += columns[i]![t]! * coefficients[i]!;
			for (let j = 0; j < count; j++)
				spread += columns[i]![t]! * columns[j]![t]! * unscaledCovariance[i]![j]!;
		}
		recursive[t - count] = (y[t]! - forecast) / Math.sqrt(spread);
	}
	return recursive;
}

/**
 * Whether the coefficients stay through the sample: sums of recursive residuals over s√(T − k), from 0; the statistic is their largest
 * distance from zero beside the line 1 + 2·share of the way; its tail by Brown, Durbin and Evans (1975) as Zeileis et al. (2002) give it.
 */
export function cusum(regression: Regression): { statistic: number; p: number; process: Float64Array } {
	const w = recursiveResiduals(regression);
	const n = w.length;
	const middle = w.reduce((sum, x) => sum + x, 0) / n;
	const deviation = Math.sqrt(w.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (n - 1));
	const process = new Float64Array(n + 1);
	let statistic = 0;
	for (let t = 1; t <= n; t++) {
		process[t] = process[t - 1]! + w[t - 1]! / (deviation * Math.sqrt(n));
		statistic = Math.max(statistic, Math.abs(process[t]!) / (1 + (2 * t) / n));
	}
	return { statistic, p: tail(statistic), process };
}

function tail(x: number): number {
	if (x < 0.3) return 1 - 0.1464 * x;
	const first = normalAbove(3 * x) + Math.exp(-4 * x * x) * (1 - normalAbove(x) - normalAbove(5 * x));
	return 2 * (first - Math.exp(-16 * x * x) * normalAbove(x));
}
