import { type Factor, factorise, project } from '../linear/householder.ts';
import { type Columns, leastSquares } from '../linear/least-squares.ts';
import type { FreeCoefficients } from './restrictions.ts';

/** Coefficients b, the residuals y − Xb, and C: times the variance of the errors it is the covariance of b. */
export type RestrictedFit = {
	coefficients: Float64Array;
	residuals: Float64Array;
	unscaledCovariance: Float64Array[];
};

/** Instruments, ready to project on. */
export function instrumentsOf(columns: Columns, rows: number): Factor {
	return factorise(columns, rows);
}

/**
 * min |y − Xb|² over the b that meet the restrictions, b = s + Nc: c from the regression of y − Xs on XN, C = N(N'X'XN)⁻¹N'. With
 * instruments Z two-stage least squares: X̂ = Z(Z'Z)⁻¹Z'X stands in the place of X, but residuals are those of X (Theil 1953; Greene,
 * Econometric Analysis, 7th ed., 5.5 and 8.4).
 * @throws DependentColumns the numbers are those of the free coefficients
 */
export function restrictedFit(
	columns: Columns,
	y: Float64Array,
	free: FreeCoefficients,
	instruments?: Factor,
): RestrictedFit {
	const k = columns.length;
	const rows = y.length;
	const { start, basis, restrictions } = free;
	const first = instruments ? columns.map((column) => project(instruments, column)) : columns;
	const left = restrictions > 0 ? y.slice() : y;
	if (restrictions > 0)
		for (let j = 0; j < k; j++)
			if (start[j] !== 0) for (let t = 0; t < rows; t++) left[t]! -= first[j]![t]! * start[j]!;
	const design = restrictions > 0 ? basis.map((one) => combine(first, one, rows)) : first;
	const fit = leastSquares(design, left);
	const coefficients = restrictions > 0 ? start.slice() : fit.coefficients;
	if (restrictions > 0)
		for (const [m, one] of basis.entries())
			for (let j = 0; j < k; j++) coefficients[j]! += one[j]! * fit.coefficients[m]!;
	return {
		coefficients,
		residuals: residualsOf(columns, y, coefficients),
		unscaledCovariance: restrictions > 0 ? spread(basis, fit.unscaledCovariance, k) : fit.unscaledCovariance,
	};
}

/** y − Xb. */
export function residualsOf(columns: Columns, y: Float64Array, coefficients: Float64Array): Float64Array {
	const residuals = y.slice();
	for (const [j, column] of columns.entries()) {
		const b = coefficients[j]!;
		if (b !== 0) for (let t = 0; t < y.length; t++) residuals[t]! -= column[t]! * b;
	}
	return residuals;
}

function combine(columns: Columns, weights: Float64Array, rows: number): Float64Array {
	const single = weights.reduce((count, one) => count + (one !== 0 ? 1 : 0), 0) === 1 && weights.indexOf(1);
	if (typeof single === 'number' && single >= 0) return columns[single]!;
	const combined = new Float64Array(rows);
	for (const [j, column] of columns.entries()) {
		const weight = weights[j]!;
		if (weight !== 0) for (let t = 0; t < rows; t++) combined[t]! += column[t]! * weight;
	}
	return combined;
}

/** NCN'. */
function spread(basis: readonly Float64Array[], inner: readonly Float64Array[], k: number): Float64Array[] {
	const half = basis.map((_, m) => {
		const row = new Float64Array(k);
		for (const [n, one] of basis.entries()) for (let j = 0; j < k; j++) row[j]! += inner[m]![n]! * one[j]!;
		return row;
	});
	return Array.from({ length: k }, (_, i) => {
		const row = new Float64Array(k);
		for (const [m, one] of basis.entries())
			if (one[i] !== 0) for (let j = 0; j < k; j++) row[j]! += one[i]! * half[m]![j]!;
		return row;
	});
}
