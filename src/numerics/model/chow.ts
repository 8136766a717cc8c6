import { fisherAbove } from '../distributions/tails.ts';
import { type Equation, type Estimate, estimateEquation } from '../regression/estimate.ts';

/** Whether an equation that was estimated over the first observations holds for those after them. */
export type PredictiveTest = {
	base: Estimate;
	/** F and its probability under stability. */
	fValue: number;
	df: [number, number];
	fProbability: number;
	/** One number per observation after the base: x'b, y less that, its standard error under stability, and their ratio. */
	predict: Float64Array;
	error: Float64Array;
	standardError: Float64Array;
	tStatistic: Float64Array;
};

/**
 * Chow's predictive test (Chow 1960; Greene, Econometric Analysis, 7th ed., 6.4.3): of the m observations after the first `baseRows`,
 * F = ((RSS_all − RSS_base)/m)/(RSS_base/(T_base − k)) with m and T_base − k degrees of freedom. Standard error of the forecast of an
 * observation x: s·√(1 + x'(X'X)⁻¹x), s and X of the base.
 * @param conventions `bimets`: T_all − k in place of T_base − k, as that program has it
 * @throws RangeError when nothing is left to predict, or the equation has autocorrelated errors
 * @throws UnfitSample, DependentColumns, ContradictingRestrictions as `estimateEquation` does
 */
export function predictiveTest(
	equation: Equation,
	baseRows: number,
	conventions: 'standard' | 'bimets' = 'standard',
): PredictiveTest {
	const { before = 0, y, columns, instruments } = equation;
	const m = y.length - before - baseRows;
	if (!(m > 0)) throw new RangeError('no observations after the base');
	if (equation.autoOrder) throw new RangeError('the test does not know autocorrelated errors');
	const first = (column: Float64Array) => column.subarray(0, before + baseRows);
	const base = estimateEquation({
		...equation,
		conventions,
		y: first(y),
		columns: columns.map(first),
		...(instruments ? { instruments: instruments.map(first) } : {}),
	});
	const all = estimateEquation({ ...equation, conventions });
	const below = conventions === 'bimets' ? all.degreesOfFreedom : base.degreesOfFreedom;
	const fValue = (((all.residualSS - base.residualSS) / m) * below) / base.residualSS;

	const found = Array.from({ length: 4 }, () => new Float64Array(m));
	const [predict, error, standardError, tStatistic] = found as [
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array,
	];
	const regressors = spread(equation);
	const variance = base.standardErrorOfRegression ** 2;
	for (let t = 0; t < m; t++) {
		const at = before + baseRows + t;
		const x = regressors.map(({ column, lag }) => column[at - lag]!);
		let about = variance;
		for (const [i, xi] of x.entries()) {
			predict[t]! += xi * base.coefficients[i]!;
			for (const [j, xj] of x.entries()) about += xi * xj * base.covariance[i]![j]!;
		}
		error[t] = y[at]! - predict[t]!;
		standardError[t] = Math.sqrt(about);
		tStatistic[t] = error[t]! / standardError[t]!;
	}
	return {
		base,
		fValue,
		df: [m, below],
		fProbability: fisherAbove(fValue, m, below),
		predict,
		error,
		standardError,
		tStatistic,
	};
}

/** A column for each coefficient of the estimate, polynomial lags written out. */
function spread({ columns, names, almon = [] }: Equation): { column: Float64Array; lag: number }[] {
	return columns.flatMap((column, j) => {
		const lags = almon.find((one) => one.coefficient === names[j])?.lags ?? 1;
		return Array.from({ length: lags }, (_, lag) => ({ column, lag }));
	});
}
