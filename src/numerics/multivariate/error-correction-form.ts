import { type Columns, leastSquares } from '../linear/least-squares.ts';
import { combined, productsOver } from '../linear/vectors.ts';
import { seasonalColumns } from './deterministic.ts';
import type { Johansen } from './johansen.ts';
import { bounded, type Forecast, recursion } from './var-forecast.ts';

/** A cointegrated process of rank r, brought back to an autoregression in levels. */
export type LevelsForm = {
	/** A₁ ... A_p, each K rows of K. */
	matrices: Float64Array[][];
	residuals: Float64Array[];
	/** e'e/n. */
	residualCovariance: Float64Array[];
	/** α of the r relations: K rows of r. */
	loadings: Float64Array[];
	/** What stands beside the levels in each equation, by period from 0. */
	beside: (equation: number, period: number) => number;
};

/**
 * The error-correction form Δy = α β'y + Γ₁Δy₋₁ + ... with the first r relations of Johansen's β, by least squares, and the same as
 * an autoregression in levels (Lütkepohl, New Introduction to Multiple Time Series Analysis, 6.3 and 7.2.3).
 * @throws RangeError when the rank is not between 0 and the number of variables
 */
export function levelsForm(test: Johansen, rank: number): LevelsForm {
	const { series, beta, options, parts } = test;
	const k = series.length;
	if (!(rank >= 0 && rank <= k)) throw new RangeError(`rank ${rank} of ${k} variables`);
	const { lags, deterministic, form, season = 0 } = options;
	if ((options.dummies ?? []).length > 0) throw new RangeError('dummies have no future numbers');
	const relations = Array.from({ length: rank }, (_, j) =>
		combined(
			parts.levels,
			beta.map((row) => row[j]!),
		),
	);
	const columns = [...relations, ...parts.outside.map((one) => one.column)];
	const fits = parts.differences.map((one) => leastSquares(columns, one));
	const firstLag = columns.length - k * (lags - 1);
	const gamma = (l: number, i: number, j: number) =>
		l < 1 || l >= lags ? 0 : fits[i]!.coefficients[firstLag + (l - 1) * k + j]!;
	const pi = (i: number, j: number) => {
		let sum = 0;
		for (let r = 0; r < rank; r++) sum += fits[i]!.coefficients[r]! * beta[j]![r]!;
		return sum;
	};
	const levelAt = form === 'longrun' ? lags : 1;
	const matrices = Array.from({ length: lags }, (_, l) =>
		series.map((_, i) =>
			Float64Array.from(
				series,
				(_, j) =>
					gamma(l + 1, i, j) -
					gamma(l, i, j) +
					(l + 1 === levelAt ? pi(i, j) : 0) +
					(l === 0 && i === j ? 1 : 0),
			),
		),
	);
	const residuals = fits.map((fit) => fit.residuals);
	const seasons = season ? seasonalColumns(season, 0, season).map((one) => one.column) : [];
	const seasonAt = rank + (deterministic === 'const' ? 0 : 1);
	return {
		matrices,
		residuals,
		residualCovariance: productsOver(residuals, residuals[0]!.length),
		loadings: fits.map((fit) => fit.coefficients.slice(0, rank)),
		beside: (i, period) => {
			const b = fits[i]!.coefficients;
			let sum = deterministic === 'const' ? pi(i, k) : b[rank]!;
			if (deterministic === 'trend') sum += pi(i, k) * (period + 1 - levelAt);
			for (const [s, column] of seasons.entries()) sum += b[seasonAt + s]! * column[period % season]!;
			return sum;
		},
	};
}

/** Forecasts of a cointegrated process of rank r, with bounds that take the coefficients as known. */
export function forecastCointegrated(
	test: Johansen,
	rank: number,
	horizon: number,
	level = 0.95,
): Forecast[] {
	const form = levelsForm(test, rank);
	const from = test.series[0]!.length;
	const known: Columns = test.series.map((_, i) =>
		Float64Array.from({ length: horizon }, (_, h) => form.beside(i, from + h)),
	);
	const means = recursion(form.matrices, test.series, known, horizon);
	return bounded(means, form.matrices, form.residualCovariance, level);
}
