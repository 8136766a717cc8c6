import { standardErrorsAt } from './hessian.ts';
import { type Method, type Objective, objectiveOf } from './likelihood.ts';
import { type MinimiseOptions, minimise } from './minimise.ts';
import { type ArimaOrder, armaSize, constrain, lostToDifferences, release } from './polynomials.ts';
import { filter, type StateSpace, stateSpaceOf } from './state-space.ts';

export type Regressor = { name: string; values: Float64Array };

export type ArimaSpec = {
	order: ArimaOrder;
	/** A constant, `intercept`; it has no place once the series is differenced, and is then left out. */
	mean?: boolean;
	/** A straight line, `drift` per period; left out where two differences take it away. */
	drift?: boolean;
	/** What else explains the series, as long as it is. */
	regressors?: readonly Regressor[];
};

export type Coefficient = { name: string; value: number };

export type ArimaModel = {
	order: ArimaOrder;
	method: Method;
	/** ar, ma, sar, sma, intercept, drift, regressors. */
	coefficients: Coefficient[];
	/** By parameters of the polynomials. */
	params: Float64Array;
	/** RSS/(n − number of coefficients), n the observations less those lost to differencing. */
	sigma2: number;
	/** Gaussian; of CSS that of its conditional errors. */
	logLik: number;
	/** Infinity where there are too few observations; of CSS NaN. */
	aic: number;
	aicc: number;
	bic: number;
	/** Standardised one-step errors, NaN where the observation is missing. */
	residuals: Float64Array;
	/** Observation less residual. */
	fitted: Float64Array;
	/** The model after the last observation. */
	state: StateSpace;
	length: number;
};

/** What is estimated beside the polynomials, with its columns. */
export function regressorsOf(spec: ArimaSpec, length: number): Regressor[] {
	const { d, D } = spec.order;
	const constant = { name: 'intercept', values: new Float64Array(length).fill(1) };
	const line = { name: 'drift', values: Float64Array.from({ length }, (_, t) => t + 1) };
	return [
		...(spec.mean && d + D === 0 ? [constant] : []),
		...(spec.drift && d + D < 2 ? [line] : []),
		...(spec.regressors ?? []),
	];
}

/** Where the search begins, by partial autocorrelations released: of ar, ma, sar, sma alike. */
const starts: readonly (readonly [number, number, number, number])[] = [
	[0, 0, 0, 0],
	[0.5, 0, 0.5, 0],
	[0, -0.5, 0, -0.5],
	[1.2, -0.6, 1, -0.6],
	[-0.5, 0.5, -0.3, 0.3],
];

/**
 * A regression with ARIMA errors, by exact maximum likelihood or by conditional least squares (Box, Jenkins, Reinsel and Ljung,
 * Time Series Analysis, 5th ed., 7). The search runs over stationary and invertible polynomials, from several starts in ML.
 * Likelihood, residuals and the state for forecasting are then worked out as R's `arima` and forecast's `Arima` define them.
 * @param y T numbers, NaN where missing
 * @param from parameters near the best: the only start then
 * @throws RangeError when there are too few observations, a regressor has another length or says nothing beside the others
 */
export function fitArima(
	y: Float64Array,
	spec: ArimaSpec,
	method: Method = 'ML',
	from?: Float64Array,
): ArimaModel {
	const regressors = regressorsOf(spec, y.length);
	const columns = columnsOf(regressors, y.length);
	const objective = objectiveOf(method, y, columns, spec.order);
	const begin = from ? [release(from, spec.order)] : startsOf(spec.order);
	if (!from && method === 'ML' && armaSize(spec.order) > 0) {
		const rough = best('CSS', y, columns, spec.order, begin.slice(0, 1));
		if (rough) begin.splice(1, 0, release(rough, spec.order));
	}
	const params = search(objective, spec.order, method === 'CSS' ? begin.slice(0, 1) : begin).params;
	objective.value(params);
	refuseDependent(objective, regressors);
	return modelOf(y, spec, method, objective, params);
}

