import { factorise, project } from '../linear/householder.ts';
import { type Columns, DependentColumns, leastSquares } from '../linear/least-squares.ts';
import { preciseLeastSquares } from '../linear/precise-least-squares.ts';
import { derive } from './derivatives.ts';
import { type Expression, linearParameters, namesIn } from './expression.ts';
import { levenbergMarquardt, squares } from './levenberg-marquardt.ts';

export type NonlinearFit = {
	/** In the order of the parameters. */
	coefficients: Float64Array;
	standardErrors: Float64Array;
	/** s²(J'J)⁻¹, k rows of k. */
	covariance: Float64Array[];
	/** y − f(x, b). */
	residuals: Float64Array;
	residualSS: number;
	/** T − k. */
	residualDf: number;
	residualStandardDeviation: number;
	iterations: number;
	isConverged: boolean;
};

/** There is no way to an answer from this start. */
export class NoDescent extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'NoDescent';
	}
}

/**
 * min Σ(y_t − f(x_t, b))² for an expression f. From the start Levenberg's and Marquardt's way goes twice, with all parameters and with
 * those only in which f is not linear, the others being solved for at each step (variable projection: Golub and Pereyra 1973, with the
 * derivative of Kaufman 1975); where neither arrives, it goes again by
 * curved steps; the least sum of squares is kept and brought by Gauss-Newton's steps to the last digits.
 * Covariance: s²(J'J)⁻¹ at the answer (Seber and Wild, Nonlinear Regression, 2.1 and 14).
 * @param y T numbers
 * @param data columns of T numbers by name
 * @param parameters k names in the expression
 * @param start k numbers
 * @throws NoDescent when f is not finite at the start, or its derivatives depend on one another at the answer
 * @throws RangeError when T ≤ k, or a name is unknown
 */
export function nonlinearLeastSquares(
	expression: Expression,
	y: Float64Array,
	data: ReadonlyMap<string, Float64Array>,
	parameters: readonly string[],
	start: Float64Array,
): NonlinearFit {
	const rows = y.length;
	const k = parameters.length;
	if (rows <= k) throw new RangeError(`${rows} observations cannot give ${k} coefficients and an error`);
	const used = namesIn(expression);
	for (const one of parameters)
		if (!used.has(one)) throw new RangeError(`the expression does not hold the parameter ${one}`);
	const at = (b: Float64Array) => {
		const { value, slopes } = derive(expression, data, parameters, b, rows);
		const residuals = y.map((one, t) => one - value[t]!);
		const jacobian = slopes.map((slope) => slope ?? new Float64Array(rows));
		const finite = residuals.every(Number.isFinite) && jacobian.every((one) => one.every(Number.isFinite));
		return finite ? { residuals, jacobian } : null;
	};
	const linear = linearParameters(expression, parameters).map((one) => parameters.indexOf(one));
	const ways = [levenbergMarquardt(at, start), projected(at, start, linear)].filter((way) => way !== null);
	if (ways.length === 0) throw new NoDescent('the expression is not finite at the start');
	const least = () => ways.reduce((a, b) => (b.sumOfSquares < a.sumOfSquares ? b : a));
	if (!least().isConverged)
		for (const further of [levenbergMarquardt(at, start, true), projected(at, start, linear, true)])
			if (further) ways.push(further);
	const best = least();
	const { x, isConverged } = polish(at, best.x);
	const { residuals, jacobian } = at(x)!;
	const { unscaledCovariance } = orNoDescent(() => exactly(jacobian, residuals));
	const residualSS = squares(residuals);
	const variance = residualSS / (rows - k);
	return {
		coefficients: x,
		standardErrors: Float64Array.from(unscaledCovariance, (row, j) => Math.sqrt(variance * row[j]!)),
		covariance: unscaledCovariance.map((row) => row.map((one) => one * variance)),
		residuals,
		residualSS,
		residualDf: rows - k,
		residualStandardDeviation: Math.sqrt(variance),
		iterations: ways.reduce((sum, way) => sum + way.iterations, 0),
		isConverged: isConverged || best.isConverged,
	};
}

type Model = (b: Float64Array) => { residuals: Float64Array; jacobian: Columns } | null;

/** The descent over the parameters that are not linear, those that are being solved for. */
function projected(
	at: Model,
	start: Float64Array,
	linear: readonly number[],
	isAccelerated = false,
): { x: Float64Array; sumOfSquares: number; iterations: number; isConverged: boolean } | null {
	if (linear.length === 0) return null;
	const others = [...start.keys()].filter((j) => !linear.includes(j));
	const whole = (x: Float64Array) => {
		const b = start.slice();
		for (const [i, j] of others.entries()) b[j] = x[i]!;
		// linear: the slopes are the columns wherever the linear parameters stand, and one step arrives
		const first = at(b);
		if (!first) return null;
		try {
			const { coefficients } = leastSquares(
				linear.map((j) => first.jacobian[j]!),
				first.residuals,
			);
			for (const [i, j] of linear.entries()) b[j]! += coefficients[i]!;
		} catch (error) {
			if (error instanceof DependentColumns) return null;
			throw error;
		}
		const there = at(b);
		return there && { b, ...there };
	};
	if (others.length === 0) {
		const there = whole(new Float64Array(0));
		return there && { x: there.b, sumOfSquares: squares(there.residuals), iterations: 1, isConverged: true };
	}
	const found = levenbergMarquardt(
		(x) => {
			const there = whole(x);
			if (!there) return null;
			const columns = linear.map((j) => there.jacobian[j]!);
			const factor = factorise(columns, there.residuals.length);
			const jacobian = others.map((j) => {
				const explained = project(factor, there.jacobian[j]!);
				return there.jacobian[j]!.map((one, t) => one - explained[t]!);
			});
			return { residuals: there.residuals, jacobian };
		},
		Float64Array.from(others, (j) => start[j]!),
		isAccelerated,
	);
	const there = found && whole(found.x);
	return found && there ? { ...found, x: there.b } : null;
}

/** Gauss-Newton's steps as long as they grow smaller. */
function polish(at: Model, from: Float64Array): { x: Float64Array; isConverged: boolean } {
	let x = from;
	let smallest = Number.POSITIVE_INFINITY;
	let isConverged = false;
	for (let step = 0; step < 100; step++) {
		const here = at(x)!;
		const { coefficients: move, unscaledCovariance } = orNoDescent(() =>
			exactly(here.jacobian, here.residuals),
		);
		const deviation = Math.sqrt(squares(here.residuals) / here.residuals.length);
		// a step beside the errors of the coefficients: what is below 1e-8 of them changes nothing that is told
		const size = move.reduce((largest, one, j) => {
			const error = Math.sqrt(unscaledCovariance[j]![j]!) * deviation;
			return Math.max(largest, Math.abs(one) / Math.max(error, Math.abs(x[j]!) * Number.EPSILON));
		}, 0);
		if (size < 1e-6) isConverged = true;
		if (!(size < smallest)) break;
		smallest = size;
		const next = x.map((one, j) => one + move[j]!);
		const there = at(next);
		if (!there || squares(there.residuals) > squares(here.residuals) * (1 + 1e-10)) break;
		x = next;
		if (size < 1e-13) break;
	}
	return { x, isConverged };
}

function exactly(columns: Columns, y: Float64Array) {
	const low = new Float64Array(y.length);
	return preciseLeastSquares(
		columns.map((high) => ({ high, low })),
		y,
		1e-14,
	);
}

function orNoDescent<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof DependentColumns)
			throw new NoDescent('the derivatives by the parameters depend on one another');
		throw error;
	}
}
