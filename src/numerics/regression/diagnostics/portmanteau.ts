import { chiSquareAbove } from '../../distributions/tails.ts';
import { centred, type TestResult } from '../regression.ts';

/**
 * Autocorrelations r_l of a series up to a lag, together: Q = TΣr_l² (Box and Pierce 1970) or T(T + 2)Σr_l²/(T − l) (Ljung and Box
 * 1978); chi-square with lag − fitted.
 * @param fitted how many parameters of an ARMA model the series are the residuals of
 */
export function portmanteau(
	values: Float64Array,
	lag: number,
	kind: 'box-pierce' | 'ljung-box',
	fitted = 0,
): TestResult {
	const rows = values.length;
	const x = centred(values);
	let square = 0;
	for (let t = 0; t < rows; t++) square += x[t]! * x[t]!;
	let sum = 0;
	for (let l = 1; l <= lag; l++) {
		let product = 0;
		for (let t = l; t < rows; t++) product += x[t]! * x[t - l]!;
		const r = product / square;
		sum += kind === 'ljung-box' ? ((rows + 2) * r * r) / (rows - l) : r * r;
	}
	const statistic = rows * sum;
	return { statistic, df: [lag - fitted], p: chiSquareAbove(statistic, lag - fitted) };
}
