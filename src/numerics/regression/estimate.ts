import { fisherAbove } from '../distributions/tails.ts';
import { type Columns, DependentColumns } from '../linear/least-squares.ts';
import { type AlmonLag, almonNames, almonRestrictions } from './almon.ts';
import { autoregressiveFit, filter } from './autoregressive-errors.ts';
import { isConstant } from './regression.ts';
import { instrumentsOf, type RestrictedFit, restrictedFit } from './restricted-fit.ts';
import { type FreeCoefficients, freeCoefficients, type Restriction } from './restrictions.ts';
import { type FitStatistics, fitStatistics, tStatistics } from './statistics.ts';

/** An equation y = Σ b_j x_j + u over a sample of T observations. */
export type Equation = {
	/** `before` + T numbers: the observations before the sample first, then the sample. */
	y: Float64Array;
	/** One regressor per name, each as long as y; a constant is a column of one number. */
	columns: Columns;
	/** The names of the coefficients, in the order of the columns, without the lags of `almon`. */
	names: readonly string[];
	/**
	 * How many observations in y, columns and instruments stand before the sample; 0 when not given. AUTO(p) needs the p last of them in
	 * y, every column and every instrument; a column of an Almon lag of n lags needs n − 1 more. What is not needed may be NaN.
	 */
	before?: number;
	restrictions?: readonly Restriction[];
	almon?: readonly AlmonLag[];
	/** p of autoregressive errors u_t = Σ ρ_j u_{t−j} + e_t. */
	autoOrder?: number;
	/** Instruments for two-stage least squares, each as long as y; put the constant among them. */
	instruments?: Columns;
	/** T numbers above zero: the variance of u_t is σ²/w_t. Not together with `autoOrder`. */
	weights?: Float64Array;
	/** Whether a constant is among the regressors; found out from the columns when not given. */
	hasConstant?: boolean;
	/**
	 * `bimets`: the variance of the residuals about their mean (which differs when there is no constant), and the probability of the
	 * test of restrictions by T − k degrees of freedom also with autoregressive errors. Textbooks (`standard`, the default) differ.
	 */
	conventions?: 'standard' | 'bimets';
};

export type Estimate = FitStatistics & {
	technique: 'OLS' | 'IV';
	/** k names; an Almon lag of c and n lags gives c, c__PDL__1 … c__PDL__(n−1) in the place of c. */
	coefficientNames: string[];
	coefficients: Float64Array;
	standardErrors: Float64Array;
	/** ∞ where restrictions fix the coefficient (null in JSON). */
	tStatistics: Float64Array;
	pValues: Float64Array;
	/** k rows of k. */
	covariance: Float64Array[];
	/** T. */
	observations: number;
	/** T less free coefficients and rhos. */
	degreesOfFreedom: number;
	/** T numbers; with autoregressive errors e_t, with weights y − Xb. */
	residuals: Float64Array;
	/** F test of restrictions and Almon lags, where there are such. */
	restrictionsF?: { value: number; probability: number; df: [number, number] };
	/** With autoregressive errors: p numbers, their covariance (p × p), and how they were reached. */
	rho?: Float64Array;
	rhoCovariance?: Float64Array[];
	rhoTStatistics?: Float64Array;
	rhoPValues?: Float64Array;
	iterations?: number;
	isConverged?: boolean;
	/** More free coefficients (rhos among them) than a third of the observations: say so wherever the estimate is shown. */
	isShort: boolean;
};

/** Too few observations, or not finite where they are needed. */
export class UnfitSample extends Error {
	/** From 0, in the sample, of the first observation that is not finite; null when there are too few. */
	readonly observation: number | null;
	/** The coefficient whose regressor it is; null for y, an instrument or a weight. */
	readonly coefficient: string | null;
	constructor(message: string, observation: number | null, coefficient: string | null) {
		super(message);
		this.name = 'UnfitSample';
		this.observation = observation;
		this.coefficient = coefficient;
	}
}

