import { DependentColumns, leastSquares } from '../../linear/least-squares.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { difference } from './differences.ts';
import { bridged, isConstant, ordinaryDifferences, seasonalDifferences } from './differencing.ts';
import { type ArimaModel, type ArimaSpec, fitArima, type Regressor } from './fit.ts';
import { type ArimaOrder, lostToDifferences } from './polynomials.ts';

export type ArimaChoice = {
	/** Observations in a season; 1 when there is none. */
	period: number;
	criterion?: 'aicc' | 'aic' | 'bic';
	/** What else explains the series. */
	regressors?: readonly Regressor[];
	/** The greatest orders: 5, 5, 2, 2 by default; seasonal ones 1 for a season of more than 24, none above 60. */
	most?: { p: number; q: number; P: number; Q: number };
	/** How many models are tried before the best so far is taken. */
	models?: number;
};

/**
 * An ARIMA chosen step by step (Hyndman and Khandakar 2008; R's `auto.arima` of forecast 8.20): D by the strength of the season, d by
 * the test of KPSS, then orders and constant by the criterion, from four models to whichever neighbour is better until none is.
 * Models whose roots lie within 1 % of the unit circle are not taken. Of less than ten observations the
 * mean is always a part: a forecast of zero would follow from having too few to show that it is not. Each candidate is estimated by exact likelihood from the best
 * model so far, the chosen one again to more digits.
 * @param y T numbers, NaN where missing
 * @throws RangeError when nothing is seen
 */
export function chooseArima(y: Float64Array, choice: ArimaChoice): ArimaModel {
	const first = y.findIndex((one) => !Number.isNaN(one));
	if (first < 0) throw new RangeError('no observations');
	const regressors = choice.regressors ?? [];
	const seen = y.reduce((count, one) => count + (Number.isNaN(one) ? 0 : 1), 0);
	if (isConstant(y) || seen < 3) return plain(y, 0, 0, 1, regressors);
	const period = choice.period >= 2 && choice.period < seen ? Math.round(choice.period) : 1;
	const { d, D } = differencesFor(besideRegressors(y, regressors).subarray(first), period);
	const rest = difference(difference(y, 1, d), period, D);
	if (isConstant(rest)) return plain(y, d, D, period, regressors);
	const limit = (most: number, by: number) => Math.min(most, Math.floor(seen / 3 / by));
	// a long season costs its square; two of it say little more
	const seasonal = period <= 24 ? 2 : period <= 60 ? 1 : 0;
	const asked = choice.most ?? { p: 5, q: 5, P: seasonal, Q: seasonal };
	const P = period > 1 ? limit(asked.P, period) : 0;
	const Q = period > 1 ? limit(asked.Q, period) : 0;
	const most = {
		p: P > 0 ? Math.min(limit(asked.p, 1), period - 1) : limit(asked.p, 1),
		q: Q > 0 ? Math.min(limit(asked.q, 1), period - 1) : limit(asked.q, 1),
		P,
		Q,
	};
	const criterion = seen <= 3 ? 'aic' : (choice.criterion ?? 'aicc');
	const candidates = candidatesOf(y, { d, D, period }, regressors, criterion);
	const constant = { allowed: d + D < 2, needed: d + D === 0 && seen < 10 };
	const best = walk(candidates, most, constant, y.length, choice.models ?? 94);
	if (!best) return plain(y, d, D, period, regressors);
	return fitArima(y, candidates.specOf(best), 'ML', best.params);
}

/** What a regression on the regressors leaves of y: its level and trend are what differencing must take away. */
function besideRegressors(y: Float64Array, regressors: readonly Regressor[]): Float64Array {
	const rows = Array.from(y.keys()).filter((t) => !Number.isNaN(y[t]!));
	if (regressors.length === 0 || rows.length <= regressors.length + 1) return y;
	const pick = (column: Float64Array) => Float64Array.from(rows, (t) => column[t]!);
	const columns = [new Float64Array(rows.length).fill(1), ...regressors.map((one) => pick(one.values))];
	try {
		const { residuals } = leastSquares(columns, pick(y));
		const left = new Float64Array(y.length).fill(Number.NaN);
		for (const [i, t] of rows.entries()) left[t] = residuals[i]!;
		return left;
	} catch (error) {
		if (error instanceof DependentColumns) return y;
		throw error;
	}
}

