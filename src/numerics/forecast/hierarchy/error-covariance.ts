/** How the errors of the base forecasts of n series hang together: n rows of n. */
export type Covariance = Float64Array[];

/** Σ = R'R/T of errors of one step ahead, not centred. @param residuals T rows of n */
export function sampleCovariance(residuals: readonly ArrayLike<number>[]): Covariance {
	const T = residuals.length;
	const n = residuals[0]?.length ?? 0;
	return Array.from({ length: n }, (_, i) =>
		Float64Array.from({ length: n }, (_, j) => {
			let sum = 0;
			for (const row of residuals) sum += row[i]! * row[j]!;
			return sum / T;
		}),
	);
}

/**
 * The sample covariance drawn to its diagonal by the share λ that Schäfer and Strimmer (2005) find in the data:
 * λ = Σ var(r(ij)) / Σ r(ij)², i ≠ j, between 0 and 1, r the correlations of errors scaled to one.
 * @param residuals T ≥ 2 rows of n
 */
export function shrunkCovariance(residuals: readonly ArrayLike<number>[]): {
	covariance: Covariance;
	intensity: number;
} {
	const T = residuals.length;
	const sample = sampleCovariance(residuals);
	const n = sample.length;
	let variances = 0;
	let squares = 0;
	for (let i = 0; i < n; i++)
		for (let j = 0; j < n; j++) {
			const scale = Math.sqrt(sample[i]![i]! * sample[j]![j]!);
			if (i === j || scale === 0) continue;
			let sum = 0;
			let sumOfSquares = 0;
			for (const row of residuals) {
				const product = (row[i]! * row[j]!) / scale;
				sum += product;
				sumOfSquares += product * product;
			}
			variances += (sumOfSquares - (sum * sum) / T) / (T * (T - 1));
			squares += (sum / T) ** 2;
		}
	const intensity = squares > 0 ? Math.min(1, Math.max(0, variances / squares)) : 1;
	const covariance = sample.map((row, i) => row.map((x, j) => (i === j ? x : (1 - intensity) * x)));
	return { covariance, intensity };
}

/** Only the variances on the diagonal. */
export function diagonalCovariance(variances: ArrayLike<number>): Covariance {
	return Array.from({ length: variances.length }, (_, i) =>
		Float64Array.from({ length: variances.length }, (_, j) => (i === j ? variances[i]! : 0)),
	);
}
