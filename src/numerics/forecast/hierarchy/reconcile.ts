import { type Columns, leastSquares } from '../../linear/least-squares.ts';
import type { Covariance } from './error-covariance.ts';
import { nonNegativeLeastSquares } from './non-negative.ts';

/** n rows of m: which of the m bottom series each of the n series is the sum of. */
export type Summing = readonly ArrayLike<number>[];

/** The errors of base forecasts are such that nothing can be weighed by them. */
export class NotPositive extends Error {
	constructor(row: number) {
		super(
			`the covariance of the errors is not positive definite at series ${row}: use shrinkage or fewer series`,
		);
		this.name = 'NotPositive';
	}
}

/** Forecasts of the bottom series added up: S b. */
export function addUp(summing: Summing, bottom: ArrayLike<number>): Float64Array {
	return Float64Array.from(summing, (row) => {
		let sum = 0;
		for (let j = 0; j < bottom.length; j++) sum += row[j]! * bottom[j]!;
		return sum;
	});
}

/** The bottom series as they are forecast, all else their sums. Bottom series are the rows of one 1. */
export function bottomUp(summing: Summing, base: ArrayLike<number>): Float64Array {
	return addUp(summing, bottomOf(summing, base));
}

/**
 * The total shared out by what each bottom series had of it in the past.
 * @param history m sums of the bottom series
 */
export function topDown(summing: Summing, base: ArrayLike<number>, history: ArrayLike<number>): Float64Array {
	let all = 0;
	for (let j = 0; j < history.length; j++) all += history[j]!;
	const total = base[totalOf(summing)]!;
	return addUp(
		summing,
		Float64Array.from(history, (one) => (total * one) / all),
	);
}

/**
 * The forecasts nearest to the base ones that add up, S·argmin (ŷ − S b)'W⁻¹(ŷ − S b) (Wickramasuriya, Athanasopoulos and Hyndman 2019,
 * MinT; with W = I ordinary least squares, with a diagonal W weighted ones): least squares of rows whitened by Cholesky's factor of W.
 * @param summing n rows of m, n ≥ m
 * @param base n forecasts
 * @param covariance n rows of n
 * @param options.nonNegative also b ≥ 0 (Wickramasuriya, Turlach and Hyndman 2020)
 * @throws NotPositive when W has no such factor
 */
export function reconcile(
	summing: Summing,
	base: ArrayLike<number>,
	covariance: Covariance,
	{ nonNegative = false }: { nonNegative?: boolean } = {},
): Float64Array {
	const factor = choleskyOf(covariance);
	const whiten = (column: Float64Array) => forward(factor, column);
	const columns: Columns = Array.from({ length: summing[0]!.length }, (_, j) =>
		whiten(Float64Array.from(summing, (row) => row[j]!)),
	);
	const target = whiten(Float64Array.from(base));
	const bottom = nonNegative
		? nonNegativeLeastSquares(columns, target)
		: leastSquares(columns, target).coefficients;
	return addUp(summing, bottom);
}

/** Variances that grow with the number of bottom series in each: S·1. */
export function structuralVariances(summing: Summing): Float64Array {
	return Float64Array.from(summing, (row) => {
		let sum = 0;
		for (let j = 0; j < row.length; j++) sum += row[j]!;
		return sum;
	});
}

function bottomOf(summing: Summing, base: ArrayLike<number>): Float64Array {
	const m = summing[0]!.length;
	const bottom = new Float64Array(m).fill(Number.NaN);
	for (const [i, row] of summing.entries()) {
		const at = Array.from(row).indexOf(1);
		if (at >= 0 && Array.from(row).every((one, j) => one === (j === at ? 1 : 0))) bottom[at] = base[i]!;
	}
	if (bottom.some(Number.isNaN)) throw new RangeError('a bottom series has no row of its own');
	return bottom;
}

function totalOf(summing: Summing): number {
	const total = summing.findIndex((row) => Array.from(row).every((one) => one === 1));
	if (total < 0) throw new RangeError('no series is the sum of all');
	return total;
}

/** Lower L with L L' = W. */
function choleskyOf(covariance: Covariance): Float64Array[] {
	const n = covariance.length;
	const lower = Array.from({ length: n }, () => new Float64Array(n));
	for (let i = 0; i < n; i++)
		for (let j = 0; j <= i; j++) {
			let rest = covariance[i]![j]!;
			for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
			if (i > j) lower[i]![j] = rest / lower[j]![j]!;
			else if (rest > 1e-14 * covariance[i]![i]!) lower[i]![i] = Math.sqrt(rest);
			else throw new NotPositive(i);
		}
	return lower;
}

/** L⁻¹x. */
function forward(lower: Float64Array[], x: Float64Array): Float64Array {
	for (let i = 0; i < x.length; i++) {
		let rest = x[i]!;
		for (let k = 0; k < i; k++) rest -= lower[i]![k]! * x[k]!;
		x[i] = rest / lower[i]![i]!;
	}
	return x;
}