function differencesFor(y: Float64Array, period: number): { d: number; D: number } {
	const D = period > 1 && y.length > 2 * period ? seasonalDifferences(y, period) : 0;
	const whole = D > 0 ? difference(bridged(y, period), period, D) : y;
	return { d: ordinaryDifferences(D > 0 && y.some(Number.isNaN) ? difference(y, period, D) : whole), D };
}

/** What goes on as it is: the level, or the mean change when one difference is all there is. */
function plain(
	y: Float64Array,
	d: number,
	D: number,
	period: number,
	regressors: readonly Regressor[],
): ArimaModel {
	const order: ArimaOrder = { p: 0, d, q: 0, P: 0, D, Q: 0, period };
	const seen = y.reduce((count, one) => count + (Number.isNaN(one) ? 0 : 1), 0);
	const spec: ArimaSpec = { order, mean: d + D === 0, drift: d + D === 1, regressors };
	if (seen - lostToDifferences(order) > regressors.length + 1) return fitArima(y, spec);
	return fitArima(y, { order: { ...order, d: 0, D: 0 }, mean: true });
}

type Most = { p: number; q: number; P: number; Q: number };

/** From model to better model until no neighbour is better. */
function walk(
	candidates: ReturnType<typeof candidatesOf>,
	most: Most,
	{ allowed, needed }: { allowed: boolean; needed: boolean },
	length: number,
	models: number,
): Candidate | null {
	const tried = new Set<string>();
	let best: Candidate | null = null;
	const attempt = (p: number, q: number, P: number, Q: number, constant: boolean): boolean => {
		if (p < 0 || q < 0 || P < 0 || Q < 0 || p > most.p || q > most.q || P > most.P || Q > most.Q)
			return false;
		const key = [p, q, P, Q, constant].join();
		if (tried.has(key) || tried.size >= models) return false;
		tried.add(key);
		const found = candidates.fit({ p, q, P, Q, constant }, best);
		if (!found || (best && !(found.criterion < best.criterion))) return false;
		best = found;
		return true;
	};
	const short = length < 10;
	const [p, q] = [Math.min(short ? 1 : 2, most.p), Math.min(short ? 1 : 2, most.q)];
	const [P, Q] = short ? [0, 0] : [Math.min(1, most.P), Math.min(1, most.Q)];
	let constant = allowed;
	attempt(p, q, P, Q, constant);
	attempt(0, 0, 0, 0, constant);
	if (most.p > 0 || most.P > 0) attempt(Math.min(1, most.p), 0, Math.min(1, most.P), 0, constant);
	if (most.q > 0 || most.Q > 0) attempt(0, Math.min(1, most.q), 0, Math.min(1, most.Q), constant);
	// the neighbours of the best keep the constant, even where the simplest is better without
	if (allowed && !needed) attempt(0, 0, 0, 0, false);
	const better = (now: Candidate): boolean =>
		neighbours.some(([a, b, c, e]) => attempt(now.p + a, now.q + b, now.P + c, now.Q + e, constant));
	const bestNow = () => best as Candidate | null;
	for (let now = bestNow(); now; now = bestNow()) {
		if (better(now)) continue;
		if (!allowed || (needed && constant) || !attempt(now.p, now.q, now.P, now.Q, !constant)) break;
		constant = !constant;
	}
	return best;
}

/** Changes of (p, q, P, Q) in the order in which they are tried. */
const neighbours: readonly (readonly [number, number, number, number])[] = [
	[0, 0, -1, 0],
	[0, 0, 0, -1],
	[0, 0, 1, 0],
	[0, 0, 0, 1],
	[0, 0, -1, -1],
	[0, 0, -1, 1],
	[0, 0, 1, -1],
	[0, 0, 1, 1],
	[-1, 0, 0, 0],
	[0, -1, 0, 0],
	[1, 0, 0, 0],
	[0, 1, 0, 0],
	[-1, -1, 0, 0],
	[-1, 1, 0, 0],
	[1, -1, 0, 0],
	[1, 1, 0, 0],
];
