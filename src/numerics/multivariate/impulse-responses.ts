import { cholesky, type Rows } from '../linear/cholesky.ts';

/**
 * Φ₀ ... Φ_h of the moving average form: Φ₀ = I, Φₛ = Σ Φₛ₋ⱼAⱼ (Lütkepohl, New Introduction to Multiple Time Series Analysis, 2.1.2).
 * Element (i, j): what variable i does s periods after an impulse of one in variable j.
 */
export function movingAverage(lagMatrices: readonly Rows[], horizon: number): Float64Array[][] {
	const k = lagMatrices[0]!.length;
	const phi = [
		Array.from({ length: k }, (_, i) => Float64Array.from({ length: k }, (_, j) => (i === j ? 1 : 0))),
	];
	for (let s = 1; s <= horizon; s++) {
		const next = Array.from({ length: k }, () => new Float64Array(k));
		for (const [j, a] of lagMatrices.slice(0, s).entries()) addProduct(next, phi[s - j - 1]!, a);
		phi.push(next);
	}
	return phi;
}

/** Θₛ = ΦₛL with Σ = LL': responses to impulses of one standard deviation that come apart in the order of the variables. */
export function orthogonalResponses(
	lagMatrices: readonly Rows[],
	sigma: Rows,
	horizon: number,
): Float64Array[][] {
	const lower = cholesky(sigma);
	return movingAverage(lagMatrices, horizon).map((phi) => {
		const theta = phi.map((row) => new Float64Array(row.length));
		addProduct(theta, phi, lower);
		return theta;
	});
}

/** Shares of each impulse (column) in the variance of a variable's (row) forecast 1 ... h periods ahead; rows sum to one. */
export function varianceDecomposition(responses: readonly Rows[]): Float64Array[][] {
	const k = responses[0]!.length;
	const sums = Array.from({ length: k }, () => new Float64Array(k));
	return responses.map((theta) => {
		for (const [i, row] of theta.entries()) for (let j = 0; j < k; j++) sums[i]![j]! += row[j]! ** 2;
		return sums.map((row) => {
			const all = row.reduce((sum, one) => sum + one, 0);
			return row.map((one) => one / all);
		});
	});
}

function addProduct(into: Float64Array[], a: Rows, b: Rows): void {
	for (const [i, row] of into.entries())
		for (let l = 0; l < b.length; l++) {
			const weight = a[i]![l]!;
			for (let j = 0; j < row.length; j++) row[j]! += weight * b[l]![j]!;
		}
}
