import { cholesky, inverseOfLower, type Rows } from '../linear/cholesky.ts';
import { type Columns, type LeastSquares, leastSquares } from '../linear/least-squares.ts';
import { equationByEquation } from './by-equation.ts';
import {
	type Divisor,
	type Equation,
	isShort,
	residualCovariance,
	residualsAt,
	type SystemFit,
} from './equation.ts';
import { firstStage } from './instruments.ts';
import {
	type Restrictions,
	restored,
	type Substitution,
	substituted,
	substitutionOf,
} from './restrictions.ts';

export type GeneralisedOptions = {
	/** What e'e is divided by in Σ. */
	divisor: Divisor;
	/** Only the variances of the equations, not what they share (weighted least squares). */
	diagonal?: boolean;
	/** 1: one step from the estimates by equation; more: iterated until a step is below the tolerance. */
	steps?: number;
	/** Of a step, |b − b₋₁| / |b₋₁|. */
	tolerance?: number;
	/** Across equations or within; `geomean` does not count what they save within an equation. */
	restrictions?: Restrictions;
};

/**
 * Generalised least squares of a system, b = (X̂'(Σ⁻¹⊗I)X̂)⁻¹ X̂'(Σ⁻¹⊗I)y, with Σ from the residuals of the step before: seemingly
 * unrelated regressions without instruments (Zellner 1962), three-stage least squares with them (Zellner and Theil 1962); with
 * `diagonal` weighted (two-stage) least squares. Each step is a QR of the stacked rows L⁻¹X̂ with Σ = LL', never a product of columns.
 * @throws NotPositiveDefinite when the residuals of an equation follow from those of others (as in shares that sum to one)
 * @throws NotIdentified, DependentColumns, RangeError
 */
export function generalised(equations: readonly Equation[], options: GeneralisedOptions): SystemFit {
	const { divisor, diagonal = false, steps = 1, tolerance = 1e-12 } = options;
	const stage = firstStage(equations);
	const substitution = options.restrictions && substitutionOf(options.restrictions);
	let { coefficients, residuals } = substitution
		? together(equations, stage, substitution)
		: equationByEquation(equations, stage);
	let fit: LeastSquares | undefined;
	let iterations = 0;
	let step = Number.POSITIVE_INFINITY;
	while (iterations < steps && step > tolerance) {
		const sigma = residualCovariance(equations, residuals, divisor);
		if (diagonal) for (const [i, row] of sigma.entries()) row.fill(0, 0, i).fill(0, i + 1);
		fit = stackedLeastSquares(equations, stage, sigma, substitution);
		step = relativeStep(coefficients, fit.coefficients);
		coefficients = fit.coefficients;
		residuals = residualsAt(equations, coefficients);
		iterations++;
	}
	return {
		coefficients,
		covariance: fit?.unscaledCovariance ?? [],
		residuals,
		residualCovariance: residualCovariance(equations, residuals, divisor),
		iterations,
		converged: steps === 1 || step <= tolerance,
		isShort: isShort(equations),
	};
}

/** Where restrictions tie equations together: least squares of all of them at once, each weighing the same. */
function together(equations: readonly Equation[], stage: readonly Columns[], substitution: Substitution) {
	const same = equations.map((_, i) => Float64Array.from(equations, (_, j) => (i === j ? 1 : 0)));
	const { coefficients } = stackedLeastSquares(equations, stage, same, substitution);
	return { coefficients, residuals: residualsAt(equations, coefficients) };
}

/** One step with Σ given; the covariance comes in its own units, for Σ is in the weights. */
export function stackedLeastSquares(
	equations: readonly Equation[],
	stage: readonly Columns[],
	sigma: Rows,
	substitution?: Substitution,
): LeastSquares {
	const weights = inverseOfLower(cholesky(sigma));
	const rows = equations[0]!.y.length;
	const y = new Float64Array(rows * equations.length);
	const stacked: Float64Array[] = [];
	for (const [h, equation] of equations.entries()) {
		addWeighted(y, equation.y, weights, h);
		for (const column of stage[h]!) {
			const tall = new Float64Array(y.length);
			addWeighted(tall, column, weights, h);
			stacked.push(tall);
		}
	}
	if (!substitution) return leastSquares(stacked, y);
	const left = substituted(substitution, stacked, y);
	return restored(substitution, leastSquares(left.columns, left.y));
}

/** The part of column `x` of equation `h` in every weighted equation below or at it. */
function addWeighted(tall: Float64Array, x: Float64Array, weights: Rows, h: number): void {
	for (let g = h; g < weights.length; g++) {
		const weight = weights[g]![h]!;
		const from = g * x.length;
		for (let t = 0; t < x.length; t++) tall[from + t]! += weight * x[t]!;
	}
}

function relativeStep(before: Float64Array, after: Float64Array): number {
	let moved = 0;
	let length = 0;
	for (const [i, b] of before.entries()) {
		moved += (after[i]! - b) ** 2;
		length += b * b;
	}
	return Math.sqrt(moved / length);
}
