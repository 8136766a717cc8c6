import { cholesky, logDeterminant } from '../linear/cholesky.ts';
import { type Columns, factorise, rotate } from '../linear/householder.ts';
import { DependentColumns } from '../linear/least-squares.ts';
import { productsOver } from '../linear/vectors.ts';
import { regressorsOf, type VarOptions } from './var.ts';

/** Criteria of 1 ... n lags, the smaller the better. */
export type LagSelection = { aic: Float64Array; hq: Float64Array; sc: Float64Array; fpe: Float64Array };

/**
 * Criteria of Akaike, Hannan and Quinn, Schwarz, and the final prediction error of vector autoregressions of 1 ... `most` lags over the
 * same n observations (Lütkepohl, New Introduction to Multiple Time Series Analysis, 4.3): ln|e'e/n| and a penalty for the mK coefficients.
 * @throws RangeError when there are not enough observations for the most lags
 * @throws DependentColumns when lags say the same
 */
export function selectLags(
	names: readonly string[],
	series: Columns,
	options: Omit<VarOptions, 'lags' | 'from'>,
	most: number,
): LagSelection {
	const k = series.length;
	const n = series[0]!.length - most;
	const found: LagSelection = {
		aic: new Float64Array(most),
		hq: new Float64Array(most),
		sc: new Float64Array(most),
		fpe: new Float64Array(most),
	};
	for (let lags = 1; lags <= most; lags++) {
		const { regressors, columns } = regressorsOf(names, series, { ...options, lags, from: most });
		const fit = logDeterminant(cholesky(productsOver(unexplained(columns, series, most), n)));
		const perObservation = (regressors.length * k) / n;
		found.aic[lags - 1] = fit + 2 * perObservation;
		found.hq[lags - 1] = fit + 2 * Math.log(Math.log(n)) * perObservation;
		found.sc[lags - 1] = fit + Math.log(n) * perObservation;
		found.fpe[lags - 1] = ((n + regressors.length) / (n - regressors.length)) ** k * Math.exp(fit);
	}
	return found;
}

/** What columns leave of the series, in as many numbers as are free: they have the products of the residuals. */
function unexplained(columns: Columns, series: Columns, from: number): Float64Array[] {
	const rows = series[0]!.length - from;
	if (rows <= columns.length)
		throw new RangeError(`${rows} observations are too few for ${columns.length} coefficients`);
	const factor = factorise(columns, rows);
	if (factor.dependent.length > 0) throw new DependentColumns(factor.dependent);
	return series.map((one) => {
		const rotated = one.slice(from);
		rotate(factor, rotated);
		return rotated.slice(columns.length);
	});
}
