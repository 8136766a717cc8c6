import { factorise, rotate } from '../linear/householder.ts';
import type { Columns } from '../linear/least-squares.ts';

/** Residuals r(x), T numbers, and the columns of −∂r/∂x; null where they are not finite. */
export type Residuals = (x: Float64Array) => { residuals: Float64Array; jacobian: Columns } | null;

export type Descent = {
	x: Float64Array;
	sumOfSquares: number;
	iterations: number;
	/** No step makes the sum of squares less, within rounding. */
	isConverged: boolean;
};

const maximum = 5000;
/** A length that stood long ago may tell of another place altogether. */
const fading = 0.5;

/**
 * min |r(x)|² by Levenberg (1944) and Marquardt (1963): steps δ of min |r − Jδ|² + λ|Dδ|² by QR, D the largest lengths of the columns so
 * far (Moré 1978), λ by the ratio of the true and the foreseen decrease (Nielsen 1999; Madsen, Nielsen and Tingleff 2004, 3.2).
 * @param start where r must be finite, else null is given
 * @param isAccelerated follow the curve of the step to the second order, forget old lengths, and change λ by fixed factors, less readily
 * up than down (Transtrum and Sethna 2012): slower, but gets through long bent valleys
 */
export function levenbergMarquardt(
	residualsAt: Residuals,
	start: Float64Array,
	isAccelerated = false,
): Descent | null {
	let x = start;
	let here = residualsAt(x);
	if (!here) return null;
	let sum = squares(here.residuals);
	const size = x.length;
	const longest = new Float64Array(size);
	let damping = 1e-3;
	let growth = 2;
	for (let iterations = 1; iterations <= maximum; iterations++) {
		const { residuals, jacobian } = here;
		for (let j = 0; j < size; j++)
			longest[j] =
				Math.max(longest[j]! * (isAccelerated ? fading : 1), Math.sqrt(squares(jacobian[j]!))) || 1;
		const step = stepOf(jacobian, residuals, longest, damping);
		if (isAccelerated) accelerate(residualsAt, x, here, step, longest, damping);
		const next = x.map((one, j) => one + step[j]!);
		const there = step.every(Number.isFinite) ? residualsAt(next) : null;
		const sumThere = there ? squares(there.residuals) : Number.POSITIVE_INFINITY;
		// |r|² − |r − Jδ|² = |Jδ|² + 2λ|Dδ|² for this δ
		let foreseen = 0;
		for (let t = 0; t < residuals.length; t++) {
			let moved = 0;
			for (let j = 0; j < size; j++) moved += jacobian[j]![t]! * step[j]!;
			foreseen += moved * moved;
		}
		for (let j = 0; j < size; j++) foreseen += 2 * damping * (longest[j]! * step[j]!) ** 2;
		const small = step.every((one, j) => Math.abs(one) <= 1e-15 * Math.abs(x[j]!));
		if (sumThere < sum) {
			const gain = (sum - sumThere) / foreseen;
			damping *= isAccelerated ? 1 / 5 : Math.max(1 / 3, 1 - (2 * Math.min(gain, 1.5) - 1) ** 3);
			damping = Math.max(damping, 1e-18);
			growth = 2;
			x = next;
			here = there!;
			sum = sumThere;
			if (small) return { x, sumOfSquares: sum, iterations, isConverged: true };
		} else {
			if (small || (foreseen <= 1e-15 * sum && there))
				return { x, sumOfSquares: sum, iterations, isConverged: true };
			damping *= isAccelerated ? 2 : growth;
			growth *= 2;
			if (!(damping < 1e40)) return { x, sumOfSquares: sum, iterations, isConverged: false };
		}
	}
	return { x, sumOfSquares: sum, iterations: maximum, isConverged: false };
}

/** step += a/2, min |f'' + Ja|² + λ|Da|² with f'' the second derivative of f = y − r along the step; not where a is long. */
function accelerate(
	residualsAt: Residuals,
	x: Float64Array,
	{ residuals, jacobian }: { residuals: Float64Array; jacobian: Columns },
	step: Float64Array,
	longest: Float64Array,
	damping: number,
): void {
	const share = 0.1;
	const near = residualsAt(x.map((one, j) => one + share * step[j]!));
	if (!near) return;
	const bend = residuals.map((r, t) => {
		const moved = jacobian.reduce((sum, column, j) => sum + column[t]! * step[j]!, 0);
		return (-2 / share) * ((r - near.residuals[t]!) / share - moved);
	});
	const turn = stepOf(jacobian, bend, longest, damping);
	const lengthOf = (one: Float64Array) => Math.sqrt(squares(one.map((part, j) => part * longest[j]!)));
	if (!(lengthOf(turn) < 0.75 * lengthOf(step))) return;
	for (let j = 0; j < step.length; j++) step[j]! += turn[j]! / 2;
}

function stepOf(
	jacobian: Columns,
	residuals: Float64Array,
	longest: Float64Array,
	damping: number,
): Float64Array {
	const size = longest.length;
	const rows = residuals.length;
	const right = new Float64Array(rows + size);
	right.set(residuals);
	const root = Math.sqrt(damping);
	const columns = jacobian.map((column, j) => {
		const extended = new Float64Array(rows + size);
		for (let t = 0; t < rows; t++) extended[t] = column[t]! / longest[j]!;
		extended[rows + j] = root;
		return extended;
	});
	const factor = factorise(columns, rows + size);
	rotate(factor, right);
	const { upper, scale } = factor;
	const step = new Float64Array(size);
	if (factor.dependent.length > 0) return step.fill(Number.NaN);
	for (let i = size - 1; i >= 0; i--) {
		let rest = right[i]!;
		for (let l = i + 1; l < size; l++) rest -= upper[i * size + l]! * step[l]!;
		step[i] = rest / upper[i * size + i]!;
	}
	for (let i = 0; i < size; i++) step[i]! /= scale[i]! * longest[i]!;
	return step;
}

export function squares(values: Float64Array): number {
	let sum = 0;
	for (let t = 0; t < values.length; t++) sum += values[t]! ** 2;
	return sum;
}
