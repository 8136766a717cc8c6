import type { Rows } from '../linear/cholesky.ts';
import { sumOf } from '../linear/vectors.ts';

export type Balanced = { matrix: Float64Array[]; iterations: number };

/** Totals that no scaling of the table reaches: which row or column, and why. */
export class Unbalanced extends Error {
	/** A row or a column, from 0; none where it is the totals together. */
	readonly place: { side: 'row' | 'column'; at: number } | null;
	constructor(place: Unbalanced['place'], what: string) {
		super(place ? `${place.side} ${place.at + 1}: ${what}` : what);
		this.name = 'Unbalanced';
		this.place = place;
	}
}

/**
 * RAS: rows and columns are scaled in turn until both have their totals (Stone 1961; Bacharach 1970; Miller and Blair, Input-Output
 * Analysis, 2nd ed., 7.4). Zeros stay zeros. It ends when no row is off its total by more than the tolerance after a round, or by rounding alone.
 * @param matrix n rows of m, none negative
 * @param rowTotals n numbers
 * @param columnTotals m numbers of the same sum
 * @param tolerance in the units of the table; by default 1e-14 of the largest total
 * @throws Unbalanced when totals differ in sum, a row or column without anything has a total, or zeros stand in the way
 */
export function ras(
	matrix: Rows,
	rowTotals: Float64Array,
	columnTotals: Float64Array,
	tolerance = 1e-14 * Math.max(...rowTotals),
	rounds = 100_000,
): Balanced {
	checkTotals(matrix, rowTotals, columnTotals);
	const balanced = matrix.map((row) => row.slice());
	const rounding = 1e-12 * Math.max(...rowTotals);
	let before = Number.POSITIVE_INFINITY;
	for (let iterations = 1; iterations <= rounds; iterations++) {
		for (const [i, row] of balanced.entries()) scale(row, rowTotals[i]! / sumOf(row));
		const sums = columnSums(balanced);
		const factors = sums.map((sum, j) => (sum === 0 ? 1 : columnTotals[j]! / sum));
		for (const row of balanced) for (let j = 0; j < row.length; j++) row[j]! *= factors[j]!;
		const off = offTotals(balanced, rowTotals);
		const most = Math.max(...off);
		if (most <= tolerance || (most <= rounding && most >= before)) return { matrix: balanced, iterations };
		before = most;
	}
	const off = offTotals(balanced, rowTotals);
	throw new Unbalanced(
		{ side: 'row', at: off.indexOf(Math.max(...off)) },
		'its total cannot be reached past the zeros',
	);
}

function offTotals(matrix: Rows, totals: Float64Array): number[] {
	return matrix.map((row, i) => Math.abs(sumOf(row) - totals[i]!));
}

function scale(row: Float64Array, factor: number): void {
	if (Number.isFinite(factor)) for (let j = 0; j < row.length; j++) row[j]! *= factor;
}

function columnSums(matrix: Rows): Float64Array {
	const sums = new Float64Array(matrix[0]!.length);
	for (const row of matrix) for (let j = 0; j < sums.length; j++) sums[j]! += row[j]!;
	return sums;
}

function checkTotals(matrix: Rows, rowTotals: Float64Array, columnTotals: Float64Array): void {
	const columns = columnSums(matrix);
	if (matrix.length !== rowTotals.length || columns.length !== columnTotals.length)
		throw new Unbalanced(null, 'there are not as many totals as rows and columns');
	for (const [at, row] of matrix.entries()) {
		if (!row.every((one) => one >= 0 && one < Number.POSITIVE_INFINITY))
			throw new Unbalanced({ side: 'row', at }, 'something in it is negative or missing');
		checkTotal({ side: 'row', at }, sumOf(row), rowTotals[at]!);
	}
	for (const [at, sum] of columns.entries()) checkTotal({ side: 'column', at }, sum, columnTotals[at]!);
	const [a, b] = [sumOf(rowTotals), sumOf(columnTotals)];
	if (!(Math.abs(a - b) <= 1e-9 * Math.max(a, b)))
		throw new Unbalanced(null, `totals of rows come to ${a}, of columns to ${b}`);
}

function checkTotal(place: NonNullable<Unbalanced['place']>, sum: number, total: number): void {
	if (!(total >= 0)) throw new Unbalanced(place, 'its total is negative or missing');
	if (sum === 0 && total > 0) throw new Unbalanced(place, 'it has a total but nothing to scale');
}
