import { normalQuantile } from '../distributions/quantiles.ts';
import type { Rows } from '../linear/cholesky.ts';
import type { Columns } from '../linear/least-squares.ts';
import { deterministicColumns, seasonalColumns } from './deterministic.ts';
import { orthogonalResponses } from './impulse-responses.ts';
import { lagMatrices, type VarFit } from './var.ts';

/** Of one variable, a number a period ahead. */
export type Forecast = { mean: Float64Array; lower: Float64Array; upper: Float64Array };

/**
 * Forecasts of a vector autoregression with bounds ± z·√ diag ΣΦₛΣΦₛ' of the error of forecast, the coefficients taken as known
 * (Lütkepohl, New Introduction to Multiple Time Series Analysis, 2.2).
 * @param level of the bounds, as 0.95
 * @param future of the exogenous columns, in their order, `horizon` numbers each
 */
export function forecastVar(fit: VarFit, horizon: number, level = 0.95, future: Columns = []): Forecast[] {
	const { options, series, coefficients } = fit;
	const exogenous = options.exogenous ?? [];
	if (future.length !== exogenous.length || future.some((one) => one.length < horizon))
		throw new RangeError('a forecast needs future numbers of every exogenous column');
	const from = series[0]!.length;
	const beside = [
		...deterministicColumns(options.deterministic, from, horizon),
		...(options.season ? seasonalColumns(options.season, from, horizon) : []),
	].map((one) => one.column);
	const lagged = options.lags * series.length;
	const known = coefficients.map((row) => {
		const sum = new Float64Array(horizon);
		for (const [j, column] of [...beside, ...future].entries())
			for (let h = 0; h < horizon; h++) sum[h]! += row[lagged + j]! * column[h]!;
		return sum;
	});
	const matrices = lagMatrices(fit);
	const means = recursion(matrices, series, known, horizon);
	return bounded(means, matrices, fit.residualCovariance, level);
}

/** yₜ = kₜ + A₁yₜ₋₁ + ... + A_p yₜ₋p on from the last of the series. */
export function recursion(
	matrices: readonly Rows[],
	series: Columns,
	known: Columns,
	horizon: number,
): Float64Array[] {
	const lags = matrices.length;
	const paths = series.map((one) => {
		const path = new Float64Array(lags + horizon);
		path.set(one.subarray(one.length - lags));
		return path;
	});
	for (let h = 0; h < horizon; h++)
		for (const [i, path] of paths.entries()) {
			let next = known[i]![h]!;
			for (const [l, a] of matrices.entries())
				for (let j = 0; j < paths.length; j++) next += a[i]![j]! * paths[j]![lags + h - l - 1]!;
			path[lags + h] = next;
		}
	return paths.map((path) => path.slice(lags));
}

/** Means with bounds from the responses to orthogonal impulses. */
export function bounded(means: Columns, matrices: readonly Rows[], sigma: Rows, level: number): Forecast[] {
	const z = normalQuantile((1 + level) / 2);
	const responses = orthogonalResponses(matrices, sigma, means[0]!.length - 1);
	return means.map((mean, i) => {
		let variance = 0;
		const half = Float64Array.from(responses, (theta) => {
			for (const one of theta[i]!) variance += one * one;
			return z * Math.sqrt(variance);
		});
		return { mean, lower: mean.map((one, h) => one - half[h]!), upper: mean.map((one, h) => one + half[h]!) };
	});
}
