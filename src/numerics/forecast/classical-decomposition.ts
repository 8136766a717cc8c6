export type SeasonType = 'additive' | 'multiplicative';

/**
 * The season of a series by classical decomposition (R's `decompose`; Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
 * 3.4): the trend is a centred moving average of one year; what the observations are beside it is averaged by place in the year, and the
 * m figures are brought to a mean of 0 (additive) or 1 (multiplicative).
 * @param y at least 2m observations
 * @param period m ≥ 2
 * @returns m figures, the first for the first observation
 * @throws RangeError when there is less than two years
 */
export function seasonalFigures(y: Float64Array, period: number, type: SeasonType): Float64Array {
	return figuresOf(besideTrend(y, period, type), period, type);
}

/**
 * The same figures drawn towards no season by what of them is chance (James and Stein; Miller and Williams 2003, who show that forecasts
 * gain by it): by the share W = (m − 3)/(m − 1) · V/A, V the variance of a figure as the years differ, A that of the figures.
 */
export function shrunkFigures(y: Float64Array, period: number, type: SeasonType): Float64Array {
	const beside = besideTrend(y, period, type);
	const figures = figuresOf(beside, period, type);
	if (period < 4) return figures;
	const none = type === 'additive' ? 0 : 1;
	let squares = 0;
	let count = 0;
	for (const [t, one] of beside.entries()) {
		if (Number.isNaN(one)) continue;
		squares += (one - figures[t % period]!) ** 2;
		count++;
	}
	const spread = figures.reduce((sum, one) => sum + (one - none) ** 2, 0) / (period - 1);
	if (count <= period || spread === 0) return figures;
	const chance = squares / (count - period) / (count / period);
	const drawn = Math.min(1, (((period - 3) / (period - 1)) * chance) / spread);
	return figures.map((one) => none + (1 - drawn) * (one - none));
}

/** The series less, or by, its moving average of a year; NaN half a year from the ends. */
function besideTrend(y: Float64Array, period: number, type: SeasonType): Float64Array {
	const n = y.length;
	if (n < 2 * period) throw new RangeError('a season needs two years of observations');
	const half = Math.floor(period / 2);
	const beside = new Float64Array(n).fill(Number.NaN);
	for (let t = half; t < n - half; t++) {
		let average = 0;
		for (let j = -half; j <= half; j++) {
			const weight = period % 2 === 0 && (j === -half || j === half) ? 0.5 : 1;
			average += weight * y[t + j]!;
		}
		average /= period;
		beside[t] = type === 'additive' ? y[t]! - average : y[t]! / average;
	}
	return beside;
}

function figuresOf(beside: Float64Array, period: number, type: SeasonType): Float64Array {
	const sums = new Float64Array(period);
	const counts = new Float64Array(period);
	for (const [t, one] of beside.entries()) {
		if (Number.isNaN(one)) continue;
		sums[t % period]! += one;
		counts[t % period]!++;
	}
	const figures = sums.map((sum, j) => sum / counts[j]!);
	let mean = 0;
	for (const one of figures) mean += one / period;
	return figures.map((one) => (type === 'additive' ? one - mean : one / mean));
}
