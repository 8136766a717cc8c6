/**
 * Σe²/n + 2/n·Σ(1 − i/(lag + 1))·Σe(t)e(t−i): the variance of the sum of errors that follow one another, with Bartlett's weights
 * (Newey and West 1987).
 */
export function longRunVariance(residuals: Float64Array, lag: number): number {
	const n = residuals.length;
	let sum = 0;
	for (const e of residuals) sum += e * e;
	for (let i = 1; i <= Math.min(lag, n - 1); i++) {
		let product = 0;
		for (let t = i; t < n; t++) product += residuals[t]! * residuals[t - i]!;
		sum += 2 * (1 - i / (lag + 1)) * product;
	}
	return sum / n;
}