/** The start's conditional estimate, or nothing when there is none. */
function best(
	method: Method,
	y: Float64Array,
	columns: Float64Array[],
	order: ArimaOrder,
	begin: Float64Array[],
): Float64Array | null {
	try {
		return search(objectiveOf(method, y, columns, order), order, begin).params;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** The best that is found from the starts given. */
export function search(
	objective: Objective,
	order: ArimaOrder,
	begin: readonly Float64Array[],
	options: MinimiseOptions = { tolerance: 1e-11, iterations: 200 },
): { params: Float64Array; value: number } {
	const params = new Float64Array(armaSize(order));
	const f = (free: Float64Array) => {
		constrain(free, order, params);
		return objective.value(params);
	};
	let found = { at: begin[0]!, value: Number.POSITIVE_INFINITY };
	for (const start of params.length === 0 ? begin.slice(0, 1) : begin) {
		const minimum = minimise(f, start, options);
		if (minimum.value < found.value - 1e-9) found = minimum;
	}
	constrain(found.at, order, params);
	return { params, value: found.value };
}

/** All that is told of a model with its parameters found. */
function modelOf(
	y: Float64Array,
	spec: ArimaSpec,
	method: Method,
	objective: Objective,
	params: Float64Array,
): ArimaModel {
	const { order } = spec;
	const regressors = regressorsOf(spec, y.length);
	const value = objective.value(params);
	const beta = objective.beta();
	const left = y.slice();
	for (const [i, one] of regressors.entries())
		for (let t = 0; t < y.length; t++) left[t]! -= beta[i]! * one.values[t]!;
	const state = stateSpaceOf(order, params);
	const filtered = filter(state, left);
	const used = usedOf(y, order);
	const estimated = params.length + beta.length;
	const npar = estimated + 1;
	const residuals = method === 'CSS' ? conditionalErrors(left, state) : filtered.residuals;
	let squares = 0;
	for (const e of residuals) if (!Number.isNaN(e)) squares += e * e;
	const half =
		method === 'CSS' || filtered.counted === 0
			? value
			: 0.5 *
				(Math.log(Math.max(filtered.sumOfSquares / filtered.counted, 1e-300)) +
					filtered.logVariances / filtered.counted);
	const logLik = -0.5 * used * (2 * half + 1 + Math.log(2 * Math.PI));
	const aic = method === 'CSS' ? Number.NaN : -2 * logLik + 2 * npar;
	const spare = used - npar - 1;
	return {
		order,
		method,
		coefficients: [
			...namesOf(order).map((name, i) => ({ name, value: params[i]! })),
			...regressors.map(({ name }, i) => ({ name, value: beta[i]! })),
		],
		params,
		sigma2: squares / Math.max(1, used - estimated),
		logLik,
		aic,
		aicc: spare > 0 ? aic + 2 * npar * (used / spare - 1) : Number.POSITIVE_INFINITY + aic,
		bic: aic + npar * (Math.log(used) - 2),
		residuals,
		fitted: y.map((one, t) => one - residuals[t]!),
		state,
		length: y.length,
	};
}

/**
 * Standard errors of the coefficients, in their order, from the curvature of the likelihood at the estimate; NaN where it has none
 * (a parameter at the edge of its region).
 */
export function standardErrors(y: Float64Array, spec: ArimaSpec, model: ArimaModel): Float64Array {
	const regressors = regressorsOf(spec, y.length);
	const objective = objectiveOf(model.method, y, columnsOf(regressors, y.length), spec.order);
	const at = Float64Array.from(model.coefficients, (one) => one.value);
	const size = model.params.length;
	const f = (x: Float64Array) => objective.valueAt(x.subarray(0, size), x.subarray(size));
	const steps = Float64Array.from(at, (_, i) =>
		i < size ? 1e-3 : 1e-2 * widthOf(f, at, i, objective.counted),
	);
	return standardErrorsAt(f, at, steps, usedOf(y, spec.order));
}

/** Observations, less those lost to differencing. */
function usedOf(y: Float64Array, order: ArimaOrder): number {
	return y.reduce((count, one) => count + (Number.isNaN(one) ? 0 : 1), 0) - lostToDifferences(order);
}

/** Roughly the standard error of one coefficient by itself: where −ln L is up by half, from a step that doubles or halves. */
function widthOf(f: (x: Float64Array) => number, at: Float64Array, i: number, n: number): number {
	const here = f(at);
	const x = at.slice();
	let step = Math.max(1e-8, Math.abs(at[i]!) * 1e-3);
	for (let k = 0; k < 60; k++) {
		x[i] = at[i]! + step;
		const up = n * (f(x) - here);
		if (up > 0.1 && up < 1) return step / Math.sqrt(2 * up);
		step *= up >= 1 ? 0.5 : 2;
	}
	return step;
}

/** Errors of CSS: zero for the first values, on which it conditions. */
function conditionalErrors(left: Float64Array, { phi, theta, delta }: StateSpace): Float64Array {
	const n = left.length;
	const start = delta.length + phi.length;
	const errors = new Float64Array(n);
	const w = left.slice();
	for (let t = 0; t < n; t++)
		for (let i = 1; i <= delta.length; i++) w[t]! -= delta[i - 1]! * (left[t - i] ?? 0);
	for (let t = start; t < n; t++) {
		let e = w[t]!;
		for (let i = 1; i <= phi.length; i++) if (phi[i - 1] !== 0) e -= phi[i - 1]! * w[t - i]!;
		for (let i = 1; i <= Math.min(theta.length, t - start); i++)
			if (theta[i - 1] !== 0) e -= theta[i - 1]! * (errors[t - i]! || 0);
		errors[t] = e;
	}
	return errors;
}

function namesOf({ p, q, P, Q }: ArimaOrder): string[] {
	const several = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
	return [...several('ar', p), ...several('ma', q), ...several('sar', P), ...several('sma', Q)];
}

function columnsOf(regressors: readonly Regressor[], length: number): Float64Array[] {
	return regressors.map(({ name, values }) => {
		if (values.length !== length)
			throw new RangeError(`regressor ${name} has ${values.length} values, the series ${length}`);
		return values;
	});
}

function refuseDependent(objective: Objective, regressors: readonly Regressor[]): void {
	const dependent = objective.dependent().map((i) => regressors[i]!.name);
	if (dependent.length > 0)
		throw new RangeError(`after differencing these say nothing beside the others: ${dependent.join(', ')}`);
}

/** The starts of an order, released. */
export function startsOf(order: ArimaOrder): Float64Array[] {
	return starts.map((one) => startOf(one, order));
}

function startOf([ar, ma, sar, sma]: readonly number[], { p, q, P, Q }: ArimaOrder): Float64Array {
	const first = (size: number, value: number) =>
		Array.from({ length: size }, (_, i) => (i === 0 ? value : 0));
	return Float64Array.from([...first(p, ar!), ...first(q, ma!), ...first(P, sar!), ...first(Q, sma!)]);
}
