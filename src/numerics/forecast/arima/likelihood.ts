import { dot } from '../../linear/vectors.ts';
import { difference } from './differences.ts';
import { type ArimaOrder, expandAr, expandMa, lostToDifferences } from './polynomials.ts';
import { lagsOf, type Whitener, whitener } from './whiten.ts';

/** How errors are weighed: by the exact Gaussian likelihood, or by the sum of squares given the first observations. */
export type Method = 'ML' | 'CSS';

/** What is minimised: ½(ln(S/n) + ln|Σ|/n), S and Σ those of the differenced series, n the observations that count. */
export type Objective = {
	/** Observations that count: seen, less those lost to differencing (to conditioning too in CSS). */
	counted: number;
	/** By parameters of ar, ma, sar, sma; regressors at their best. Infinity where there is no likelihood. */
	value(params: ArrayLike<number>): number;
	/** The same with coefficients of regressors given. */
	valueAt(params: ArrayLike<number>, beta: ArrayLike<number>): number;
	/** The best coefficients of regressors for the parameters of the last `value`. */
	beta(): Float64Array;
	/** Regressors that say nothing, or the same as others, after differencing, as the last `value` saw it; their coefficient is 0. */
	dependent(): number[];
};

/** What is left of a column beside others, as a share of its length, below which it says the same as they do. */
const dependentBelow = 1e-9;

/**
 * The likelihood of a regression with ARIMA errors, concentrated: the variance and the regressors' coefficients are at their best
 * for each value of the ARMA's parameters (generalised least squares of the whitened columns). A missing value is one more
 * regressor, 1 at its place, whose coefficient is integrated out: −½ ln|D'Σ⁻¹D| (Gómez, Maravall and Peña 1999, "Missing
 * observations in ARIMA models: Skipping approach versus additive outlier approach"). Differencing makes it the exact diffuse
 * likelihood (Durbin and Koopman, Time Series Analysis by State Space Methods, 2nd ed., 5 and 7.2).
 * @param y T numbers, NaN where missing
 * @param regressors columns of T numbers
 * @throws RangeError when nothing is left to count
 */
