import { Matrix, QrDecomposition } from 'ml-matrix';

/** A design by columns: k arrays of T numbers each. */
export type Columns = readonly Float64Array[];

export type LeastSquares = {
	/** k numbers, in the order of the columns. */
	coefficients: Float64Array;
	/** y − Xb, T numbers. */
	residuals: Float64Array;
	/** e'e. */
	sumOfSquares: number;
	/** (X'X)⁻¹, k rows of k: times the variance of the errors it is the covariance of the coefficients. */
	unscaledCovariance: Float64Array[];
};

/** Columns that say the same as others before them: there is no one answer. */
export class DependentColumns extends Error {
	/** Which columns, from 0. */
	readonly columns: number[];
	constructor(columns: number[]) {
		super(`columns that depend on others: ${columns.join(', ')}`);
		this.name = 'DependentColumns';
		this.columns = columns;
	}
}

/** What is left of a column of length one after those before it, below which it counts as depending on them. */
const dependentBelow = 1e-13;

/**
 * min |y − Xb|² by Householder's QR of the columns scaled to length one (Golub and Van Loan, Matrix Computations, 4th ed.,
 * 5.3.2; Businger and Golub 1965). Scaling changes no digit of the answer but keeps columns of unlike units apart from rounding.
 * @param columns k columns of T numbers, T ≥ k
 * @param y T numbers
 * @throws DependentColumns when a column says the same as those before it
 * @throws RangeError when there are fewer rows than columns, or a length differs
 */
export function leastSquares(columns: Columns, y: Float64Array): LeastSquares {
	const k = columns.length;
	const rows = y.length;
	if (rows < k) throw new RangeError(`${rows} observations cannot give ${k} coefficients`);
	for (const column of columns)
		if (column.length !== rows) throw new RangeError(`a column of ${column.length} beside ${rows} of y`);
	const scale = Float64Array.from(columns, lengthOf);
	const scaled = new Matrix(rows, k);
	for (const [j, column] of columns.entries())
		for (let t = 0; t < rows; t++) scaled.set(t, j, column[t]! / (scale[j] || 1));
	const qr = new QrDecomposition(scaled);
	const upper = qr.upperTriangularMatrix;
	const dependent = [];
	for (let j = 0; j < k; j++)
		if (!(Math.abs(upper.get(j, j)) > dependentBelow) || scale[j] === 0) dependent.push(j);
	if (dependent.length > 0) throw new DependentColumns(dependent);

	const solved = qr.solve(Matrix.columnVector(y));
	const coefficients = Float64Array.from({ length: k }, (_, j) => solved.get(j, 0) / scale[j]!);
	const residuals = y.slice();
	for (const [j, column] of columns.entries())
		for (let t = 0; t < rows; t++) residuals[t]! -= column[t]! * coefficients[j]!;
	let sumOfSquares = 0;
	for (const e of residuals) sumOfSquares += e * e;
	return { coefficients, residuals, sumOfSquares, unscaledCovariance: covarianceOf(upper, scale) };
}

/** (R'R)⁻¹ = R⁻¹R⁻¹', brought back to the units of the columns. */
function covarianceOf(upper: Matrix, scale: Float64Array): Float64Array[] {
	const k = scale.length;
	const inverse = Array.from({ length: k }, () => new Float64Array(k));
	for (let j = 0; j < k; j++) {
		inverse[j]![j] = 1 / upper.get(j, j);
		for (let i = j - 1; i >= 0; i--) {
			let sum = 0;
			for (let l = i + 1; l <= j; l++) sum += upper.get(i, l) * inverse[l]![j]!;
			inverse[i]![j] = -sum / upper.get(i, i);
		}
	}
	const covariance = Array.from({ length: k }, () => new Float64Array(k));
	for (let i = 0; i < k; i++)
		for (let j = 0; j <= i; j++) {
			let sum = 0;
			for (let l = i; l < k; l++) sum += inverse[i]![l]! * inverse[j]![l]!;
			covariance[i]![j] = covariance[j]![i] = sum / (scale[i]! * scale[j]!);
		}
	return covariance;
}

function lengthOf(column: Float64Array): number {
	let largest = 0;
	for (const x of column) largest = Math.max(largest, Math.abs(x));
	if (largest === 0 || !Number.isFinite(largest)) return largest;
	let sum = 0;
	for (const x of column) sum += (x / largest) ** 2;
	return largest * Math.sqrt(sum);
}
