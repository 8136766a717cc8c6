export type ClassicalDecomposition = {
	/** The season's figure, from the place of the first observation; its mean is 0 (additive) or 1 (multiplicative). */
	figure: Float64Array;
	seasonal: Float64Array;
	/** A moving average over one season; NaN at both ends. */
	trend: Float64Array;
	/** What is left: y − trend − seasonal, or y/(trend·seasonal). */
	random: Float64Array;
};

/**
 * Classical decomposition (Persons 1919; Kendall and Stuart, The Advanced Theory of Statistics, vol. 3): a centred moving average of
 * one season, the mean of what it leaves at each place of the season, brought to mean 0 or 1.
 * @param y T numbers, NaN where missing
 * @throws RangeError when there are less than two seasons
 */
export function classicalDecomposition(
	y: Float64Array,
	period: number,
	type: 'additive' | 'multiplicative',
): ClassicalDecomposition {
	const n = y.length;
	if (!(period >= 2) || n < 2 * period)
		throw new RangeError(`a season of ${period} needs ${2 * period} observations, there are ${n}`);
	const multiplies = type === 'multiplicative';
	const half = period >> 1;
	const trend = new Float64Array(n).fill(Number.NaN);
	for (let t = half; t < n - half; t++) {
		let sum = 0;
		for (let k = -half; k <= half; k++)
			sum += (period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1) * y[t + k]!;
		trend[t] = sum / period;
	}
	const sums = new Float64Array(period);
	const counts = new Float64Array(period);
	for (let t = 0; t < n; t++) {
		const left = multiplies ? y[t]! / trend[t]! : y[t]! - trend[t]!;
		if (Number.isNaN(left)) continue;
		sums[t % period]! += left;
		counts[t % period]! += 1;
	}
	const figure = sums.map((sum, j) => sum / counts[j]!);
	const middle = figure.reduce((sum, one) => sum + one, 0) / period;
	for (let j = 0; j < period; j++) figure[j] = multiplies ? figure[j]! / middle : figure[j]! - middle;
	const seasonal = y.map((_, t) => figure[t % period]!);
	const random = y.map((one, t) =>
		multiplies ? one / (trend[t]! * seasonal[t]!) : one - trend[t]! - seasonal[t]!,
	);
	return { figure, seasonal, trend, random };
}
