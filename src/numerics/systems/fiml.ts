import {
	cholesky,
	inverseOfDefinite,
	logDeterminant,
	NotPositiveDefinite,
	type Rows,
} from '../linear/cholesky.ts';
import type { Columns, LeastSquares } from '../linear/least-squares.ts';
import { type Equation, isShort, residualCovariance, residualsAt, type SystemFit } from './equation.ts';
import { stackedLeastSquares } from './generalised.ts';
import { IncompleteSystem, logJacobian, type Structure, solvedPath } from './structure.ts';

export type FullInformation = SystemFit & { logLikelihood: number };

type Point = {
	coefficients: Float64Array;
	residuals: Float64Array[];
	sigma: Float64Array[];
	likelihood: number;
};

/**
 * Full information maximum likelihood of a linear system: max −TG/2·(ln 2π + 1) + T ln|det Γ| − T/2·ln|U'U/T| over the coefficients
 * (Koopmans, Rubin and Leipnik 1950; Davidson and MacKinnon, Estimation and Inference in Econometrics, 18.4). Each step is the
 * artificial regression of theirs, on the regressors with the endogenous among them replaced by the solution of the system without
 * disturbances (Hausman 1975), with weights L⁻¹; its direction always rises, and is shortened until the likelihood does.
 * Steps of Newton end it. The covariance is that of the artificial regression, (X̂'(Σ⁻¹⊗I)X̂)⁻¹, as gretl gives it.
 * @param start where to begin, as the estimates by three-stage least squares
 * @throws IncompleteSystem when equations and endogenous variables differ in number, or do not determine one another
 */
export function fullInformation(structure: Structure, start: Float64Array, steps = 2000): FullInformation {
	const { endogenous, behaviours, identities } = structure;
	if (behaviours.length + identities.length !== endogenous)
		throw new IncompleteSystem(
			`${behaviours.length + identities.length} equations for ${endogenous} endogenous variables`,
		);
	const equations: Equation[] = behaviours.map(({ name, y, columns }) => ({
		name,
		y,
		columns,
		regressors: [],
	}));
	let point = pointAt(structure, equations, start);
	let iterations = 0;
	let converged = false;
	let previous = Number.POSITIVE_INFINITY;
	while (iterations < steps && !converged) {
		iterations++;
		const { coefficients: goal } = artificial(structure, equations, point);
		const next = climb(structure, equations, point, goal);
		const step = largestStep(point.coefficients, next.coefficients);
		point = next;
		converged = step < 1e-11 && previous < 1e-9;
		previous = step;
		if (step < 1e-3) {
			const newton = newtonStep(structure, equations, point);
			if (newton && newton.likelihood >= point.likelihood - 1e-9) {
				previous = largestStep(point.coefficients, newton.coefficients);
				point = newton;
			}
		}
	}
	const { unscaledCovariance } = artificial(structure, equations, point);
	return {
		coefficients: point.coefficients,
		covariance: unscaledCovariance,
		residuals: point.residuals,
		residualCovariance: point.sigma,
		iterations,
		converged,
		isShort: isShort(equations),
		logLikelihood: point.likelihood,
	};
}

function pointAt(structure: Structure, equations: readonly Equation[], coefficients: Float64Array): Point {
	const residuals = residualsAt(equations, coefficients);
	const sigma = residualCovariance(equations, residuals, 'noDfCor');
	const rows = equations[0]!.y.length;
	const likelihood =
		(-rows * equations.length * (Math.log(2 * Math.PI) + 1)) / 2 +
		rows * logJacobian(structure, coefficients) -
		(rows * logDeterminant(cholesky(sigma))) / 2;
	return { coefficients, residuals, sigma, likelihood };
}

/** The regressors with the endogenous among them as the system without disturbances gives them. */
function solvedRegressors({ behaviours }: Structure, path: readonly Float64Array[]): Columns[] {
	return behaviours.map(({ terms }) =>
		terms.map((term) => ('endogenous' in term ? path[term.endogenous]! : term.column)),
	);
}

