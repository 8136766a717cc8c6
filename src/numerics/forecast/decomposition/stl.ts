import { localFit, loess, type Smoother } from './loess.ts';

export type StlOptions = {
	/** Years of a subseries that its smoothing looks at, or the same season throughout. */
	seasonWindow: number | 'periodic';
	/** Bisquare weights take away what outliers do: 15 rounds of them instead of none. */
	robust?: boolean;
	trendWindow?: number;
	lowPassWindow?: number;
	seasonDegree?: 0 | 1;
	trendDegree?: 0 | 1;
	inner?: number;
	outer?: number;
};

export type Decomposition = { seasonal: Float64Array; trend: Float64Array; remainder: Float64Array };

/**
 * Season, trend and remainder by loess (Cleveland, Cleveland, McRae and Terpenning 1990), windows and steps as R's `stl` has them.
 * @param y T numbers without gaps, more than two periods of them
 * @param period observations in a season, 2 at least
 * @throws RangeError when there are not more than two seasons
 */
export function stl(y: Float64Array, period: number, options: StlOptions): Decomposition {
	const n = y.length;
	if (!(period >= 2) || n <= 2 * period)
		throw new RangeError(`a season of ${period} needs more than ${2 * period} observations, there are ${n}`);
	const periodic = options.seasonWindow === 'periodic';
	const seasonSpan = options.seasonWindow === 'periodic' ? 10 * n + 1 : options.seasonWindow;
	const trendSpan = options.trendWindow ?? nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / seasonSpan)));
	const trendDegree = options.trendDegree ?? 1;
	const smooth = {
		season: smootherOf(seasonSpan, periodic ? 0 : (options.seasonDegree ?? 0)),
		trend: smootherOf(trendSpan, trendDegree),
		lowPass: smootherOf(options.lowPassWindow ?? nextOdd(period), trendDegree),
	};
	const inner = options.inner ?? (options.robust ? 1 : 2);
	const outer = options.outer ?? (options.robust ? 15 : 0);
	const trend = new Float64Array(n);
	let seasonal: Float64Array = new Float64Array(n);
	let weights: Float64Array | null = null;
	const work = new Float64Array(n);
	const longer = new Float64Array(n + 2 * period);
	for (let round = 0; round <= outer; round++) {
		for (let k = 0; k < inner; k++) {
			for (let t = 0; t < n; t++) work[t] = y[t]! - trend[t]!;
			smoothSeasons(work, period, smooth.season, weights, longer);
			const averages = movingAverage(movingAverage(movingAverage(longer, period), period), 3);
			loess(averages, smooth.lowPass, null, work);
			for (let t = 0; t < n; t++) seasonal[t] = longer[period + t]! - work[t]!;
			for (let t = 0; t < n; t++) work[t] = y[t]! - seasonal[t]!;
			loess(work, smooth.trend, weights, trend);
		}
		if (round < outer) weights = robustWeights(y, trend, seasonal);
	}
	if (periodic) seasonal = cycleMeans(seasonal, period);
	const remainder = y.map((one, t) => one - trend[t]! - seasonal[t]!);
	return { seasonal, trend, remainder };
}

function smootherOf(span: number, degree: 0 | 1): Smoother {
	const odd = Math.max(3, nextOdd(span));
	return { span: odd, degree, jump: Math.ceil(odd / 10) };
}

function nextOdd(x: number): number {
	const whole = Math.round(x);
	return whole % 2 === 0 ? whole + 1 : whole;
}

/** Each subseries (all Januaries ...) smoothed, and one value more on both ends. */
function smoothSeasons(
	y: Float64Array,
	period: number,
	smoother: Smoother,
	weights: Float64Array | null,
	into: Float64Array,
): void {
	const { span, degree } = smoother;
	for (let j = 0; j < period; j++) {
		const pick = (all: Float64Array) => all.filter((_, t) => t % period === j);
		const own = pick(y);
		const robust = weights && pick(weights);
		const k = own.length;
		const smoothed = new Float64Array(k);
		loess(own, smoother, robust, smoothed);
		const before = localFit(own, span, degree, 0, 1, Math.min(span, k), robust);
		const after = localFit(own, span, degree, k + 1, Math.max(1, k - span + 1), k, robust);
		into[j] = Number.isNaN(before) ? smoothed[0]! : before;
		for (let m = 0; m < k; m++) into[(m + 1) * period + j] = smoothed[m]!;
		into[(k + 1) * period + j] = Number.isNaN(after) ? smoothed[k - 1]! : after;
	}
}

function movingAverage(x: Float64Array, length: number): Float64Array {
	const means = new Float64Array(x.length - length + 1);
	let sum = 0;
	for (let i = 0; i < length; i++) sum += x[i]!;
	means[0] = sum / length;
	for (let i = 1; i < means.length; i++) {
		sum += x[i + length - 1]! - x[i - 1]!;
		means[i] = sum / length;
	}
	return means;
}

/** Bisquare of the remainder by six times its median. */
function robustWeights(y: Float64Array, trend: Float64Array, seasonal: Float64Array): Float64Array {
	const off = y.map((one, t) => Math.abs(one - trend[t]! - seasonal[t]!));
	const sorted = off.toSorted();
	const n = y.length;
	const wide = 3 * (sorted[n >> 1]! + sorted[n - (n >> 1) - 1]!);
	return off.map((one) => (one <= 0.001 * wide ? 1 : one <= 0.999 * wide ? (1 - (one / wide) ** 2) ** 2 : 0));
}

function cycleMeans(seasonal: Float64Array, period: number): Float64Array {
	const sums = new Float64Array(period);
	const counts = new Float64Array(period);
	for (const [t, one] of seasonal.entries()) {
		sums[t % period]! += one;
		counts[t % period]! += 1;
	}
	return seasonal.map((_, t) => sums[t % period]! / counts[t % period]!);
}
