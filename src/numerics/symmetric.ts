/** Eigenvalues from the largest to the smallest; vector r stands in `vectors[r * size ... ]`. */
export type Eigen = { values: Float64Array; vectors: Float64Array };

/**
 * All eigenvalues and eigenvectors of a small symmetric matrix (size × size, by rows) by the cyclic method of Jacobi (1846; Golub
 * and Van Loan, Matrix Computations, 4th ed., 8.5): each rotation brings one pair of elements off the diagonal to zero, until
 * their squares are nothing beside those of the diagonal.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
	const a = matrix.slice();
	const v = new Float64Array(size * size);
	for (let i = 0; i < size; i++) v[i * size + i] = 1;
	for (let sweep = 0; sweep < 60; sweep++) {
		let off = 0;
		let on = 0;
		for (let i = 0; i < size; i++)
			for (let j = 0; j < size; j++) {
				if (i === j) on += a[i * size + j]! ** 2;
				else off += a[i * size + j]! ** 2;
			}
		if (off <= 1e-30 * on || off === 0) break;
		for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
	}
	const order = Array.from({ length: size }, (_, i) => i).sort(
		(x, y) => a[y * size + y]! - a[x * size + x]! || x - y,
	);
	const vectors = new Float64Array(size * size);
	for (const [r, i] of order.entries())
		for (let k = 0; k < size; k++) vectors[r * size + k] = v[k * size + i]!;
	return { values: Float64Array.from(order, (i) => a[i * size + i]!), vectors };
}

/** The rotation of rows and columns p and q after which the element between them is zero. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
	const apq = a[p * size + q]!;
	if (apq === 0) return;
	const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
	const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
	const c = 1 / Math.sqrt(t * t + 1);
	const s = t * c;
	for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s);
	for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s);
	for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q, c, s);
}

function turn(a: Float64Array, x: number, y: number, c: number, s: number): void {
	const ax = a[x]!;
	const ay = a[y]!;
	a[x] = c * ax - s * ay;
	a[y] = s * ax + c * ay;
}
