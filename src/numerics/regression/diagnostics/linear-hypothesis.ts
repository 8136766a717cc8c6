import { fisherAbove } from '../../distributions/tails.ts';
import { leastSquares } from '../../linear/least-squares.ts';
import { dot } from '../../linear/vectors.ts';
import type { Regression, TestResult } from '../regression.ts';

/**
 * Whether Rb = r: F = (Rb − r)'(R(X'X)⁻¹R')⁻¹(Rb − r)/q over s² (Greene, Econometric Analysis, 7th ed., 5.3).
 * @param rows q independent rows of k weights
 * @param values q numbers
 * @throws DependentColumns when a row follows from others
 */
export function linearHypothesis(
	{ coefficients, unscaledCovariance, sumOfSquares, df }: Regression,
	rows: readonly Float64Array[],
	values: Float64Array,
): TestResult {
	const q = rows.length;
	const off = Float64Array.from(rows, (row, i) => dot(row, coefficients) - values[i]!);
	const half = rows.map((row) => Float64Array.from(unscaledCovariance, (line) => dot(line, row)));
	const middle = rows.map((row) => Float64Array.from(half, (one) => dot(row, one)));
	const solved = leastSquares(middle, off).coefficients;
	const statistic = dot(off, solved) / q / (sumOfSquares / df);
	return { statistic, df: [q, df], p: fisherAbove(statistic, q, df) };
}
