export type SeasonType = 'additive' | 'multiplicative';

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
 * Classical decomposition (Persons 1919; Kendall and Stuart, The Advanced Theory of Statistics, vol. 3; R's `decompose`): a centred moving
 * average of one season, the mean of what it leaves at each place of the season, brought to mean 0 or 1.
 * @param y T numbers, NaN where missing
 * @throws RangeError when there are less than two seasons
 */
export function classicalDecomposition(
	y: Float64Array,
	period: number,
	type: SeasonType,
): ClassicalDecomposition {
	const trend = movingAverage(y, period);
	const figure = figuresOf(besideTrend(y, trend, type), period, type);
	const seasonal = y.map((_, t) => figure[t % period]!);
	const random = y.map((one, t) =>
		type === 'multiplicative' ? one / (trend[t]! * seasonal[t]!) : one - trend[t]! - seasonal[t]!,
	);
	return { figure, seasonal, trend, random };
}

/** The figures alone: m, the first for the first observation. @throws RangeError when there are less than two seasons */
export function seasonalFigures(y: Float64Array, period: number, type: SeasonType): Float64Array {
	return figuresOf(besideTrend(y, movingAverage(y, period), type), period, type);
}

/**
 * The same figures drawn towards no season by what of them is chance (James and Stein; Miller and Williams 2003, who show that forecasts
 * gain by it): by the share W = (m − 3)/(m − 1) · V/A, V the variance of a figure as the years differ, A that of the figures.
 */
export function shrunkFigures(y: Float64Array, period: number, type: SeasonType): Float64Array {
	const beside = besideTrend(y, movingAverage(y, period), type);
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

/** Over one season, centred; NaN half a season from the ends. */
function movingAverage(y: Float64Array, period: number): Float64Array {
	const n = y.length;
	if (!(period >= 2) || n < 2 * period)
		throw new RangeError(`a season of ${period} needs ${2 * period} observations, there are ${n}`);
	const half = period >> 1;
	const average = new Float64Array(n).fill(Number.NaN);
	for (let t = half; t < n - half; t++) {
		let sum = 0;
		for (let k = -half; k <= half; k++)
			sum += (period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1) * y[t + k]!;
		average[t] = sum / period;
	}
	return average;
}

/** The series less, or by, its trend. */
function besideTrend(y: Float64Array, trend: Float64Array, type: SeasonType): Float64Array {
	return y.map((one, t) => (type === 'additive' ? one - trend[t]! : one / trend[t]!));
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
