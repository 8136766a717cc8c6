import { stl } from '../decomposition/stl.ts';
import { kpss } from '../unit-roots/kpss.ts';
import { difference } from './differences.ts';

/** A season stronger than this is differenced; the threshold was found on the M3 series (R's `nsdiffs`). */
const strongSeason = 0.64;

/** Whether all that is seen is one value. */
export function isConstant(y: Float64Array): boolean {
	let first = Number.NaN;
	for (const one of y) {
		if (Number.isNaN(one)) continue;
		if (Number.isNaN(first)) first = one;
		else if (Math.abs(one - first) > 1e-10 * Math.max(Math.abs(first), Math.abs(one))) return false;
	}
	return true;
}

/**
 * max(0, 1 − var(R)/var(S + R)) of a decomposition by STL with a window of 11 years (Wang, Smith and Hyndman 2006). 0 where there are
 * not more than two seasons.
 * @param y T numbers without gaps
 */
export function seasonalStrength(y: Float64Array, period: number): number {
	if (y.length <= 2 * period || period < 2) return 0;
	const { seasonal, remainder } = stl(y, period, { seasonWindow: 11 });
	const both = varianceOf(remainder.map((one, t) => one + seasonal[t]!));
	return both > 0 ? Math.max(0, Math.min(1, 1 - varianceOf(remainder) / both)) : 0;
}

/** 1 when the season is strong enough to be differenced, else 0 (R's `nsdiffs`). Gaps are bridged first. */
export function seasonalDifferences(y: Float64Array, period: number): number {
	if (isConstant(y) || period >= y.length) return 0;
	return seasonalStrength(bridged(y, period), period) > strongSeason ? 1 : 0;
}

/**
 * How often to difference until the test of KPSS finds a level at 5 % (Hyndman and Khandakar 2008, 3.1; R's `ndiffs`), 2 at most.
 */
export function ordinaryDifferences(y: Float64Array, most = 2): number {
	let x: Float64Array = y.filter((one) => !Number.isNaN(one));
	if (isConstant(x)) return 0;
	let d = 0;
	for (;;) {
		if (x.length < 3) return d;
		const { statistic, criticalValues } = kpss(x, 'mu', Math.trunc((3 * Math.sqrt(x.length)) / 13));
		if (!(statistic > criticalValues[1]!) || d >= most) return d;
		d++;
		x = difference(x, 1, 1);
		if (isConstant(x)) return d;
	}
}

/**
 * Gaps filled: in a straight line, and with a season in a straight line of what is left without it. The ends go on level.
 */
export function bridged(y: Float64Array, period: number): Float64Array {
	const straight = bridgedStraight(y);
	if (period < 2 || y.length <= 2 * period || !y.some(Number.isNaN)) return straight;
	const { seasonal } = stl(straight, period, { seasonWindow: 'periodic' });
	const without = bridgedStraight(y.map((one, t) => one - seasonal[t]!));
	return y.map((one, t) => (Number.isNaN(one) ? without[t]! + seasonal[t]! : one));
}

function bridgedStraight(y: Float64Array): Float64Array {
	const filled = y.slice();
	let before = -1;
	for (let t = 0; t <= y.length; t++) {
		if (t < y.length && Number.isNaN(y[t]!)) continue;
		for (let k = before + 1; k < t; k++)
			filled[k] =
				before < 0
					? (y[t] ?? Number.NaN)
					: t === y.length
						? y[before]!
						: y[before]! + ((y[t]! - y[before]!) * (k - before)) / (t - before);
		before = t;
	}
	return filled;
}

function varianceOf(x: Float64Array): number {
	const mean = x.reduce((sum, one) => sum + one, 0) / x.length;
	return x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (x.length - 1);
}
