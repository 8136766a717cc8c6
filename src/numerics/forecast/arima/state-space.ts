import { autocovarianceScratch, autocovariances, psiWeights } from './autocovariance.ts';
import { differencePolynomial } from './differences.ts';
import { type ArimaOrder, expandAr, expandMa } from './polynomials.ts';

/** An ARIMA as a state that moves: a ← Ta + Re, y = Za; matrices by rows, size × size. */
export type StateSpace = {
	size: number;
	phi: Float64Array;
	theta: Float64Array;
	delta: Float64Array;
	/** The part of the state that is the ARMA; after it stand the past values that differencing needs. */
	arma: number;
	/** Mean of the state now. */
	state: Float64Array;
	/** Covariance of the state now, for errors of variance 1. */
	covariance: Float64Array;
};

/** What is known of the level before the first observation: next to nothing. A variance in units of that of the errors. */
const diffuse = 1e6;

/** Errors whose variance is above this come from the start that nothing is known of; they count for nothing. */
const uncounted = 1e4;

/**
 * The model before the first observation (Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, 3.3 and
 * 4.1; Harvey and McKenzie 1982 for the differences kept in the state): the ARMA at its own covariance (Gardner, Harvey and
 * Phillips 1980), the differences at a variance of 10⁶, as R's `arima` has it.
 */
export function stateSpaceOf(order: ArimaOrder, params: ArrayLike<number>): StateSpace {
	const phi = new Float64Array(order.p + order.P * order.period);
	const theta = new Float64Array(order.q + order.Q * order.period);
	expandAr(params, order, phi);
	expandMa(params, order, theta);
	const delta = differencePolynomial(order.d, order.D, order.period);
	const arma = Math.max(phi.length, theta.length + 1);
	const size = arma + delta.length;
	const covariance = new Float64Array(size * size);
	stationaryCovariance(phi, theta, arma, size, covariance);
	for (let i = arma; i < size; i++) covariance[i * size + i] = diffuse;
	return { size, phi, theta, delta, arma, state: new Float64Array(size), covariance };
}

/** The solution of P = TPT' + RR' from autocovariances: P(i,k) follows from the first row and P(i+1,k+1). */
function stationaryCovariance(
	phi: Float64Array,
	theta: Float64Array,
	arma: number,
	size: number,
	into: Float64Array,
): void {
	const p = phi.length;
	const gamma = new Float64Array(p + 1);
	const psi = new Float64Array(arma + 1);
	psiWeights(phi, theta, psi);
	const ar = (i: number) => (i < p ? phi[i]! : 0);
	const ma = (i: number) => (i === 0 ? 1 : i <= theta.length ? theta[i - 1]! : 0);
	if (!autocovariances(phi, theta, psi, autocovarianceScratch(p), gamma))
		throw new RangeError('the autoregression is not stationary');
	for (let k = 0; k < arma; k++) {
		let sum = k === 0 ? gamma[0]! : 0;
		if (k > 0)
			for (let j = k; j < arma; j++) {
				if (j < p) sum += ar(j) * gamma[1 + j - k]!;
				sum += ma(j) * psi[j - k]!;
			}
		into[k] = into[k * size] = sum;
	}
	const first = (k: number) => (k < arma ? into[k]! : 0);
	for (let i = arma - 1; i >= 1; i--)
		for (let k = arma - 1; k >= i; k--) {
			const after = i + 1 < arma && k + 1 < arma ? into[(i + 1) * size + k + 1]! : 0;
			into[i * size + k] = into[k * size + i] =
				ar(i) * ar(k) * first(0) + ar(i) * first(k + 1) + ar(k) * first(i + 1) + after + ma(i) * ma(k);
		}
}

/** a ← Ta. */
function moveState({ size, arma, phi, delta, state }: StateSpace): void {
	const first = state[0]!;
	let level = first;
	for (let i = 0; i < delta.length; i++) level += delta[i]! * state[arma + i]!;
	for (let i = 0; i < arma; i++)
		state[i] = (i + 1 < arma ? state[i + 1]! : 0) + (i < phi.length ? phi[i]! * first : 0);
	for (let i = size - 1; i > arma; i--) state[i] = state[i - 1]!;
	if (delta.length > 0) state[arma] = level;
}

