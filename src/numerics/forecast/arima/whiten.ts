import { autocovarianceScratch, autocovariances, psiWeights } from './autocovariance.ts';

/**
 * Makes white noise of columns that follow one ARMA: of each column w of n numbers gives u = Σ^(−1/2) w, Σ the covariance of the
 * process for errors of variance 1, and returns log|Σ|; Infinity when Σ is not positive definite.
 */
export type Whitener = (
	phi: Float64Array,
	theta: Float64Array,
	columns: readonly Float64Array[],
	white: readonly Float64Array[],
) => number;

/** What is taken as converged: then the recursion of the errors goes on without that of their variances. */
const steady = 1e-11;

/**
 * Exact Gaussian whitening by Cholesky's decomposition of a band (Ansley 1979; Brockwell and Davis, Time Series: Theory and
 * Methods, 2nd ed., 5.3 and 8.7): after the first p rows, w(t) − Σφw(t−i) is a moving average, whose covariance has q diagonals.
 * Once the variances of the innovations have come down to 1, the rest is the recursion of the errors. Nothing is allocated after
 * the making.
 * @param n length of the columns
 * @param p,q length of φ and θ, seasonal parts multiplied out
 */
export function whitener(n: number, p: number, q: number): Whitener {
	const band = Math.max(p - 1, q, 1);
	// row t: entry of lag k at t·(band + 1) + k
	const width = band + 1;
	const lower = new Float64Array(n * width);
	const variance = new Float64Array(n);
	const root = new Float64Array(n);
	const scaled = new Float64Array(width);
	const psi = new Float64Array(Math.max(q, p) + 1);
	const gamma = new Float64Array(p + 1);
	const scratch = autocovarianceScratch(p);
	const averages = new Float64Array(q + 1);
	const arLags = new Int32Array(p);
	const maLags = new Int32Array(q);

	return (phi, theta, columns, white) => {
		const arCount = lagsOf(phi, arLags);
		const maCount = lagsOf(theta, maLags);
		if (p > 0) {
			psiWeights(phi, theta, psi);
			if (!autocovariances(phi, theta, psi, scratch, gamma)) return Number.POSITIVE_INFINITY;
		}
		for (let k = 0; k <= q; k++) {
			let sum = k === 0 ? 1 : theta[k - 1]!;
			for (let j = k + 1; j <= q; j++) sum += theta[j - 1]! * theta[j - k - 1]!;
			averages[k] = sum;
		}
		let logDeterminant = 0;
		let from = n;
		for (let t = 0; t < n; t++) {
			const first = t < p ? 0 : Math.max(0, t - q);
			const row = t * width;
			let own = t < p ? gamma[0]! : averages[0]!;
			for (let j = first; j < t; j++) {
				const lag = t - j;
				let sum = j >= p ? averages[lag]! : t < p ? gamma[lag]! : crossing(theta, psi, lag, q);
				const low = Math.max(first, j < p ? 0 : j - q);
				const other = j * width + j;
				for (let s = low; s < j; s++) sum -= scaled[t - s]! * lower[other - s]!;
				scaled[lag] = sum;
				const entry = sum / variance[j]!;
				lower[row + lag] = entry;
				own -= sum * entry;
			}
			if (!(own > 0)) return Number.POSITIVE_INFINITY;
			variance[t] = own;
			root[t] = Math.sqrt(own);
			logDeterminant += Math.log(own);
			if (t >= p + q && own - 1 < steady && isSteady(lower, row, theta)) {
				from = t + 1;
				break;
			}
		}
		for (let c = 0; c < columns.length; c++) {
			const w = columns[c]!;
			const u = white[c]!;
			for (let t = 0; t < from; t++) {
				let e = w[t]!;
				if (t >= p) for (let i = 0; i < arCount; i++) e -= phi[arLags[i]! - 1]! * w[t - arLags[i]!]!;
				const first = t < p ? 0 : Math.max(0, t - q);
				const row = t * width + t;
				for (let s = first; s < t; s++) e -= lower[row - s]! * u[s]!;
				u[t] = e;
			}
			for (let t = from; t < n; t++) {
				let e = w[t]!;
				for (let i = 0; i < arCount; i++) e -= phi[arLags[i]! - 1]! * w[t - arLags[i]!]!;
				for (let i = 0; i < maCount; i++) e -= theta[maLags[i]! - 1]! * u[t - maLags[i]!]!;
				u[t] = e;
			}
			for (let t = 0; t < from; t++) u[t]! /= root[t]!;
		}
		return logDeterminant;
	};
}

/** cov(w(i), θ(B)e(i + lag)) = Σₖ θₖψₖ₋lag. */
function crossing(theta: Float64Array, psi: Float64Array, lag: number, q: number): number {
	let sum = 0;
	for (let k = lag; k <= q; k++) sum += theta[k - 1]! * psi[k - lag]!;
	return sum;
}

function isSteady(lower: Float64Array, row: number, theta: Float64Array): boolean {
	for (let k = 1; k <= theta.length; k++)
		if (!(Math.abs(lower[row + k]! - theta[k - 1]!) < 1e-9)) return false;
	return true;
}

/** The lags whose coefficient is not zero; how many. */
export function lagsOf(coefficients: Float64Array, lags: Int32Array): number {
	let count = 0;
	for (let i = 0; i < coefficients.length; i++) if (coefficients[i] !== 0) lags[count++] = i + 1;
	return count;
}
