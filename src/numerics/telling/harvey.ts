/**
 * How much of the changes of y an equation for its level explains: 1 − (RSS/(T − k)) / (Σ(Δy − mean Δy)²/(T − 2)). Below zero: a walk with
 * drift does better. The R² of a level that trends, or that has its own past on the right, is near 1 whatever the equation (Harvey,
 * Forecasting, Structural Time Series Models and the Kalman Filter, 1989, 5.5.5).
 * @param left T numbers, T above 2: the left side over the sample
 */
export function explainedOfChanges(left: ArrayLike<number>, residualSS: number, free: number): number {
	const rows = left.length;
	const drift = (left[rows - 1]! - left[0]!) / (rows - 1);
	let total = 0;
	for (let t = 1; t < rows; t++) total += (left[t]! - left[t - 1]! - drift) ** 2;
	return 1 - residualSS / (rows - free) / (total / (rows - 2));
}

/**
 * Durbin's h = (1 − d/2)·√(T/(1 − T·var λ)), normal when errors do not hang together although y's own lag is on the right; null where it
 * has no value (Durbin 1970, Econometrica 38).
 */
export function durbinH(durbinWatson: number, observations: number, standardError: number): number | null {
	const below = 1 - observations * standardError ** 2;
	return below > 0 ? (1 - durbinWatson / 2) * Math.sqrt(observations / below) : null;
}
