/**
 * The season of a series by classical decomposition (R's `decompose`; Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
 * 3.4): the trend is a centred moving average of one year; what the observations are beside it is averaged by place in the year, and the
 * m figures are brought to a mean of 0 (additive) or 1 (multiplicative).
 * @param y at least 2m observations
 * @param period m ≥ 2
 * @returns m figures, the first for the first observation
 * @throws RangeError when there is less than two years
 */
export function seasonalFigures(
	y: Float64Array,
	period: number,
	type: 'additive' | 'multiplicative',
): Float64Array {
	const n = y.length;
	if (n < 2 * period) throw new RangeError('a season needs two years of observations');
	const half = Math.floor(period / 2);
	const sums = new Float64Array(period);
	const counts = new Float64Array(period);
	for (let t = half; t < n - half; t++) {
		let average = 0;
		for (let j = -half; j <= half; j++) {
			const weight = period % 2 === 0 && (j === -half || j === half) ? 0.5 : 1;
			average += weight * y[t + j]!;
		}
		average /= period;
		const place = t % period;
		sums[place]! += type === 'additive' ? y[t]! - average : y[t]! / average;
		counts[place]!++;
	}
	const figures = sums.map((sum, j) => sum / counts[j]!);
	let mean = 0;
	for (const one of figures) mean += one / period;
	return figures.map((one) => (type === 'additive' ? one - mean : one / mean));
}
