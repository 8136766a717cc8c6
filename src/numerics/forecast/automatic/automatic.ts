import { studentQuantile } from '../../distributions/quantiles.ts';
import { fillGaps } from '../fill-gaps.ts';
import { type Limits, within } from '../limits.ts';
import { naive } from '../naive.ts';
import { boundsOf, type Forecast, type Series, seasonOf, usualLevels } from '../series.ts';
import { arimaFamily } from './arima-family.ts';
import { etsFamily, type Family, oneError, type Part, thetaFamily, withLongSeasons } from './families.ts';

export type Automatic = {
	forecast: Forecast;
	/** Whose mean it is: the names of the methods and models. */
	methods: string[];
	/** Methods that could not be used, or went where no forecast can be believed. */
	leftOut: { method: string; reason: string }[];
	/** Why not the usual combination: nothing moves, too few observations for it, or no method could follow the series. */
	fallback?: 'constant' | 'short' | 'naive';
	/** Observations that were missing and are filled. */
	filled: number;
};

export type AutomaticOptions = { levels?: readonly number[]; limits?: Limits };

/** Of less nothing can be said: at least three observations are needed. */
export class SeriesTooShort extends Error {
	readonly observations: number;
	constructor(observations: number) {
		super(`the series is too short for a forecast: ${observations} of at least 3 observations`);
		this.name = 'SeriesTooShort';
		this.observations = observations;
	}
}

type Member = Part & { family: string };

const families: Readonly<Record<string, Family>> = {
	theta: thetaFamily,
	ets: withLongSeasons(etsFamily),
	arima: withLongSeasons(arimaFamily),
};

/** Numbers that a method estimates and chooses, roughly: level, trend, their smoothing, damping, season or not, kind of errors, logarithms, the mean. */
const estimated = 9;

/** Series that are shorter have the quantiles of this length: what is left of them would know no bounds. */
const shortest = 14;

/** The mean of methods misses by a little less than they do. */
const gainOfMean = 0.9;

/** A standard error, by the range of the series, that is nothing but rounding. */
const exactBelow = 1e-7;

/** Fewer observations have no combination, only the last value. */
const leastForMethods = 4;

/**
 * The forecast that is given when nobody asks for a method: the plain mean of the optimised Theta model and automatic ARIMA, each on the
 * series and with a year of periods also on logarithms, and the models of exponential smoothing weighed by AICc. Means of such unlike methods beat each
 * of them (Makridakis and Hibon 2000; Petropoulos and Svetunkov 2020).
 * The standard error has two parts: that of the methods (their geometric mean; of a family that was put on logarithms the one from there)
 * and how far they differ; the bounds are of Student's t with n − 9 degrees of freedom, by √(n/(n − 9)) for what was estimated and 0.9
 * for what a mean gains.
 * @param series at least 3 observations; gaps are filled, those at the end forecast
 * @throws SeriesTooShort
 */
export function automaticForecast(
	series: Series,
	horizon: number,
	{ levels = usualLevels, limits = {} }: AutomaticOptions = {},
): Automatic {
	const period = seasonOf(series);
	const { values, ahead } = ofObserved(series.values);
	const gaps = values.filter(Number.isNaN).length;
	if (values.length - gaps < 3) throw new SeriesTooShort(values.length - gaps);
	const y = fillGaps(values, period);
	const found = combine(y, period, ahead + horizon, levels);
	const cut = ({ mean, bounds }: Forecast): Forecast => ({
		mean: mean.subarray(ahead),
		bounds: bounds.map((one) => ({
			level: one.level,
			lower: one.lower.subarray(ahead),
			upper: one.upper.subarray(ahead),
		})),
	});
	return { ...found, forecast: within(cut(found.forecast), limits), filled: gaps };
}

/** From the first to the last observation, and how many missing ones follow; what is not finite is missing. */
function ofObserved(given: Float64Array): { values: Float64Array; ahead: number } {
	const values = given.map((one) => (Number.isFinite(one) ? one : Number.NaN));
	let from = 0;
	let to = values.length;
	while (from < to && Number.isNaN(values[from]!)) from++;
	while (to > from && Number.isNaN(values[to - 1]!)) to--;
	return { values: values.subarray(from, to), ahead: values.length - to };
}