/** P ← TPT' + RR', through `scratch` (size × size). */
function moveCovariance(space: StateSpace, scratch: Float64Array): void {
	const { size, arma, phi, theta, delta, covariance } = space;
	for (let j = 0; j < size; j++) {
		const first = covariance[j]!;
		for (let i = 0; i < arma; i++)
			scratch[i * size + j] =
				(i + 1 < arma ? covariance[(i + 1) * size + j]! : 0) + (i < phi.length ? phi[i]! * first : 0);
		if (delta.length > 0) {
			let level = first;
			for (let k = 0; k < delta.length; k++)
				if (delta[k] !== 0) level += delta[k]! * covariance[(arma + k) * size + j]!;
			scratch[arma * size + j] = level;
			for (let i = arma + 1; i < size; i++) scratch[i * size + j] = covariance[(i - 1) * size + j]!;
		}
	}
	for (let i = 0; i < size; i++) {
		const row = i * size;
		const first = scratch[row]!;
		for (let j = 0; j < arma; j++)
			covariance[row + j] =
				(j + 1 < arma ? scratch[row + j + 1]! : 0) + (j < phi.length ? phi[j]! * first : 0);
		if (delta.length > 0) {
			let level = first;
			for (let k = 0; k < delta.length; k++)
				if (delta[k] !== 0) level += delta[k]! * scratch[row + arma + k]!;
			covariance[row + arma] = level;
			for (let j = arma + 1; j < size; j++) covariance[row + j] = scratch[row + j - 1]!;
		}
	}
	const ma = (i: number) => (i === 0 ? 1 : i <= theta.length ? theta[i - 1]! : 0);
	for (let i = 0; i <= theta.length; i++)
		for (let j = 0; j <= theta.length; j++) covariance[i * size + j]! += ma(i) * ma(j);
}

/** Za, what the state says of y. */
function seenIn({ arma, delta, state }: StateSpace): number {
	let sum = state[0]!;
	for (let k = 0; k < delta.length; k++) sum += delta[k]! * state[arma + k]!;
	return sum;
}

/** PZ' into `loading`; returns ZPZ'. */
function loadingOf({ size, arma, delta, covariance }: StateSpace, loading: Float64Array): number {
	for (let i = 0; i < size; i++) {
		let sum = covariance[i * size]!;
		for (let k = 0; k < delta.length; k++)
			if (delta[k] !== 0) sum += delta[k]! * covariance[i * size + arma + k]!;
		loading[i] = sum;
	}
	let gain = loading[0]!;
	for (let k = 0; k < delta.length; k++) gain += delta[k]! * loading[arma + k]!;
	return gain;
}

export type Filtered = {
	/** Standardised errors v/√F, NaN where y is missing. */
	residuals: Float64Array;
	sumOfSquares: number;
	/** Σ ln F. */
	logVariances: number;
	counted: number;
};

/** Kalman's filter over y (NaN where missing); the state is left as after the last observation. */
export function filter(space: StateSpace, y: Float64Array): Filtered {
	const { size, state, covariance } = space;
	const scratch = new Float64Array(size * size);
	const loading = new Float64Array(size);
	const residuals = new Float64Array(y.length);
	let sumOfSquares = 0;
	let logVariances = 0;
	let counted = 0;
	for (let t = 0; t < y.length; t++) {
		moveState(space);
		if (t > 0) moveCovariance(space, scratch);
		if (Number.isNaN(y[t]!)) {
			residuals[t] = Number.NaN;
			continue;
		}
		const error = y[t]! - seenIn(space);
		const gain = Math.max(loadingOf(space, loading), 1e-12);
		if (gain < uncounted) {
			counted++;
			sumOfSquares += (error * error) / gain;
			logVariances += Math.log(gain);
		}
		residuals[t] = error / Math.sqrt(gain);
		for (let i = 0; i < size; i++) state[i]! += (loading[i]! * error) / gain;
		for (let i = 0; i < size; i++)
			for (let j = 0; j < size; j++) covariance[i * size + j]! -= (loading[i]! * loading[j]!) / gain;
	}
	return { residuals, sumOfSquares, logVariances, counted };
}

/** Means and variances (for errors of variance 1) of the next values; the state is moved on a copy. */
export function predict(from: StateSpace, horizon: number): { mean: Float64Array; variance: Float64Array } {
	const space = { ...from, state: from.state.slice(), covariance: from.covariance.slice() };
	const scratch = new Float64Array(space.size * space.size);
	const loading = new Float64Array(space.size);
	const mean = new Float64Array(horizon);
	const variance = new Float64Array(horizon);
	for (let h = 0; h < horizon; h++) {
		moveState(space);
		moveCovariance(space, scratch);
		mean[h] = seenIn(space);
		variance[h] = Math.max(0, loadingOf(space, loading));
	}
	return { mean, variance };
}