/**
 * X̂b + u on the solved regressors X̂: where the likelihood rises from b, and the covariance. Residuals alone would give the step
 * itself, but a step next to nothing has no digits of its own.
 */
function artificial(structure: Structure, equations: readonly Equation[], point: Point): LeastSquares {
	const regressors = solvedRegressors(
		structure,
		solvedPath(structure, point.coefficients, equations[0]!.y.length),
	);
	let at = 0;
	const left = equations.map((one, i) => {
		const y = point.residuals[i]!.slice();
		for (const x of regressors[i]!) {
			const b = point.coefficients[at++]!;
			for (let t = 0; t < y.length; t++) y[t]! += b * x[t]!;
		}
		return { ...one, y };
	});
	return stackedLeastSquares(left, regressors, point.sigma);
}

function climb(structure: Structure, equations: readonly Equation[], from: Point, goal: Float64Array): Point {
	for (let length = 1; length > 1e-10; length /= 2) {
		const coefficients = from.coefficients.map((b, i) => b + length * (goal[i]! - b));
		const next = tried(structure, equations, coefficients);
		if (next && next.likelihood >= from.likelihood) return next;
	}
	return from;
}

function tried(
	structure: Structure,
	equations: readonly Equation[],
	coefficients: Float64Array,
): Point | null {
	return orNone(() => pointAt(structure, equations, coefficients));
}

/** Gradient of the likelihood, X̂'(Σ⁻¹⊗I)u. */
function gradientAt(
	structure: Structure,
	equations: readonly Equation[],
	coefficients: Float64Array,
): Float64Array {
	const residuals = residualsAt(equations, coefficients);
	const inverse: Rows = inverseOfDefinite(residualCovariance(equations, residuals, 'noDfCor'));
	const rows = equations[0]!.y.length;
	const regressors = solvedRegressors(structure, solvedPath(structure, coefficients, rows));
	return Float64Array.from(
		regressors.flatMap((columns, g) => {
			const weighted = new Float64Array(rows);
			for (const [h, e] of residuals.entries())
				for (let t = 0; t < rows; t++) weighted[t]! += inverse[g]![h]! * e[t]!;
			return columns.map((x) => x.reduce((sum, one, t) => sum + one * weighted[t]!, 0));
		}),
	);
}

/** A step of Newton with the second derivatives from central differences of the gradient; null where they show no summit. */
function newtonStep(structure: Structure, equations: readonly Equation[], point: Point): Point | null {
	const { coefficients } = point;
	const size = coefficients.length;
	const scale = Float64Array.from(artificial(structure, equations, point).unscaledCovariance, (row, i) =>
		Math.sqrt(row[i]!),
	);
	const gradient = gradientAt(structure, equations, coefficients).map((g, i) => g * scale[i]!);
	const curvature = Array.from({ length: size }, (_, j) => {
		const moved = (by: number) =>
			gradientAt(
				structure,
				equations,
				coefficients.map((b, i) => (i === j ? b + by * scale[j]! : b)),
			);
		const [up, down] = [moved(1e-4), moved(-1e-4)];
		return Float64Array.from(up, (g, i) => (-(g - down[i]!) * scale[i]!) / 2e-4);
	});
	const symmetric = curvature.map((row, i) => row.map((one, j) => (one + curvature[j]![i]!) / 2));
	return orNone(() => {
		const inverse = inverseOfDefinite(symmetric);
		const next = coefficients.map(
			(b, i) => b + scale[i]! * inverse[i]!.reduce((sum, v, j) => sum + v * gradient[j]!, 0),
		);
		return pointAt(structure, equations, next);
	});
}

/** None where the likelihood is not defined, or has no summit nearby. */
function orNone<T>(find: () => T): T | null {
	try {
		return find();
	} catch (error) {
		if (error instanceof NotPositiveDefinite || error instanceof IncompleteSystem) return null;
		throw error;
	}
}

function largestStep(before: Float64Array, after: Float64Array): number {
	let largest = 0;
	for (const [i, b] of before.entries())
		largest = Math.max(largest, Math.abs(after[i]! - b) / Math.max(Math.abs(b), 1e-8));
	return largest;
}
