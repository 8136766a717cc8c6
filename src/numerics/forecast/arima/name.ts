import type { ArimaModel } from './fit.ts';

/** The usual name: ARIMA(1,1,2)(0,1,1)[12] with drift. */
export function arimaName({ order, coefficients, params }: ArimaModel): string {
	const { p, d, q, P, D, Q, period } = order;
	const seasonal = period > 1 && P + D + Q > 0 ? `(${P},${D},${Q})[${period}]` : '';
	const model = `ARIMA(${p},${d},${q})${seasonal}`;
	const others = coefficients.slice(params.length).map((one) => one.name);
	if (others.some((name) => name !== 'intercept' && name !== 'drift'))
		return `Regression with ${model} errors`;
	if (others.includes('drift')) return `${model} with drift`;
	if (others.includes('intercept')) return `${model} with non-zero mean`;
	return d + D === 0 ? `${model} with zero mean` : model;
}
