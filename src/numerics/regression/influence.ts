import { factorise, inverseUpper } from '../linear/householder.ts';
import type { Regression } from './regression.ts';

export type Influence = {
	/** h_t = x_t'(X'X)⁻¹x_t, T numbers from 0 to 1. */
	leverages: Float64Array;
	/** e_t/(s√(1 − h_t)), s with all observations. */
	standardizedResiduals: Float64Array;
	/** e_t/(s_(t)√(1 − h_t)), s_(t) without observation t: Student's t with T − k − 1. */
	studentizedResiduals: Float64Array;
	/** Σ of squared changes of the fit when t is left out, over ks². */
	cooksDistance: Float64Array;
	/** How far the fit of t moves when t is left out, in its standard errors. */
	dffits: Float64Array;
};

/** How much each observation makes of the fit (Belsley, Kuh and Welsch, Regression Diagnostics, ch. 2; Cook 1977). */
export function influence(regression: Regression): Influence {
	const { residuals, sumOfSquares, df, count } = regression;
	const h = leverages(regression);
	const variance = sumOfSquares / df;
	const standardizedResiduals = residuals.map((e, t) => e / Math.sqrt(variance * (1 - h[t]!)));
	const studentizedResiduals = residuals.map((e, t) => {
		const without = (sumOfSquares - (e * e) / (1 - h[t]!)) / (df - 1);
		return e / Math.sqrt(without * (1 - h[t]!));
	});
	return {
		leverages: h,
		standardizedResiduals,
		studentizedResiduals,
		cooksDistance: standardizedResiduals.map((r, t) => (r * r * h[t]!) / (1 - h[t]!) / count),
		dffits: studentizedResiduals.map((r, t) => r * Math.sqrt(h[t]! / (1 - h[t]!))),
	};
}

/** h_t = x_t'(X'X)⁻¹x_t: the lengths of the rows of XR⁻¹, squared. */
export function leverages({
	columns,
	rows,
	count,
}: Pick<Regression, 'columns' | 'rows' | 'count'>): Float64Array {
	const factor = factorise(columns, rows);
	const inverse = inverseUpper(factor);
	const h = new Float64Array(rows);
	for (let t = 0; t < rows; t++)
		for (let j = 0; j < count; j++) {
			let sum = 0;
			for (let i = 0; i <= j; i++) sum += (columns[i]![t]! / factor.scale[i]!) * inverse[i * count + j]!;
			h[t]! += sum * sum;
		}
	return h;
}
