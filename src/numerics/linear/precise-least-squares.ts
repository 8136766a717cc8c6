import { DependentColumns } from './dependent-columns.ts';
import {
	add,
	type Double2,
	divide,
	dot,
	multiply,
	negative,
	root,
	subtractScaled,
	type Vector2,
} from './double-double.ts';
import { powerOfTwo } from './householder.ts';
import type { LeastSquares } from './least-squares.ts';

const nothing: Double2 = { high: 0, low: 0 };

/**
 * min |y − Xb|² by Householder's QR in double-double, some 32 digits, so that columns of a condition up to 1e16 still give all digits
 * of a double: powers of one variable, say. Some thirty times the work of plain doubles.
 * Source of the method: Golub and Van Loan, Matrix Computations, 4th ed., 5.3.2; of the arithmetic: `double-double.ts`.
 * @param columns k columns of T numbers, high and low parts
 * @param y T numbers
 * @param dependentBelow what must be left of a column of length one after those before it
 * @throws DependentColumns when a column says the same as those before it
 */
export function preciseLeastSquares(
	columns: readonly Vector2[],
	y: Float64Array,
	dependentBelow = 1e-22,
): LeastSquares {
	const k = columns.length;
	const rows = y.length;
	const scale = columns.map((column) => powerOfTwo(column.high));
	const unit = powerOfTwo(y);
	const work = columns.map((column, j) => scaled(column, scale[j]!));
	const right = scaled({ high: y, low: new Float64Array(rows) }, unit);
	const upper = Array.from({ length: k }, () => Array.from({ length: k }, () => nothing));
	const dependent: number[] = [];
	for (let j = 0; j < k; j++) {
		const v = work[j]!;
		const whole = dot(v, v, 0, rows).high;
		for (let i = 0; i < j; i++) upper[i]![j] = at(v, i);
		const length = root(dot(v, v, j, rows));
		if (!(length.high > dependentBelow * Math.sqrt(whole))) {
			dependent.push(j);
			continue;
		}
		const head = at(v, j);
		const diagonal = head.high > 0 ? negative(length) : length;
		upper[j]![j] = diagonal;
		const first = add(head, negative(diagonal));
		v.high[j] = first.high;
		v.low[j] = first.low;
		const half = multiply(length, add(length, head.high < 0 ? negative(head) : head));
		for (let l = j + 1; l < k; l++)
			subtractScaled(work[l]!, divide(dot(v, work[l]!, j, rows), half), v, j, rows);
		subtractScaled(right, divide(dot(v, right, j, rows), half), v, j, rows);
	}
	if (dependent.length > 0) throw new DependentColumns(dependent);

	const solved = Array.from({ length: k }, () => nothing);
	for (let i = k - 1; i >= 0; i--) {
		let rest = at(right, i);
		for (let l = i + 1; l < k; l++) rest = add(rest, negative(multiply(upper[i]![l]!, solved[l]!)));
		solved[i] = divide(rest, upper[i]![i]!);
	}
	const residuals = scaled({ high: y, low: new Float64Array(rows) }, unit);
	for (let j = 0; j < k; j++) subtractScaled(residuals, solved[j]!, scaled(columns[j]!, scale[j]!), 0, rows);
	return {
		coefficients: Float64Array.from(solved, (one, j) => (one.high * unit) / scale[j]!),
		residuals: residuals.high.map((one) => one * unit),
		sumOfSquares: dot(residuals, residuals, 0, rows).high * unit * unit,
		unscaledCovariance: covarianceOf(upper, scale),
	};
}

/** (R'R)⁻¹ = R⁻¹R⁻¹', brought back to the units of the columns. */
function covarianceOf(upper: readonly (readonly Double2[])[], scale: readonly number[]): Float64Array[] {
	const k = scale.length;
	const inverse = Array.from({ length: k }, () => Array.from({ length: k }, () => nothing));
	for (let j = 0; j < k; j++) {
		inverse[j]![j] = divide({ high: 1, low: 0 }, upper[j]![j]!);
		for (let i = j - 1; i >= 0; i--) {
			let sum = nothing;
			for (let l = i + 1; l <= j; l++) sum = add(sum, multiply(upper[i]![l]!, inverse[l]![j]!));
			inverse[i]![j] = negative(divide(sum, upper[i]![i]!));
		}
	}
	const covariance = Array.from({ length: k }, () => new Float64Array(k));
	for (let i = 0; i < k; i++)
		for (let j = 0; j <= i; j++) {
			let sum = nothing;
			for (let l = i; l < k; l++) sum = add(sum, multiply(inverse[i]![l]!, inverse[j]![l]!));
			covariance[i]![j] = covariance[j]![i] = sum.high / scale[i]! / scale[j]!;
		}
	return covariance;
}

function scaled(vector: Vector2, by: number): Vector2 {
	return { high: vector.high.map((one) => one / by), low: vector.low.map((one) => one / by) };
}

function at(vector: Vector2, i: number): Double2 {
	return { high: vector.high[i]!, low: vector.low[i]! };
}
