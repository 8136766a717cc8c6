import { fisherAbove } from '../distributions/tails.ts';
import { inverseOfDefinite, type Rows } from '../linear/cholesky.ts';
import type { VarFit } from './var.ts';

export type GrangerTest = { F: number; df: [number, number]; p: number };

/**
 * Whether lags of the variables `causes` (by number) help to foresee the others: F of the hypothesis that all their coefficients in
 * the equations of the others are zero (Lütkepohl, New Introduction to Multiple Time Series Analysis, 3.6.1). The covariance
 * of these coefficients is Σ ⊗ (Z'Z)⁻¹ of the parts concerned, and so is its inverse.
 */
export function grangerTest(fit: VarFit, causes: readonly number[]): GrangerTest {
	const { coefficients, residualCovariance, unscaledCovariance, options, residuals } = fit;
	const k = coefficients.length;
	const others = coefficients.map((_, i) => i).filter((i) => !causes.includes(i));
	const columns = Array.from({ length: options.lags }, (_, l) => causes.map((j) => l * k + j)).flat();
	const sigma = inverseOfDefinite(part(residualCovariance, others));
	const scale = columns.map((j) => Math.sqrt(unscaledCovariance[j]![j]!));
	const unscaled = part(unscaledCovariance, columns);
	const inner = inverseOfDefinite(
		unscaled.map((row, i) => row.map((one, j) => one / (scale[i]! * scale[j]!))),
	);
	let wald = 0;
	for (const [a, i] of others.entries())
		for (const [b, j] of others.entries())
			for (const [c, one] of columns.entries())
				for (const [d, other] of columns.entries())
					wald +=
						(sigma[a]![b]! * inner[c]![d]! * coefficients[i]![one]! * coefficients[j]![other]!) /
						(scale[c]! * scale[d]!);
	const restrictions = others.length * columns.length;
	const free = k * residuals[0]!.length - k * coefficients[0]!.length;
	const F = wald / restrictions;
	return { F, df: [restrictions, free], p: fisherAbove(F, restrictions, free) };
}

function part(matrix: Rows, which: readonly number[]): Float64Array[] {
	return which.map((i) => Float64Array.from(which, (j) => matrix[i]![j]!));
}