/**
 * Least squares, two-stage least squares, weights, linear restrictions, Almon lags and autoregressive errors, together or apart, with all
 * statistics. Observations before the sample are given at the start of y, columns and instruments (see `before`). With autoregressive
 * errors all statistics are of the transformed regression, but R² and F compare its RSS with the TSS of y as it is.
 * Sources: Greene, Econometric Analysis, 7th ed., ch. 3-5, 8, 20; `restrictions.ts`, `almon.ts`, `autoregressive-errors.ts`.
 * @throws UnfitSample, DependentColumns, ContradictingRestrictions; RangeError when lengths or names do not fit
 */
export function estimateEquation(equation: Equation): Estimate {
	const { weights, autoOrder: order = 0, conventions = 'standard' } = equation;
	const design = designOf(equation);
	const { names, columns, y, free, instruments } = design;
	const rows = y.length - order;
	const restricted = free.restrictions;
	const count = names.length - restricted + order;
	const df = rows - count;
	if (df < 1) throw new UnfitSample(`${rows} observations cannot give ${count} coefficients`, null, null);

	const { fit, autoregression } = fitOf(columns, y, order, free, instruments);
	const sampleY = y.subarray(order);
	const residuals = weights ? fit.residuals.map((e, t) => e / Math.sqrt(weights[t]!)) : fit.residuals;
	const plainY = weights ? sampleY.map((one, t) => one / Math.sqrt(weights[t]!)) : sampleY;
	const hasConstant = equation.hasConstant ?? design.hasConstant;
	const aboutMean = conventions === 'bimets';
	const statistics = fitStatistics(plainY, residuals, count, hasConstant, aboutMean, weights);
	const variance = statistics.standardErrorOfRegression ** 2;
	const covariance = fit.unscaledCovariance.map((row) => row.map((one) => one * variance));
	const standardErrors = fit.coefficients.map((_, j) => Math.sqrt(covariance[j]![j]!));
	const estimate: Estimate = {
		technique: instruments ? 'IV' : 'OLS',
		coefficientNames: names,
		coefficients: fit.coefficients,
		standardErrors,
		...tStatistics(fit.coefficients, standardErrors, df),
		covariance,
		observations: rows,
		degreesOfFreedom: df,
		...statistics,
		residuals,
		isShort: 3 * count > rows,
	};
	if (autoregression) {
		const { rho, rhoUnscaledCovariance, iterations, isConverged } = autoregression;
		const rhoCovariance = rhoUnscaledCovariance.map((row) => row.map((one) => one * variance));
		const errors = Float64Array.from(rhoCovariance, (row, j) => Math.sqrt(row[j]!));
		const told = tStatistics(rho, errors, df);
		Object.assign(estimate, {
			rho,
			rhoCovariance,
			rhoTStatistics: told.tStatistics,
			rhoPValues: told.pValues,
			iterations,
			isConverged,
		});
	}
	if (restricted > 0) {
		const test = restrictionsTest(design, fit, autoregression?.rho ?? new Float64Array(0), aboutMean);
		if (test) estimate.restrictionsF = test;
	}
	return estimate;
}

type Design = {
	/** order + T numbers each. */
	y: Float64Array;
	columns: Columns;
	instruments?: Columns;
	names: string[];
	free: FreeCoefficients;
	hasConstant: boolean;
};

