import { type ArimaSpec, type Regressor, regressorsOf, search, startsOf } from './fit.ts';
import { type Objective, objectiveOf } from './likelihood.ts';
import {
	type ArimaOrder,
	armaSize,
	constrain,
	expandAr,
	expandMa,
	lostToDifferences,
	release,
	rootsBeyond,
} from './polynomials.ts';

export type Orders = { p: number; q: number; P: number; Q: number; constant: boolean };

/** A model that was tried: its parameters and what the criterion says of it. */
export type Candidate = Orders & { params: Float64Array; criterion: number };

/** Roots nearer to zero than this are too near to the unit circle. */
const nearest = 1.01;

/** Fits models of one series and one differencing, each from the best before it. */
export function candidatesOf(
	y: Float64Array,
	differencing: { d: number; D: number; period: number },
	regressors: readonly Regressor[],
	criterion: 'aicc' | 'aic' | 'bic',
): {
	specOf(orders: Orders): ArimaSpec;
	/** Nothing when there is no such model: too few observations, or roots on the unit circle. */
	fit(orders: Orders, from: Candidate | null): Candidate | null;
} {
	const specOf = ({ p, q, P, Q, constant }: Orders): ArimaSpec => {
		const order: ArimaOrder = { p, q, P, Q, ...differencing };
		const differences = order.d + order.D;
		return {
			order,
			mean: constant && differences === 0,
			drift: constant && differences === 1,
			regressors,
		};
	};
	return {
		specOf,
		fit(orders, from) {
			const spec = specOf(orders);
			const { order } = spec;
			const columns = regressorsOf(spec, y.length);
			const objective = objectiveOf(
				'ML',
				y,
				columns.map((one) => one.values),
				order,
			);
			const used = objective.counted;
			const npar = armaSize(order) + columns.length + 1;
			if (criterion === 'aicc' && used - npar - 1 <= 0) return null;
			const penalty =
				criterion === 'aicc'
					? (2 * npar * (npar + 1)) / (used - npar - 1)
					: criterion === 'bic'
						? npar * (Math.log(used) - 2)
						: 0;
			const criterionOf = (value: number) =>
				used * (2 * value + 1 + Math.log(2 * Math.PI)) + 2 * npar + penalty;
			const begin = beginningOf(y, columns, order, objective, from);
			let found = search(objective, order, [begin], rough);
			if (!Number.isFinite(found.value) || !rootsAreAway(found.params, order)) return null;
			if (from && !(criterionOf(found.value) < from.criterion + 0.01)) return null;
			// the best so far to all digits: it may lie on the unit circle
			found = search(objective, order, [release(found.params, order)]);
			if (!rootsAreAway(found.params, order)) return null;
			return { ...orders, params: found.params, criterion: criterionOf(found.value) };
		},
	};
}

/** Enough to tell models apart: 10⁻⁴ of the log-likelihood. */
const rough = { tolerance: 2e-7, iterations: 60, rough: true };

/** Where the likelihood is higher: at the best model's parameters, or at the conditional estimate, which is quickly had. */
function beginningOf(
	y: Float64Array,
	columns: readonly Regressor[],
	order: ArimaOrder,
	objective: Objective,
	from: Candidate | null,
): Float64Array {
	const starts = startsOf(order);
	if (armaSize(order) === 0) return starts[0]!;
	const near = from ? release(carried(from, order), order) : starts[0]!;
	const seen = y.reduce((count, one) => count + (Number.isNaN(one) ? 0 : 1), 0);
	if (seen - lostToDifferences(order) - order.p - order.P * order.period < armaSize(order) + 2) return near;
	const values = columns.map((one) => one.values);
	const conditional = objectiveOf('CSS', y, values, order);
	const estimate = release(search(conditional, order, [near, starts[0]!, starts[3]!], rough).params, order);
	const heightOf = (free: Float64Array) => {
		const params = new Float64Array(free.length);
		constrain(free, order, params);
		return objective.value(params);
	};
	return heightOf(estimate) < heightOf(near) ? estimate : near;
}

/** The parameters of one model in the places of another; what is new begins near zero. */
function carried(from: Candidate, order: ArimaOrder): Float64Array {
	const params: number[] = [];
	let at = 0;
	for (const block of ['p', 'q', 'P', 'Q'] as const) {
		for (let k = 0; k < order[block]; k++) params.push(k < from[block] ? from.params[at + k]! : 0.01);
		at += from[block];
	}
	return Float64Array.from(params);
}

function rootsAreAway(params: Float64Array, order: ArimaOrder): boolean {
	const phi = new Float64Array(order.p + order.P * order.period);
	const theta = new Float64Array(order.q + order.Q * order.period);
	expandAr(params, order, phi);
	expandMa(params, order, theta);
	return (
		rootsBeyond(phi, nearest) &&
		rootsBeyond(
			theta.map((one) => -one),
			nearest,
		)
	);
}
