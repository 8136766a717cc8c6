import { type Columns, leastSquares } from '../linear/least-squares.ts';
import { solveSmall } from '../linear/solve-small.ts';
import { dot } from '../linear/vectors.ts';
import { type RestrictedFit, residualsOf } from './restricted-fit.ts';

export type AutoregressiveFit = {
	/** Of the transformed regression: coefficients b, and e_t = u_t − Σ_j ρ_j u_{t−j} with u = y − Xb. */
	fit: RestrictedFit;
	/** p numbers. */
	rho: Float64Array;
	/** (U'U)⁻¹ of the lagged u, p × p. */
	rhoUnscaledCovariance: Float64Array[];
	/** How often b was worked out; not converged when `maximum` was reached. */
	iterations: number;
	isConverged: boolean;
};

const maximum = 1000;
/** After so many steps mixing is given up for the plain map, and that for half of its step. */
const mixing = 250;
const plainly = 800;
const tolerance = 1e-13;

/**
 * Errors that follow u_t = Σ_j ρ_j u_{t−j} + e_t of order p: b and ρ that make Σ e_t² least given the p observations before the sample
 * (conditional least squares). Cochrane and Orcutt (1949) work out b given ρ and ρ given b in turn; that map of ρ on ρ is brought to
 * its fixed point by the mixing of Anderson (1965; Walker and Ni 2011), which the plain map reaches too, slowly.
 * @param columns k columns of p + T numbers: the first p observations stand before the sample
 * @param y p + T numbers
 * @param order p ≥ 1
 * @param solve the regression that gives b, of transformed columns and y, T numbers each
 * @param first the same of the columns as they are, p + T numbers each, for a start
 */
export function autoregressiveFit(
	columns: Columns,
	y: Float64Array,
	order: number,
	solve: (columns: Columns, y: Float64Array) => RestrictedFit,
	first: Float64Array,
): AutoregressiveFit {
	const rhoOf = (coefficients: Float64Array) => {
		const u = residualsOf(columns, y, coefficients);
		const lagged = Array.from({ length: order }, (_, j) => u.subarray(order - 1 - j, u.length - 1 - j));
		return leastSquares(lagged, u.subarray(order));
	};
	const fitOf = (rho: Float64Array) =>
		solve(
			columns.map((column) => filter(column, rho)),
			filter(y, rho),
		);
	let rho = rhoOf(first).coefficients;
	const points: Float64Array[] = [];
	const moves: Float64Array[] = [];
	let smallest = Number.POSITIVE_INFINITY;
	for (let iterations = 1; ; iterations++) {
		const fit = fitOf(rho);
		const next = rhoOf(fit.coefficients);
		const move = next.coefficients.map((one, j) => one - rho[j]!);
		const size = move.reduce((largest, one) => Math.max(largest, Math.abs(one)), 0);
		if (size < tolerance || iterations >= maximum)
			return {
				fit,
				rho,
				rhoUnscaledCovariance: next.unscaledCovariance,
				iterations,
				isConverged: size < 1e-9,
			};
		// a step of the mixing that led away is not built upon
		if (size > 2 * smallest) {
			points.length = 0;
			moves.length = 0;
		}
		smallest = Math.min(smallest, size);
		points.push(rho);
		moves.push(move);
		if (points.length > order + 1) {
			points.shift();
			moves.shift();
		}
		if (iterations < mixing) rho = mix(points, moves);
		else {
			const share = iterations < plainly ? 1 : 0.5;
			rho = rho.map((one, j) => one + share * move[j]!);
		}
	}
}

/** The point from which, by the last differences, the map would not move: ρ + f − (ΔP + ΔF)γ with ΔF γ = f. */
function mix(points: readonly Float64Array[], moves: readonly Float64Array[]): Float64Array {
	const last = points.length - 1;
	const at = points[last]!;
	const move = moves[last]!;
	const plain = at.map((one, j) => one + move[j]!);
	if (last === 0) return plain;
	const differences = Array.from({ length: last }, (_, m) =>
		moves[m + 1]!.map((one, j) => one - moves[m]![j]!),
	);
	// normal equations are enough for a step that the next one corrects
	const cross = differences.map((a) => Float64Array.from(differences, (b) => dot(a, b)));
	const gamma = solveSmall(
		cross,
		Float64Array.from(differences, (a) => dot(a, move)),
	);
	if (!gamma) return plain;
	const mixed = plain.slice();
	for (let m = 0; m < last; m++)
		for (let j = 0; j < mixed.length; j++)
			mixed[j]! -= gamma[m]! * (points[m + 1]![j]! - points[m]![j]! + differences[m]![j]!);
	return mixed.every((one) => Math.abs(one) < 4) ? mixed : plain;
}

/** x_t − Σ_j ρ_j x_{t−j}, without the first p. */
export function filter(x: Float64Array, rho: Float64Array): Float64Array {
	const order = rho.length;
	const filtered = x.slice(order);
	for (let t = 0; t < filtered.length; t++)
		for (let j = 0; j < order; j++) filtered[t]! -= rho[j]! * x[t + order - 1 - j]!;
	return filtered;
}