function combine(
	y: Float64Array,
	period: number,
	horizon: number,
	levels: readonly number[],
): Omit<Automatic, 'filled'> {
	const constant = y.every((one) => one === y[0]);
	if (constant || y.length < leastForMethods)
		return last(y, horizon, levels, constant ? 'constant' : 'short', []);
	const parts: Member[] = [];
	const leftOut: Automatic['leftOut'] = [];
	for (const [family, forecast] of Object.entries(families)) {
		const found = tried(() => forecast(y, period, horizon));
		if (typeof found === 'string') leftOut.push({ method: family, reason: found });
		else
			for (const part of found)
				if (isPlausible(part, y)) parts.push({ family, ...part });
				else
					leftOut.push({ method: part.name, reason: 'its forecasts leave the range that can be believed' });
	}
	if (parts.length === 0) return last(y, horizon, levels, 'naive', leftOut);
	// what follows the series without an error is believed alone
	const exact = parts.filter((one) => one.se[0]! < exactBelow * rangeOf(y));
	const used = exact.length > 0 ? exact : parts;
	const { mean, se } = meanOfParts(used);
	const quantile = quantileFor(y.length);
	return { forecast: boundsOf(mean, se, levels, quantile), methods: used.map((one) => one.name), leftOut };
}

/** A method's forecast, or why there is none: short, exact and broken series are refused by some. */
function tried(forecast: () => Part[]): Part[] | string {
	try {
		return forecast();
	} catch (error) {
		if (error instanceof Error) return error.message;
		throw error;
	}
}

function meanOfParts(parts: readonly Member[]): { mean: Float64Array; se: Float64Array } {
	const h = parts[0]!.mean.length;
	const mean = new Float64Array(h);
	const se = new Float64Array(h);
	const inLogs = new Set(parts.filter((one) => one.logs).map((one) => one.family));
	const spreads = parts.filter((one) => one.logs || !inLogs.has(one.family));
	for (let i = 0; i < h; i++) {
		let logs = 0;
		for (const part of parts) mean[i]! += part.mean[i]! / parts.length;
		for (const part of spreads) logs += Math.log(part.se[i]!) / spreads.length;
		let between = 0;
		for (const part of parts) between += (part.mean[i]! - mean[i]!) ** 2 / parts.length;
		se[i] = gainOfMean * Math.sqrt(Math.exp(2 * logs) + between);
	}
	return { mean, se };
}

function quantileFor(n: number): (p: number) => number {
	const size = Math.max(n, shortest);
	const df = size - estimated;
	const wider = Math.sqrt(size / df);
	return (p) => wider * studentQuantile(p, df);
}

/**
 * Whether means and standard errors are such as can be believed: not farther from what was seen than three times its range, or that of as
 * long a time as is forecast.
 */
function isPlausible({ mean, se }: Part, y: Float64Array): boolean {
	const room = 3 * rangeOf(y) * Math.max(1, mean.length / y.length);
	const least = Math.min(...y) - room;
	const most = Math.max(...y) + room;
	return mean.every((one) => one >= least && one <= most) && se.every((one) => one >= 0 && one <= room);
}

function rangeOf(y: Float64Array): number {
	return Math.max(...y) - Math.min(...y);
}

/** The last value goes on. */
function last(
	y: Float64Array,
	horizon: number,
	levels: readonly number[],
	fallback: NonNullable<Automatic['fallback']>,
	leftOut: Automatic['leftOut'],
): Omit<Automatic, 'filled'> {
	const one = naive({ values: y, frequency: 1 }, horizon, [oneError]);
	const se = one.bounds[0]!.upper.map((upper, i) => upper - one.mean[i]!);
	return {
		forecast: boundsOf(one.mean, se, levels, quantileFor(y.length)),
		methods: ['naive'],
		leftOut,
		fallback,
	};
}