export function objectiveOf(
	method: Method,
	y: Float64Array,
	regressors: readonly Float64Array[],
	order: ArimaOrder,
): Objective {
	const differenced = (column: Float64Array) =>
		difference(difference(column, 1, order.d), order.period, order.D);
	const known = y.map((one) => (Number.isNaN(one) ? 0 : one));
	const gaps: Float64Array[] = [];
	for (let t = 0; t < y.length; t++)
		if (Number.isNaN(y[t]!)) {
			const at = new Float64Array(y.length);
			at[t] = 1;
			gaps.push(differenced(at));
		}
	const w = differenced(known);
	const n = w.length;
	const p = order.p + order.P * order.period;
	const q = order.q + order.Q * order.period;
	const skipped = method === 'CSS' ? p : 0;
	const counted = n - gaps.length - skipped;
	if (counted < 1)
		throw new RangeError(
			`${y.length - gaps.length} observations are too few: ${lostToDifferences(order) + skipped} are lost`,
		);
	// differences of a column in which nothing is left but rounding
	const columns = [...gaps, ...regressors.map(differenced)];
	const least = [...gaps, ...regressors].map((one) => 1e-10 * Math.sqrt(squares(one)));
	const white = columns.map(() => new Float64Array(n));
	const whiteY = new Float64Array(n);
	const phi = new Float64Array(p);
	const theta = new Float64Array(q);
	const whiten = method === 'ML' ? whitener(n, p, q) : conditional(n, p, q);
	const all = [...columns, w];
	const allWhite = [...white, whiteY];
	const upper = new Float64Array(columns.length * columns.length);
	const along = new Float64Array(columns.length);
	const lengths = new Float64Array(columns.length);
	const isEmpty = columns.map((one, c) => Math.sqrt(squares(one)) <= least[c]!);

	const concentrated = (given: ArrayLike<number> | null, params: ArrayLike<number>): number => {
		expandAr(params, order, phi);
		expandMa(params, order, theta);
		let logDeterminant = whiten(phi, theta, all, allWhite);
		if (!Number.isFinite(logDeterminant)) return Number.POSITIVE_INFINITY;
		if (given)
			for (let c = gaps.length; c < columns.length; c++) add(whiteY, white[c]!, -given[c - gaps.length]!);
		const free = given ? gaps.length : columns.length;
		for (let c = 0; c < free; c++) lengths[c] = Math.sqrt(squares(white[c]!));
		// modified Gram and Schmidt, y as the last column: as good as Householder's for least squares (Björck 1967)
		for (let c = 0; c < free; c++) {
			const own = white[c]!;
			const size = Math.sqrt(squares(own));
			if (isEmpty[c] || !(size > dependentBelow * lengths[c]!)) {
				along[c] = 0;
				upper[c * columns.length + c] = 0;
				continue;
			}
			upper[c * columns.length + c] = size;
			if (c < gaps.length) logDeterminant += 2 * Math.log(size);
			for (let t = 0; t < n; t++) own[t]! /= size;
			for (let other = c + 1; other < free; other++) {
				const share = dot(own, white[other]!);
				upper[c * columns.length + other] = share;
				add(white[other]!, own, -share);
			}
			along[c] = dot(own, whiteY);
			add(whiteY, own, -along[c]!);
		}
		const sum = squares(whiteY);
		// a perfect fit has no likelihood: the floor keeps the logarithm
		return 0.5 * (Math.log(Math.max(sum / counted, floor)) + logDeterminant / counted);
	};
	const floor = Math.max(1e-300, 1e-28 * (squares(w) / n));
	return {
		counted,
		value: (params) => concentrated(null, params),
		valueAt: (params, beta) => concentrated(beta, params),
		beta() {
			const k = columns.length;
			const solved = new Float64Array(k);
			for (let c = k - 1; c >= 0; c--) {
				let sum = along[c]!;
				for (let j = c + 1; j < k; j++) sum -= upper[c * k + j]! * solved[j]!;
				const size = upper[c * k + c]!;
				solved[c] = size > 0 ? sum / size : 0;
			}
			return solved.slice(gaps.length);
		},
		dependent: () =>
			regressors.map((_, i) => i).filter((i) => !(upper[(gaps.length + i) * (columns.length + 1)]! > 0)),
	};
}

/** Errors given the first p values, those before them taken as zero (Box and Jenkins, 5th ed., 7.1.2). */
function conditional(n: number, p: number, q: number): Whitener {
	const arLags = new Int32Array(p);
	const maLags = new Int32Array(q);
	return (phi, theta, columns, white) => {
		const arCount = lagsOf(phi, arLags);
		const maCount = lagsOf(theta, maLags);
		for (let c = 0; c < columns.length; c++) {
			const w = columns[c]!;
			const u = white[c]!;
			u.fill(0, 0, p);
			for (let t = p; t < n; t++) {
				let e = w[t]!;
				for (let i = 0; i < arCount; i++) e -= phi[arLags[i]! - 1]! * w[t - arLags[i]!]!;
				for (let i = 0; i < maCount; i++) {
					const lag = maLags[i]!;
					if (lag > t - p) break;
					e -= theta[lag - 1]! * u[t - lag]!;
				}
				u[t] = e;
			}
			if (!Number.isFinite(u[n - 1]!)) return Number.POSITIVE_INFINITY;
		}
		return 0;
	};
}

function squares(column: Float64Array): number {
	let sum = 0;
	for (let t = 0; t < column.length; t++) sum += column[t]! * column[t]!;
	return sum;
}

function add(to: Float64Array, column: Float64Array, times: number): void {
	for (let t = 0; t < to.length; t++) to[t]! += times * column[t]!;
}
