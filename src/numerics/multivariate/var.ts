import { cholesky, logDeterminant } from '../linear/cholesky.ts';
import { type Columns, leastSquares } from '../linear/least-squares.ts';
import { productsOver } from '../linear/vectors.ts';
import {
	type Deterministic,
	deterministicColumns,
	type NamedColumn,
	seasonalColumns,
} from './deterministic.ts';

export type VarOptions = {
	lags: number;
	deterministic: Deterministic;
	/** Periods of a year, for centred seasonal dummies. */
	season?: number;
	/** Further columns, as long as the series. */
	exogenous?: readonly NamedColumn[];
	/** The first observation that is explained, from 0; by default the first that has all lags. */
	from?: number;
};

/** A vector autoregression of K variables with m regressors in each equation. */
export type VarFit = {
	options: VarOptions;
	/** The series themselves, K columns of T. */
	series: Columns;
	/** Names of the regressors: lag after lag (`x.l1`), then const, trend, seasonal dummies, exogenous. */
	regressors: string[];
	/** K rows of m. */
	coefficients: Float64Array[];
	standardErrors: Float64Array[];
	/** K columns of n = T − lags. */
	residuals: Float64Array[];
	/** Σ, e'e/(n − m). */
	residualCovariance: Float64Array[];
	/** (Z'Z)⁻¹, m rows of m. */
	unscaledCovariance: Float64Array[];
	/** −nK/2·ln 2π − n/2·ln|e'e/n| − nK/2. */
	logLikelihood: number;
	/** More coefficients in an equation than a third of the observations: say so wherever the fit is shown. */
	isShort: boolean;
};

/**
 * A vector autoregression by least squares, equation by equation (Lütkepohl, New Introduction to Multiple Time Series Analysis, 3.2).
 * @param names of the K series
 * @param series K columns of T numbers, none missing
 * @throws RangeError when there are not more observations than regressors
 * @throws DependentColumns when lags say the same (a constant series beside a constant)
 * @throws NotPositiveDefinite when the residuals of one equation follow from those of others
 */
export function vectorAutoregression(names: readonly string[], series: Columns, options: VarOptions): VarFit {
	const { regressors, columns } = regressorsOf(names, series, options);
	const from = options.from ?? options.lags;
	const rows = series[0]!.length - from;
	if (rows <= columns.length)
		throw new RangeError(`${rows} observations are too few for ${columns.length} coefficients`);
	const fits = series.map((one) => leastSquares(columns, one.slice(from)));
	const residuals = fits.map((fit) => fit.residuals);
	const { unscaledCovariance } = fits[0]!;
	const residualCovariance = productsOver(residuals, rows - columns.length);
	const likely = cholesky(productsOver(residuals, rows));
	return {
		options,
		series,
		regressors,
		coefficients: fits.map((fit) => fit.coefficients),
		standardErrors: residualCovariance.map((row, i) =>
			Float64Array.from(unscaledCovariance, (of, j) => Math.sqrt(row[i]! * of[j]!)),
		),
		residuals,
		residualCovariance,
		unscaledCovariance,
		logLikelihood: (-rows / 2) * (series.length * (Math.log(2 * Math.PI) + 1) + logDeterminant(likely)),
		isShort: 3 * columns.length > rows,
	};
}

/** What stands on the right side of every equation, by name. */
export function regressorsOf(names: readonly string[], series: Columns, options: VarOptions) {
	const { lags, deterministic, season, exogenous = [], from = lags } = options;
	const rows = series[0]!.length - from;
	const lagged = Array.from({ length: lags }, (_, l) =>
		series.map((one, i) => ({
			name: `${names[i]}.l${l + 1}`,
			column: one.slice(from - l - 1, from - l - 1 + rows),
		})),
	).flat();
	const all: NamedColumn[] = [
		...lagged,
		...deterministicColumns(deterministic, from, rows),
		...(season ? seasonalColumns(season, from, rows) : []),
		...exogenous.map(({ name, column }) => ({ name, column: column.slice(from) })),
	];
	return { regressors: all.map((one) => one.name), columns: all.map((one) => one.column) };
}

/** A₁ ... A_p, each K rows of K: what a variable (row) takes from each (column) so many periods before. */
export function lagMatrices(fit: Pick<VarFit, 'coefficients' | 'options'>): Float64Array[][] {
	const k = fit.coefficients.length;
	return Array.from({ length: fit.options.lags }, (_, l) =>
		fit.coefficients.map((row) => row.slice(l * k, (l + 1) * k)),
	);
}
