import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { normalAbove } from '../../distributions/tails.ts';
import { factorise, rotate } from '../../linear/householder.ts';
import type { Regression } from '../regression.ts';
import { durbinWatson } from '../statistics.ts';

/**
 * Positive autocorrelation of the errors of order one: d = Σ(e_t − e_{t−1})²/Σe_t² and P(D ≤ d) (Durbin and Watson 1950, 1951).
 * `exact`: D is a ratio of quadratic forms in normal errors, P(Σ(λ_i − d)z_i² ≤ 0) with λ the eigenvalues of the differencing matrix
 * within what X leaves; inverted by Imhof's integral (1961) on the grid of Davies (1973), to 1e-9. `normal`: by mean and variance of D,
 * for long samples.
 */
export function durbinWatsonTest(
	regression: Regression,
	method: 'exact' | 'normal' = 'exact',
): { statistic: number; p: number } {
	const statistic = durbinWatson(regression.residuals);
	const inner = withinResiduals(regression);
	const size = inner.length;
	if (method === 'normal') {
		let trace = 0;
		let square = 0;
		for (let i = 0; i < size; i++) {
			trace += inner[i]![i]!;
			for (let j = 0; j < size; j++) square += inner[i]![j]! ** 2;
		}
		const middle = trace / size;
		const variance = (2 / (size * (size + 2))) * (square - trace * middle);
		return { statistic, p: normalAbove((middle - statistic) / Math.sqrt(variance)) };
	}
	const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(inner.map((row) => [...row])), {
		assumeSymmetric: true,
	});
	return { statistic, p: belowZero(Float64Array.from(realEigenvalues, (one) => one - statistic)) };
}

/** Q₂'AQ₂ with A = D'D of first differences D: (T − k) rows. */
function withinResiduals({ columns, rows, count }: Regression): Float64Array[] {
	const factor = factorise(columns, rows);
	// rows of Q₂' are rows of Q': from Q'I, column by column
	const turned = Array.from({ length: rows }, (_, t) => {
		const unit = new Float64Array(rows);
		unit[t] = 1;
		rotate(factor, unit);
		return unit.subarray(count);
	});
	const size = rows - count;
	const inner = Array.from({ length: size }, () => new Float64Array(size));
	for (let t = 1; t < rows; t++) {
		const step = turned[t]!.map((x, i) => x - turned[t - 1]![i]!);
		for (let i = 0; i < size; i++) {
			const row = inner[i]!;
			const by = step[i]!;
			for (let j = 0; j < size; j++) row[j]! += by * step[j]!;
		}
	}
	return inner;
}

/** P(Σ l_i z_i² ≤ 0) = ½ − (1/π) Σ_n sin θ(u)/((n + ½)ρ(u)) at u = (n + ½)Δ, 2θ = Σ arctan(l_i u), ρ⁴ = Π(1 + l_i²u²). */
function belowZero(l: Float64Array): number {
	if (l.every((one) => one >= 0)) return 0;
	if (l.every((one) => one <= 0)) return 1;
	let sum = 0;
	let square = 0;
	for (const one of l) {
		sum += Math.abs(one);
		square += one * one;
	}
	// |Σ l_i z_i²| is beyond half of 2π/Δ with less than 1e-12
	const step = Math.PI / (sum + 40 * Math.sqrt(square));
	let p = 0.5;
	for (let n = 0; n < 3_000_000; n++) {
		const u = (n + 0.5) * step;
		let angle = 0;
		let log = 0;
		for (let i = 0; i < l.length; i++) {
			const x = l[i]! * u;
			angle += Math.atan(x);
			log += Math.log1p(x * x);
		}
		const size = Math.exp(-log / 4) / ((n + 0.5) * Math.PI);
		p -= Math.sin(angle / 2) * size;
		if (size * (n + 1) < 1e-13) break;
	}
	return Math.min(1, Math.max(0, p));
}
