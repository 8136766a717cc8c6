import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Rows } from '../linear/cholesky.ts';

/** Moduli of the roots of the companion matrix, the largest first; all below one: the process is stable. */
export function rootModuli(lagMatrices: readonly Rows[]): Float64Array {
	const k = lagMatrices[0]!.length;
	const size = k * lagMatrices.length;
	const companion = Matrix.zeros(size, size);
	for (const [l, a] of lagMatrices.entries())
		for (const [i, row] of a.entries())
			for (const [j, one] of row.entries()) companion.set(i, l * k + j, one);
	for (let i = k; i < size; i++) companion.set(i, i - k, 1);
	const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(companion);
	return Float64Array.from(realEigenvalues, (re, i) => Math.hypot(re, imaginaryEigenvalues[i]!))
		.sort()
		.reverse();
}
