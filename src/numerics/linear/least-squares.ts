import { DependentColumns } from './dependent-columns.ts';
import { type Columns, factorise, inverseUpper, rotate } from './householder.ts';
import { preciseLeastSquares } from './precise-least-squares.ts';

export { DependentColumns } from './dependent-columns.ts';
export type { Columns } from './householder.ts';

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

/** What is left of a column of length one after those before it, below which it counts as depending on them. */
const dependentBelow = 1e-13;
/** The bound of the error of plain doubles above which double-double is worth its work; the error itself is some 100 times less. */
const imprecise = 1e-11;

/**
 * min |y − Xb|² by Householder's QR of the columns scaled to length one (Golub and Van Loan, Matrix Computations, 4th ed., 5.3.2;
 * Businger and Golub 1965). Scaling changes no digit of the answer but keeps columns of unlike units apart from rounding. Where the
 * bound of the relative error of a coefficient, ε(|R⁻¹|_j |y| + |(X'X)⁻¹|_j |e|)/|b_j| with the lengths of the rows j (Björck, Numerical
 * Methods for Least Squares Problems, 1.4.3), is too large, the same is done in double-double, so that 12 digits are right.
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
	const factor = factorise(columns, rows);
	if (factor.dependent.length > 0) throw new DependentColumns(factor.dependent);
	const { upper, scale } = factor;

	const rotated = y.slice();
	rotate(factor, rotated);
	const inverse = inverseUpper(factor);
	const coefficients = new Float64Array(k);
	for (let i = k - 1; i >= 0; i--) {
		let rest = rotated[i]!;
		for (let l = i + 1; l < k; l++) rest -= upper[i * k + l]! * coefficients[l]!;
		coefficients[i] = rest / upper[i * k + i]!;
	}
	const unscaled = productOf(inverse, k);
	if (errorBound(coefficients, rotated, inverse, unscaled) > imprecise) {
		const low = new Float64Array(rows);
		return preciseLeastSquares(
			columns.map((high) => ({ high, low })),
			y,
			dependentBelow,
		);
	}
	for (let i = 0; i < k; i++) coefficients[i]! /= scale[i]!;
	const residuals = y.slice();
	for (let j = 0; j < k; j++) {
		const column = columns[j]!;
		const b = coefficients[j]!;
		for (let t = 0; t < rows; t++) residuals[t]! -= column[t]! * b;
	}
	let sumOfSquares = 0;
	for (let t = 0; t < rows; t++) sumOfSquares += residuals[t]! ** 2;
	return { coefficients, residuals, sumOfSquares, unscaledCovariance: inUnits(unscaled, scale) };
}

/** ε(|R⁻¹|_j |y| + |(X'X)⁻¹|_j |e|)/|b_j| of the worst coefficient. */
function errorBound(
	coefficients: Float64Array,
	rotated: Float64Array,
	inverse: Float64Array,
	unscaled: Float64Array,
): number {
	const k = coefficients.length;
	const whole = Math.sqrt(squares(rotated, 0, rotated.length));
	const left = Math.sqrt(squares(rotated, k, rotated.length));
	let worst = 0;
	for (let j = 0; j < k; j++) {
		const near = Math.sqrt(squares(inverse, j * k, j * k + k)) * whole;
		const far = Math.sqrt(squares(unscaled, j * k, j * k + k)) * left;
		if (near + far > 0) worst = Math.max(worst, (near + far) / Math.abs(coefficients[j]!));
	}
	return Number.EPSILON * worst;
}

/** (R'R)⁻¹ = R⁻¹R⁻¹'. */
function productOf(inverse: Float64Array, k: number): Float64Array {
	const product = new Float64Array(k * k);
	for (let i = 0; i < k; i++)
		for (let j = 0; j <= i; j++) {
			let sum = 0;
			for (let l = i; l < k; l++) sum += inverse[i * k + l]! * inverse[j * k + l]!;
			product[i * k + j] = product[j * k + i] = sum;
		}
	return product;
}

/** (X'X)⁻¹ of scaled columns brought back to their units. */
function inUnits(unscaled: Float64Array, scale: Float64Array): Float64Array[] {
	const k = scale.length;
	const covariance: Float64Array[] = [];
	for (let i = 0; i < k; i++) {
		const row = unscaled.slice(i * k, i * k + k);
		for (let j = 0; j < k; j++) row[j] = row[j]! / scale[i]! / scale[j]!;
		covariance.push(row);
	}
	return covariance;
}

function squares(values: Float64Array, from: number, to: number): number {
	let sum = 0;
	for (let i = from; i < to; i++) sum += values[i]! ** 2;
	return sum;
}
