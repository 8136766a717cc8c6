import { seeded } from '../classifier/seeded.ts';

/**
 * Draws of the standard normal distribution that depend on the seed and the stream alone (the polar method of Marsaglia and Bray
 * 1964, on 53 bits). Each replica has its own stream: more replicas leave the first ones as they were.
 */
export function normalDraws(seed: number, stream: number): () => number {
	const random = seeded(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35));
	const uniform = () =>
		(Math.floor(random() * 67_108_864) * 134_217_728 + Math.floor(random() * 134_217_728)) /
		9_007_199_254_740_992;
	let kept = Number.NaN;
	return () => {
		if (!Number.isNaN(kept)) {
			const one = kept;
			kept = Number.NaN;
			return one;
		}
		for (;;) {
			const u = 2 * uniform() - 1;
			const v = 2 * uniform() - 1;
			const s = u * u + v * v;
			if (s >= 1 || s === 0) continue;
			const factor = Math.sqrt((-2 * Math.log(s)) / s);
			kept = v * factor;
			return u * factor;
		}
	};
}

/**
 * L of a covariance L L', by rows (Cholesky; Golub and Van Loan, 4th ed., 4.2). Directions without variance, as of restricted
 * coefficients, get zeros.
 * @throws RangeError when the matrix is no covariance
 */
export function choleskyRoot(covariance: readonly ArrayLike<number>[]): Float64Array[] {
	const n = covariance.length;
	const root = Array.from({ length: n }, () => new Float64Array(n));
	for (let j = 0; j < n; j++) {
		let left = covariance[j]![j]!;
		for (let k = 0; k < j; k++) left -= root[j]![k]! ** 2;
		const nothing = 1e-12 * Math.abs(covariance[j]![j]!);
		if (!(left >= -nothing))
			throw new RangeError('a matrix that is no covariance: not positive semidefinite');
		const pivot = left > nothing ? Math.sqrt(left) : 0;
		root[j]![j] = pivot;
		for (let i = j + 1; i < n && pivot > 0; i++) {
			let sum = covariance[i]![j]!;
			for (let k = 0; k < j; k++) sum -= root[i]![k]! * root[j]![k]!;
			root[i]![j] = sum / pivot;
		}
	}
	return root;
}

/**
 * Draws of a normal distribution with mean 0 and this covariance. What is returned is overwritten by the next draw.
 * @throws RangeError when the matrix is no covariance
 */
export function correlatedDraws(
	covariance: readonly ArrayLike<number>[],
): (normal: () => number) => Float64Array {
	const root = choleskyRoot(covariance);
	const n = root.length;
	// most errors go with few others
	const places = root.map((row) => Int32Array.from(row.keys()).filter((k) => row[k] !== 0));
	const factors = root.map((row, i) => Float64Array.from(places[i]!, (k) => row[k]!));
	const z = new Float64Array(n);
	const drawn = new Float64Array(n);
	return (normal) => {
		for (let i = 0; i < n; i++) z[i] = normal();
		for (let i = 0; i < n; i++) {
			const at = places[i]!;
			const by = factors[i]!;
			let sum = 0;
			for (let k = 0; k < at.length; k++) sum += by[k]! * z[at[k]!]!;
			drawn[i] = sum;
		}
		return drawn;
	};
}
