import { LuDecomposition, Matrix } from 'ml-matrix';
import type { Rows } from '../linear/cholesky.ts';
import { UnusableTable } from './table.ts';

/** What of a pivot counts as nothing left. */
const exhaustedBelow = 1e-12;

/**
 * (I − A)⁻¹ of Leontief, and of Ghosh with allocation coefficients (Miller and Blair, Input-Output Analysis, 2nd ed., 2.2 and 12.1). The
 * conditions of Hawkins and Simon (1949) are checked first: eliminated one after another, every sector must leave something.
 * @throws UnusableTable with the first sector that takes its whole output, directly or by way of those before it
 */
export function inverseOf(coefficients: Rows, sectors: readonly string[]): Float64Array[] {
	const n = coefficients.length;
	checkProductive(coefficients, sectors);
	const left = new Matrix(n, n);
	for (const [i, row] of coefficients.entries())
		for (let j = 0; j < n; j++) left.set(i, j, (i === j ? 1 : 0) - row[j]!);
	const inverse = new LuDecomposition(left).solve(Matrix.eye(n));
	return Array.from({ length: n }, (_, i) => Float64Array.from(inverse.getRow(i)));
}

function checkProductive(coefficients: Rows, sectors: readonly string[]): void {
	const rest = coefficients.map((row, i) => row.map((a, j) => (i === j ? 1 : 0) - a));
	for (const [k, pivot] of rest.entries()) {
		if (!(pivot[k]! > exhaustedBelow))
			throw new UnusableTable(sectors[k]!, 'what it makes goes wholly into itself and the sectors before it');
		for (const row of rest.slice(k + 1)) {
			const factor = row[k]! / pivot[k]!;
			if (factor !== 0) for (let j = k; j < row.length; j++) row[j]! -= factor * pivot[j]!;
		}
	}
}

/** Mx. */
export function times(matrix: Rows, x: Float64Array): Float64Array {
	return Float64Array.from(matrix, (row) => row.reduce((sum, one, j) => sum + one * x[j]!, 0));
}

/** x'M, one number a column: with ones the sums of columns. */
export function weightedSums(x: Float64Array, matrix: Rows): Float64Array {
	const sums = new Float64Array(matrix[0]!.length);
	for (const [i, row] of matrix.entries()) for (let j = 0; j < sums.length; j++) sums[j]! += x[i]! * row[j]!;
	return sums;
}
