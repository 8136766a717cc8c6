/**
 * L of a covariance L L', by rows (Cholesky; Golub and Van Loan, 4th ed., 4.2). Directions without variance, as of restricted
 * coefficients, get zeros.
 * @throws RangeError when the matrix is no covariance
 */
export function semidefiniteRoot(covariance: readonly ArrayLike<number>[]): Float64Array[] {
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
