import { regressionSummary } from './regression-summary.ts';

/**
 * The t of ρ in Δu = ρu₋₁ + Σ γΔu₋ⱼ, of residuals of a long-run relation (Engle and Granger 1987); its critical values are MacKinnon's
 * for cointegration, not those of a series observed.
 * @param lags of the change, 0 or more
 */
export function residualDickeyFuller(u: Float64Array, lags: number): number {
	const n = u.length - 1 - lags;
	const change = (back: number) =>
		Float64Array.from({ length: n }, (_, t) => u[lags + 1 + t - back]! - u[lags + t - back]!);
	const columns = [u.slice(lags, lags + n), ...Array.from({ length: lags }, (_, j) => change(j + 1))];
	const names = columns.map((_, j) => `${j}`);
	return regressionSummary(names, columns, change(0), false).tStatistics[0]!;
}

/**
 * Z of Phillips and Ouliaris (1990) from the residuals of the long-run relation: n(ρ − 1) less a correction by the long-run variance with
 * Bartlett's weights over n/100 lags (`short`) or n/30, as R's tseries has it.
 */
export function phillipsOuliaris(u: Float64Array, short = true): number {
	const n = u.length - 1;
	let cross = 0;
	let square = 0;
	for (let t = 0; t < n; t++) {
		cross += u[t + 1]! * u[t]!;
		square += u[t]! ** 2;
	}
	const rho = cross / square;
	const k = Float64Array.from({ length: n }, (_, t) => u[t + 1]! - rho * u[t]!);
	const lags = Math.trunc(n / (short ? 100 : 30));
	let correction = 0;
	for (let i = 1; i <= lags; i++) {
		let product = 0;
		for (let t = i; t < n; t++) product += k[t]! * k[t - i]!;
		correction += (1 - i / (lags + 1)) * product;
	}
	return n * (rho - 1) - (0.5 * n ** 2 * ((2 * correction) / n)) / square;
}
