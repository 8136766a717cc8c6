import type { EtsModel, EtsParameters, EtsStates } from './model.ts';

/** What a run through the series leaves; made once, used for every run of an estimation. */
export type EtsRun = {
	/** Σ e², of relative errors where the error is multiplicative. */
	sumOfSquares: number;
	/** Σ ln|f| over the one-step forecasts where the error is multiplicative, else 0. */
	sumOfLogs: number;
	/** Σ (y − f)². */
	squaredMisses: number;
	level: number;
	trend: number;
	/** In the order of the year of the series: place t mod m. Before the run the initial season, after it the last. */
	season: Float64Array;
	/** One-step forecasts. */
	fitted: Float64Array;
	/** y − f, or (y − f)/f where the error is multiplicative. */
	errors: Float64Array;
};

/** Nothing is divided by less. */
const least = 1e-10;
const huge = 1e10;

export function etsRun(length: number, model: EtsModel): EtsRun {
	return {
		sumOfSquares: 0,
		sumOfLogs: 0,
		squaredMisses: 0,
		level: 0,
		trend: 0,
		season: new Float64Array(model.season === 'N' ? 1 : model.period),
		fitted: new Float64Array(length),
		errors: new Float64Array(length),
	};
}

/**
 * The recursion of exponential smoothing in error-correction form (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential
 * Smoothing, 2008, tables 2.2 and 2.3; the state updates of R package forecast):
 *   q = l + φb (l·b^φ with a multiplicative trend), f = q + s or q·s;
 *   l' = q + α(p − q), p the observation without its season; b' = φb + (β/α)(l' − l − φb); s' = s + γ(y − q − s), or with y/q.
 * Nothing is allocated. From the levels of `run` and its season (place t mod m) to those after the last observation.
 * @returns −2 ln L without constants: n ln Σe² + 2 Σ ln|f|, infinite where the model cannot follow
 */
export function runEts(
	run: EtsRun,
	y: Float64Array,
	model: EtsModel,
	alpha: number,
	beta: number,
	gamma: number,
	phi: number,
): number {
	const { season, fitted, errors } = run;
	const n = y.length;
	const relative = model.error === 'M';
	const trendKind = model.trend === 'N' ? 0 : model.trend === 'A' ? 1 : 2;
	const seasonKind = model.season === 'N' ? 0 : model.season === 'A' ? 1 : 2;
	const ratio = trendKind === 0 ? 0 : beta / alpha;
	const m = season.length;
	let level = run.level;
	let trend = run.trend;
	let squares = 0;
	let misses = 0;
	let logs = 0;
	// the product of many forecasts needs one logarithm; taken before it leaves the range of doubles
	let product = 1;
	for (let t = 0, place = 0; t < n; t++, place++) {
		if (place === m) place = 0;
		const observed = y[t]!;
		const before = level;
		let carried = 0;
		let q = level;
		if (trendKind === 1) {
			carried = phi * trend;
			q += carried;
		} else if (trendKind === 2) {
			if (trend < 0) return Number.POSITIVE_INFINITY;
			carried = phi === 1 ? trend : trend ** phi;
			q *= carried;
		}
		let forecast = q;
		let adjusted = observed;
		if (seasonKind === 1) {
			forecast += season[place]!;
			adjusted -= season[place]!;
		} else if (seasonKind === 2) {
			forecast *= season[place]!;
			adjusted = Math.abs(season[place]!) < least ? huge : observed / season[place]!;
		}
		let error = observed - forecast;
		misses += error * error;
		if (relative) {
			error /= Math.abs(forecast) < least ? forecast + least : forecast;
			product *= Math.abs(forecast);
			if (!(product > 1e-200 && product < 1e200)) {
				logs += Math.log(product);
				product = 1;
			}
		}
		fitted[t] = forecast;
		errors[t] = error;
		squares += error * error;
		level = q + alpha * (adjusted - q);
		if (trendKind === 1) trend = carried + ratio * (level - before - carried);
		else if (trendKind === 2) {
			const growth = Math.abs(before) < least ? huge : level / before;
			trend = carried + ratio * (growth - carried);
		}
		if (seasonKind === 1) season[place]! += gamma * (observed - q - season[place]!);
		else if (seasonKind === 2) {
			const factor = Math.abs(q) < least ? huge : observed / q;
			season[place]! += gamma * (factor - season[place]!);
		}
	}
	run.level = level;
	run.trend = trend;
	run.sumOfSquares = squares;
	run.squaredMisses = misses;
	run.sumOfLogs = relative ? logs + Math.log(product) : 0;
	const deviance = n * Math.log(squares) + 2 * run.sumOfLogs;
	// a perfect fit has no likelihood; what is less is as good as perfect
	return Number.isNaN(deviance) ? Number.POSITIVE_INFINITY : Math.max(deviance, -1e10);
}

/** The states after a run of `length` observations, those of the season in the order in which they come next. */
export function statesAfter(run: EtsRun, length: number): EtsStates {
	const { season, level, trend } = run;
	const m = season.length;
	return { level, trend, season: Float64Array.from({ length: m }, (_, j) => season[(length + j) % m]!) };
}

/** Point forecasts of h periods from the last states: the recursion with errors of zero. */
export function etsMeans(
	model: EtsModel,
	{ phi }: EtsParameters,
	states: EtsStates,
	h: number,
): Float64Array {
	const { level, trend, season } = states;
	let damped = 0;
	let factor = 1;
	return Float64Array.from({ length: h }, (_, j) => {
		factor *= phi;
		damped += factor;
		const base =
			model.trend === 'N' ? level : model.trend === 'A' ? level + damped * trend : level * trend ** damped;
		const own = season[j % season.length]!;
		return model.season === 'N' ? base : model.season === 'A' ? base + own : base * own;
	});
}
