import { semidefiniteRoot } from '../linear/semidefinite-root.ts';

/**
 * Draws of a normal distribution with mean 0 and this covariance. What is returned is overwritten by the next draw.
 * @throws RangeError when the matrix is no covariance
 */
export function correlatedDraws(
	covariance: readonly ArrayLike<number>[],
): (normal: () => number) => Float64Array {
	const root = semidefiniteRoot(covariance);
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