/** Almon lags spread out, what is before the sample cut to what autoregressive errors need, weights multiplied in. */
function designOf(equation: Equation): Design {
	const { y, columns, names, before = 0, almon = [], autoOrder = 0, instruments, weights } = equation;
	if (columns.length !== names.length)
		throw new RangeError(`${columns.length} columns beside ${names.length} names`);
	if (new Set(names).size < names.length) throw new RangeError('two coefficients of one name');
	for (const column of [...columns, ...(instruments ?? [])])
		if (column.length !== y.length)
			throw new RangeError(`a column of ${column.length} beside ${y.length} of y`);
	if (weights && (autoOrder > 0 || weights.length !== y.length - before))
		throw new RangeError('weights are as many as the sample and not together with autoregressive errors');
	const from = before - autoOrder;
	const lagged = (column: Float64Array, lag: number) => {
		if (from < lag) throw new RangeError(`${before} observations before the sample are too few`);
		return column.subarray(from - lag, column.length - lag);
	};
	const outNames: string[] = [];
	const outColumns: Float64Array[] = [];
	for (const [j, column] of columns.entries()) {
		const of = almon.find((one) => one.coefficient === names[j]);
		if (!of) {
			outNames.push(names[j]!);
			outColumns.push(lagged(column, 0));
			continue;
		}
		for (const [lag, name] of almonNames(of).entries()) {
			outNames.push(name);
			outColumns.push(lagged(column, lag));
		}
	}
	for (const one of almon)
		if (!names.includes(one.coefficient))
			throw new RangeError(`an Almon lag of the unknown coefficient ${one.coefficient}`);
	const ys = lagged(y, 0);
	const zs = instruments?.map((column) => lagged(column, 0));
	const check = (column: Float64Array, what: string, coefficient: string | null) => {
		for (let t = 0; t < column.length; t++)
			if (!Number.isFinite(column[t]))
				throw new UnfitSample(`${what} is not a number`, t - autoOrder, coefficient);
	};
	check(ys, 'y', null);
	for (const [j, column] of outColumns.entries()) check(column, outNames[j]!, outNames[j]!);
	for (const column of zs ?? []) check(column, 'an instrument', null);
	const hasConstant = outColumns.some(isConstant);
	const restrictions = [...(equation.restrictions ?? []), ...almon.flatMap(almonRestrictions)];
	const design = { names: outNames, hasConstant, free: freeCoefficients(outNames, restrictions) };
	if (!weights) return { ...design, y: ys, columns: outColumns, ...(zs ? { instruments: zs } : {}) };
	if (!weights.every((w) => w > 0 && w < Number.POSITIVE_INFINITY))
		throw new UnfitSample('a weight is not above zero', null, null);
	const roots = weights.map(Math.sqrt);
	const weighted = (column: Float64Array) => column.map((x, t) => x * roots[t]!);
	return {
		...design,
		y: weighted(ys),
		columns: outColumns.map(weighted),
		...(zs ? { instruments: zs.map(weighted) } : {}),
	};
}

function fitOf(
	columns: Columns,
	y: Float64Array,
	order: number,
	free: FreeCoefficients,
	instruments?: Columns,
): { fit: RestrictedFit; autoregression?: ReturnType<typeof autoregressiveFit> } {
	const whole = instruments && instrumentsOf(instruments, y.length);
	const first = restrictedFit(columns, y, free, whole);
	if (order === 0) return { fit: first };
	// instruments themselves are not transformed (Fair 1970 would add lags to them; the peer does not)
	const cut =
		instruments &&
		instrumentsOf(
			instruments.map((one) => one.subarray(order)),
			y.length - order,
		);
	const solve = (x: Columns, left: Float64Array) => restrictedFit(x, left, free, cut);
	const autoregression = autoregressiveFit(columns, y, order, solve, first.coefficients);
	return { fit: autoregression.fit, autoregression };
}

/**
 * F = ((RSS_r − RSS)/q)/(RSS/(T − k − p)), RSS without the restrictions but with the same rhos. None where the unrestricted equation
 * has no answer.
 */
function restrictionsTest(
	{ columns, y, names, free, instruments }: Design,
	fit: RestrictedFit,
	rho: Float64Array,
	byPeer: boolean,
): Estimate['restrictionsF'] {
	const order = rho.length;
	const rows = y.length - order;
	const df = rows - names.length - order;
	if (df < 1) return undefined;
	const unbound = freeCoefficients(names, []);
	const cut = instruments?.map((one) => one.subarray(order));
	try {
		const open = restrictedFit(
			columns.map((column) => filter(column, rho)),
			filter(y, rho),
			unbound,
			cut && instrumentsOf(cut, rows),
		);
		const rss = sumOfSquares(open.residuals);
		const value = ((sumOfSquares(fit.residuals) - rss) / free.restrictions / rss) * df;
		const below = byPeer ? df + order : df;
		return {
			value,
			probability: fisherAbove(value, free.restrictions, below),
			df: [free.restrictions, below],
		};
	} catch (error) {
		if (error instanceof DependentColumns) return undefined;
		throw error;
	}
}

function sumOfSquares(residuals: Float64Array): number {
	return residuals.reduce((sum, e) => sum + e * e, 0);
}
