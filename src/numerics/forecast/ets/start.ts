import { leastSquares } from '../../linear/least-squares.ts';
import { seasonalFigures } from '../decomposition/classical.ts';
import type { EtsModel, EtsParameters, EtsStates } from './model.ts';

/** Of alpha, beta, gamma and phi. */
export const etsLower: EtsParameters = { alpha: 1e-4, beta: 1e-4, gamma: 1e-4, phi: 0.8 };
export const etsUpper: EtsParameters = { alpha: 0.9999, beta: 0.9999, gamma: 0.9999, phi: 0.98 };

/** Where the estimation of the smoothing parameters begins. */
export function startingParameters({ trend, damped, season, period }: EtsModel): EtsParameters {
	const between = (name: keyof EtsParameters, share: number, upper = etsUpper[name]) =>
		etsLower[name] + share * (upper - etsLower[name]);
	const alpha = between('alpha', 0.2 / (season === 'N' ? 1 : period));
	return {
		alpha,
		beta: trend === 'N' ? 0 : between('beta', 0.1, Math.min(etsUpper.beta, alpha)),
		gamma: season === 'N' ? 0 : between('gamma', 0.05, Math.min(etsUpper.gamma, 1 - alpha)),
		phi: damped ? between('phi', 0.99) : 1,
	};
}

/**
 * The first states (Hyndman, Koehler, Ord and Snyder 2008, 2.6.1): season by classical decomposition, with less than three years by a wave
 * of one year; level and trend by the line through the first ten observations, or two years, without their season.
 * The season is in the order of the year of the series.
 */
export function startingStates(y: Float64Array, model: EtsModel): EtsStates {
	const m = model.season === 'N' ? 1 : model.period;
	let adjusted = y;
	const season = new Float64Array(m);
	if (model.season !== 'N') {
		const along = seasonAlong(y, model);
		season.set(along.subarray(0, m));
		if (model.season === 'A') adjusted = y.map((x, t) => x - along[t]!);
		else {
			adjusted = y.map((x, t) => x / Math.max(along[t]!, 0.01));
			let sum = 0;
			for (let j = 1; j < m; j++) {
				season[j] = Math.max(season[j]!, 0.01);
				sum += season[j]!;
			}
			if (sum > m) for (let j = 1; j < m; j++) season[j]! /= sum + 0.01 * (m - 1);
		}
		// the first of the year is not free: the figures of a year have a fixed sum
		let others = 0;
		for (let j = 1; j < m; j++) others += season[j]!;
		season[0] = (model.season === 'M' ? m : 0) - others;
	}
	const head = adjusted.subarray(0, Math.min(Math.max(10, 2 * m), y.length));
	if (model.trend === 'N') return { level: meanOf(head), trend: 0, season };
	return { ...lineStart(head, model.trend), season };
}

function lineStart(head: Float64Array, kind: 'A' | 'M'): { level: number; trend: number } {
	const slope = slopeOf(head);
	const at0 = meanOf(head) - (slope * (head.length + 1)) / 2;
	if (kind === 'A') {
		const nothing = Math.abs(at0 + slope) < 1e-8;
		return nothing ? { level: at0 * 1.001, trend: slope * 0.999 } : { level: at0, trend: slope };
	}
	const first = Math.abs(at0 + slope) < 1e-8 ? 1e-7 : at0 + slope;
	const trend = (at0 + 2 * slope) / first;
	const level = first / trend;
	if (level < 1e-8 || trend < 1e-8)
		return { level: Math.max(head[0]!, 1e-3), trend: Math.max(head[1]! / (head[0] || 1e-8), 1e-3) };
	return { level, trend: Math.sign(trend) * Math.min(Math.abs(trend), 1e10) };
}

/** The season beside every observation. */
function seasonAlong(y: Float64Array, { season, period: m }: EtsModel): Float64Array {
	const n = y.length;
	if (n >= 3 * m) {
		const figures = seasonalFigures(y, m, season === 'A' ? 'additive' : 'multiplicative');
		return y.map((_, t) => figures[t % m]!);
	}
	const column = (of: (t: number) => number) => Float64Array.from({ length: n }, (_, t) => of(t + 1));
	const wave = [column((t) => Math.cos((2 * Math.PI * t) / m))];
	if (m > 2) wave.push(column((t) => Math.sin((2 * Math.PI * t) / m)));
	const { coefficients } = leastSquares([column(() => 1), column((t) => t), ...wave], y);
	const line = (t: number) => coefficients[0]! + coefficients[1]! * (t + 1);
	return y.map((x, t) => (season === 'A' ? x - line(t) : x / line(t)));
}

export function meanOf(x: Float64Array): number {
	let sum = 0;
	for (const one of x) sum += one;
	return sum / x.length;
}

/** Of the least-squares line through a series, by period. */
export function slopeOf(x: Float64Array): number {
	const middle = (x.length - 1) / 2;
	let cross = 0;
	let square = 0;
	for (const [t, one] of x.entries()) {
		cross += (t - middle) * one;
		square += (t - middle) ** 2;
	}
	return square === 0 ? 0 : cross / square;
}
