import { inverse, Matrix } from 'ml-matrix';

/**
 * Standard errors of the parameters at a minimum of f = −ln L/n: square roots of the diagonal of (n·H)⁻¹, H the matrix of second
 * derivatives by central differences of the given steps. NaN where the curvature is not that of a minimum.
 */
export function standardErrorsAt(
	f: (x: Float64Array) => number,
	at: Float64Array,
	steps: Float64Array,
	n: number,
): Float64Array {
	const k = at.length;
	if (k === 0) return new Float64Array(0);
	const here = f(at);
	const x = at.slice();
	const moved = (i: number, a: number, j: number, b: number) => {
		x.set(at);
		x[i]! += a * steps[i]!;
		x[j]! += b * steps[j]!;
		return f(x);
	};
	const h = Matrix.zeros(k, k);
	for (let i = 0; i < k; i++) {
		h.set(i, i, (moved(i, 2, i, 0) - 2 * here + moved(i, -2, i, 0)) / (4 * steps[i]! ** 2));
		for (let j = 0; j < i; j++) {
			const second =
				(moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) /
				(4 * steps[i]! * steps[j]!);
			h.set(i, j, second);
			h.set(j, i, second);
		}
	}
	const unknown = new Float64Array(k).fill(Number.NaN);
	if (!h.to1DArray().every(Number.isFinite)) return unknown;
	// to the scale of its diagonal, so that units of the regressors do not matter
	const scale = Float64Array.from({ length: k }, (_, i) => 1 / Math.sqrt(h.get(i, i)));
	if (!scale.every(Number.isFinite)) return unknown;
	for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) h.set(i, j, h.get(i, j) * scale[i]! * scale[j]!);
	try {
		const inverted = inverse(h);
		return Float64Array.from(scale, (one, i) => one * Math.sqrt(inverted.get(i, i) / n));
	} catch {
		return unknown;
	}
}
