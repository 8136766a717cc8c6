import type { Columns } from '../linear/least-squares.ts';
import { type Estimate, estimateEquation, UnfitSample } from './estimate.ts';

export type ErrorCorrection = {
	/** y = a + Σ b_j x_j + u, over the whole sample. */
	longRun: Estimate;
	/**
	 * Δy = c + Σ d_j Δx_j + Σ_l g_l Δy_{−l} + Σ_l Σ_j d_jl Δx_{j,−l} + α u_{−1}, over what lags leave; names `constant`, `Δx`, `Δy(-1)`,
	 * `Δx(-1)`, `u(-1)`.
	 */
	shortRun: Estimate;
	/** α: the share of what y is away from its long run that the next period takes back, when it is below zero. */
	adjustment: number;
	/** Periods until half of a distance is gone, ln ½/ln(1 + α); null when nothing draws y back. */
	halfLife: number | null;
};

/**
 * Error correction in two steps (Engle and Granger 1987): the long run by least squares, superconsistent when the series are
 * cointegrated; then changes with its residual of the period before. Standard errors of the long run are not for tests; t of α is not
 * Student's when the series are not cointegrated.
 * @param y T numbers
 * @param columns T numbers each, without a constant
 * @param lags of changes in the short run, 0 or more
 * @throws UnfitSample, DependentColumns as `estimateEquation`
 */
export function errorCorrection(
	y: Float64Array,
	columns: Columns,
	names: readonly string[],
	lags = 0,
): ErrorCorrection {
	const rows = y.length;
	if (rows <= lags + 1)
		throw new UnfitSample(`${rows} observations are too few for ${lags} lags`, null, null);
	const ones = new Float64Array(rows).fill(1);
	const longRun = estimateEquation({ y, columns: [ones, ...columns], names: ['constant', ...names] });
	const change = (series: Float64Array, lag: number) =>
		Float64Array.from({ length: rows - 1 - lags }, (_, t) => {
			const at = t + 1 + lags - lag;
			return series[at]! - series[at - 1]!;
		});
	const parts: { name: string; column: Float64Array }[] = [
		{ name: 'constant', column: ones.subarray(1 + lags) },
	];
	for (let lag = 0; lag <= lags; lag++) {
		const suffix = lag === 0 ? '' : `(-${lag})`;
		if (lag > 0) parts.push({ name: `Δy${suffix}`, column: change(y, lag) });
		for (const [j, name] of names.entries())
			parts.push({ name: `Δ${name}${suffix}`, column: change(columns[j]!, lag) });
	}
	parts.push({ name: 'u(-1)', column: longRun.residuals.subarray(lags, rows - 1) });
	const shortRun = estimateEquation({
		y: change(y, 0),
		columns: parts.map((one) => one.column),
		names: parts.map((one) => one.name),
	});
	const adjustment = shortRun.coefficients.at(-1)!;
	const draws = adjustment < 0 && adjustment > -2;
	return {
		longRun,
		shortRun,
		adjustment,
		halfLife: draws ? Math.log(0.5) / Math.log(Math.abs(1 + adjustment)) : null,
	};
}
