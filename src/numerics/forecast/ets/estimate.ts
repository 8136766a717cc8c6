import { nelderMead } from '../nelder-mead.ts';
import { isAdmissible } from './bounds.ts';
import { type EtsModel, type EtsParameters, type EtsStates, etsFreedom } from './model.ts';
import { type EtsRun, etsRun, runEts, statesAfter } from './recursion.ts';
import { startingParameters, startingStates } from './start.ts';

export type EtsFit = {
	model: EtsModel;
	parameters: EtsParameters;
	/** Before the first observation; season[0] belongs to the first observation. */
	initial: EtsStates;
	/** After the last observation; season[0] belongs to the next one. */
	last: EtsStates;
	/** Without constants: −n/2 ln Σe² − Σ ln|f|, the second sum for multiplicative errors only. */
	logLik: number;
	aic: number;
	/** Infinite when there are too few observations for it. */
	aicc: number;
	bic: number;
	/** Σe²/(n − k), e relative for multiplicative errors, k as `etsFreedom`. */
	sigma2: number;
	/** Mean of (y − f)². */
	mse: number;
	fitted: Float64Array;
	/** y − f, or (y − f)/f. */
	errors: Float64Array;
};

/** The observations are too few, or not of the kind that the model is for. */
export class EtsImpossible extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'EtsImpossible';
	}
}

/** The model with the parameters and initial states that are given, run through the series (no gaps). */
export function etsWith(
	y: Float64Array,
	model: EtsModel,
	parameters: EtsParameters,
	initial: EtsStates,
): EtsFit {
	const run = etsRun(y.length, model);
	run.level = initial.level;
	run.trend = initial.trend;
	run.season.set(initial.season.subarray(0, run.season.length));
	const { alpha, beta, gamma, phi } = parameters;
	return fitOf(y, model, parameters, initial, run, runEts(run, y, model, alpha, beta, gamma, phi));
}

/**
 * Maximum likelihood of an exponential smoothing model: smoothing parameters and initial states together, by the simplex of Nelder and
 * Mead from the start and within the bounds of Hyndman, Koehler, Ord and Snyder (2008, 2.6 and 5.1; R package forecast 8.20, `ets`).
 * @param y n numbers without gaps; positive for multiplicative errors or seasons
 * @param criterion what is least: −2 ln L, or the mean of squared misses as Holt and the simple method use
 * @throws EtsImpossible when there are too few observations (one more than numbers to estimate is needed), a relative error meets
 *   values that are not positive, or the start cannot be run
 */
export function estimateEts(
	y: Float64Array,
	model: EtsModel,
	{ criterion = 'likelihood' }: { criterion?: 'likelihood' | 'mse' } = {},
): EtsFit {
	const { trend, damped, season, error } = model;
	const n = y.length;
	const hasTrend = trend !== 'N';
	const m = season === 'N' ? 0 : model.period;
	if (n <= etsFreedom(model) + 1)
		throw new EtsImpossible(`${n} observations are too few for ${etsFreedom(model)} numbers`);
	if ((error === 'M' || season === 'M') && y.some((x) => !(x > 0)))
		throw new EtsImpossible('relative errors and seasons need positive values');
	const start = startingParameters(model);
	const states = startingStates(y, model);
	const vector = [start.alpha];
	if (hasTrend) vector.push(start.beta);
	if (m > 0) vector.push(start.gamma);
	if (damped) vector.push(start.phi);
	const firstState = vector.length;
	vector.push(states.level);
	if (hasTrend) vector.push(states.trend);
	// the figure of the first observation follows from the others
	for (let j = m - 1; j >= 1; j--) vector.push(states.season[j]!);

	const run = etsRun(n, model);
	const room = new Float64Array(m + 2);
	const now: EtsParameters = { alpha: 0, beta: 0, gamma: 0, phi: 1 };
	/** Puts a vector into the run; false when it is out of bounds. */
	const take = (x: Float64Array): boolean => {
		let i = 0;
		now.alpha = x[i++]!;
		if (hasTrend) now.beta = x[i++]!;
		if (m > 0) now.gamma = x[i++]!;
		if (damped) now.phi = x[i++]!;
		run.level = x[i++]!;
		run.trend = hasTrend ? x[i++]! : 0;
		if (m === 0) return true;
		let sum = 0;
		let smallest = Number.POSITIVE_INFINITY;
		for (let j = m - 1; j >= 1; j--) {
			const figure = x[i++]!;
			run.season[j] = figure;
			sum += figure;
			if (figure < smallest) smallest = figure;
		}
		const first = (season === 'M' ? m : 0) - sum;
		run.season[0] = first;
		return season !== 'M' || (smallest >= 0 && first >= 0);
	};
	const target = (x: Float64Array): number => {
		if (!take(x)) return Number.POSITIVE_INFINITY;
		const { alpha, beta, gamma, phi } = now;
		if (!isAdmissible(model, alpha, beta, gamma, phi, room)) return Number.POSITIVE_INFINITY;
		const deviance = runEts(run, y, model, alpha, beta, gamma, phi);
		return criterion === 'mse' ? run.squaredMisses / n : deviance;
	};
	const from = Float64Array.from(vector);
	if (!Number.isFinite(target(from))) throw new EtsImpossible('the model cannot follow this series');
	const { point } = nelderMead(target, from);
	take(point);
	const initial = {
		level: point[firstState]!,
		trend: hasTrend ? point[firstState + 1]! : 0,
		season: run.season.slice(),
	};
	const { alpha, beta, gamma, phi } = now;
	return fitOf(y, model, { ...now }, initial, run, runEts(run, y, model, alpha, beta, gamma, phi));
}

function fitOf(
	y: Float64Array,
	model: EtsModel,
	parameters: EtsParameters,
	initial: EtsStates,
	run: EtsRun,
	deviance: number,
): EtsFit {
	const n = y.length;
	const estimated = etsFreedom(model);
	const k = estimated + 1;
	return {
		model,
		parameters,
		initial: { ...initial, season: initial.season.slice(0, run.season.length) },
		last: statesAfter(run, n),
		logLik: -deviance / 2,
		aic: deviance + 2 * k,
		aicc: n > k + 1 ? deviance + 2 * k + (2 * k * (k + 1)) / (n - k - 1) : Number.POSITIVE_INFINITY,
		bic: deviance + Math.log(n) * k,
		sigma2: run.sumOfSquares / Math.max(1, n - estimated),
		mse: run.squaredMisses / n,
		fitted: run.fitted,
		errors: run.errors,
	};
}
