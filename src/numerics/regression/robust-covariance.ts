import { leverages } from './influence.ts';
import type { Regression } from './regression.ts';

export type HeteroskedasticityKind = 'hc0' | 'hc1' | 'hc2' | 'hc3' | 'hc4';

/**
 * Covariance of the coefficients that holds when the variance of the errors differs, (X'X)⁻¹ X' diag(w_t e_t²) X (X'X)⁻¹: w is 1 (hc0,
 * White 1980), T/(T−k) (hc1), 1/(1−h) (hc2), 1/(1−h)² (hc3; MacKinnon and White 1985), 1/(1−h)^min(4, Th/k) (hc4; Cribari-Neto 2004).
 * @returns k rows of k
 */
export function heteroskedasticCovariance(
	regression: Regression,
	kind: HeteroskedasticityKind,
): Float64Array[] {
	const { residuals, rows, count, df } = regression;
	const h = kind === 'hc0' || kind === 'hc1' ? null : leverages(regression);
	const weights = residuals.map((e, t) => {
		if (kind === 'hc0') return e * e;
		if (kind === 'hc1') return (e * e * rows) / df;
		const left = 1 - h![t]!;
		if (kind === 'hc2') return (e * e) / left;
		if (kind === 'hc3') return (e * e) / left ** 2;
		return (e * e) / left ** Math.min(4, (rows * h![t]!) / count);
	});
	return sandwich(regression, meat(regression, 0, weights));
}

export type Kernel = 'bartlett' | 'parzen' | 'quadratic-spectral';

/**
 * Covariance of the coefficients that holds under heteroskedasticity and autocorrelation: the middle is Γ₀ + Σ_l w_l (Γ_l + Γ_l'),
 * Γ_l = Σ_t e_t e_{t−l} x_t x_{t−l}', w by the kernel (Newey and West 1987: Bartlett; Andrews 1991).
 * @param lag Bartlett and Parzen: lags up to this one count, w_l = k(l/(lag + 1)); quadratic spectral: the bandwidth is lag + 1
 * @param adjusted times T/(T − k)
 * @returns k rows of k
 */
export function autocorrelationCovariance(
	regression: Regression,
	lag: number,
	options: { kernel?: Kernel; adjusted?: boolean } = {},
): Float64Array[] {
	const { residuals, rows, count, df } = regression;
	const { kernel = 'bartlett', adjusted = false } = options;
	const middle = meat(
		regression,
		0,
		residuals.map((e) => e * e),
	);
	const last = kernel === 'quadratic-spectral' ? rows - 1 : Math.min(lag, rows - 1);
	for (let l = 1; l <= last; l++) {
		const weight = weightOf(kernel, l / (lag + 1));
		if (weight === 0) continue;
		const products = new Float64Array(rows);
		for (let t = l; t < rows; t++) products[t] = residuals[t]! * residuals[t - l]!;
		const gamma = meat(regression, l, products);
		for (let i = 0; i < count; i++)
			for (let j = 0; j < count; j++) middle[i]![j]! += weight * (gamma[i]![j]! + gamma[j]![i]!);
	}
	const covariance = sandwich(regression, middle);
	return adjusted ? covariance.map((row) => row.map((x) => (x * rows) / df)) : covariance;
}

/** The lag that Newey and West (1994) take where nothing else is known: ⌊4(T/100)^(2/9)⌋. */
export function neweyWestLag(rows: number): number {
	return Math.floor(4 * (rows / 100) ** (2 / 9));
}

/** Square roots of the diagonal. */
export function standardErrorsOf(covariance: readonly Float64Array[]): Float64Array {
	return Float64Array.from(covariance, (row, j) => Math.sqrt(row[j]!));
}

function weightOf(kernel: Kernel, x: number): number {
	if (kernel === 'bartlett') return Math.max(0, 1 - x);
	if (kernel === 'parzen') return x > 1 ? 0 : x > 0.5 ? 2 * (1 - x) ** 3 : 1 - 6 * x * x + 6 * x ** 3;
	const z = (6 * Math.PI * x) / 5;
	return (3 / (z * z)) * (Math.sin(z) / z - Math.cos(z));
}

/** Σ_t w_t x_t x_{t−lag}'. */
function meat({ columns, rows, count }: Regression, lag: number, weights: Float64Array): Float64Array[] {
	return Array.from({ length: count }, (_, i) =>
		Float64Array.from({ length: count }, (_, j) => {
			let sum = 0;
			for (let t = lag; t < rows; t++) sum += weights[t]! * columns[i]![t]! * columns[j]![t - lag]!;
			return sum;
		}),
	);
}

function sandwich({ unscaledCovariance: bread, count }: Regression, middle: Float64Array[]): Float64Array[] {
	return times(times(bread, middle, count), bread, count);
}

function times(a: readonly Float64Array[], b: readonly Float64Array[], size: number): Float64Array[] {
	return a.map((row) =>
		Float64Array.from({ length: size }, (_, j) => {
			let sum = 0;
			for (let l = 0; l < size; l++) sum += row[l]! * b[l]![j]!;
			return sum;
		}),
	);
}
