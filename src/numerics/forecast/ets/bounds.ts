import type { EtsModel } from './model.ts';
import { etsLower, etsUpper } from './start.ts';

/**
 * Whether the parameters are within the usual bounds (0 < β < α < 1, 0 < γ < 1 − α, 0.8 ≤ φ ≤ 0.98) and the model forgets its start:
 * all roots of its characteristic equation within the unit circle (Hyndman, Akram and Archibald 2008).
 * @param room at least 3(m + 2) numbers, overwritten
 */
export function isAdmissible(
	{ trend, damped, season, period: m }: EtsModel,
	alpha: number,
	beta: number,
	gamma: number,
	phi: number,
	room: Float64Array,
): boolean {
	if (!(alpha >= etsLower.alpha && alpha <= etsUpper.alpha)) return false;
	if (trend !== 'N' && !(beta >= etsLower.beta && beta <= alpha && beta <= etsUpper.beta)) return false;
	if (damped && !(phi >= etsLower.phi && phi <= etsUpper.phi)) return false;
	// without a season the usual bounds lie within the others
	if (season === 'N') return true;
	if (!(gamma >= etsLower.gamma && gamma <= 1 - alpha && gamma <= etsUpper.gamma)) return false;
	if (alpha < 1 - 1 / phi - (gamma * (1 - m + phi + phi * m)) / (2 * phi * m)) return false;
	const b = trend === 'N' ? 0 : beta;
	const polynomial = room.subarray(0, m + 2);
	polynomial.fill(alpha + b - alpha * phi);
	polynomial[0] = phi * (1 - alpha - gamma);
	polynomial[1] = alpha + b - alpha * phi + gamma - 1;
	polynomial[m] = alpha + b - phi;
	polynomial[m + 1] = 1;
	return isStable(polynomial);
}

/**
 * Whether no root of p[0] + p[1]z + … + p[n]zⁿ lies outside the unit circle, by the recursion of Schur and Cohn: each step takes the degree
 * down by one while |p[0]| < |p[n]|. Overwrites p. A root on the circle, to rounding, is within.
 */
export function isStable(p: Float64Array): boolean {
	// roots drawn in by a hair, so that those on the circle count as within
	const hair = 1 + 1e-9;
	for (let i = 0, factor = 1; i < p.length; i++, factor *= hair) p[i]! *= factor;
	for (let n = p.length - 1; n > 0; n--) {
		const k = p[0]! / p[n]!;
		if (!(Math.abs(k) < 1)) return false;
		// q[i−1] = p[i] − k·p[n−i]; pairs i and n−i together, so that nothing needs a copy
		for (let i = 1, j = n - 1; i <= j; i++, j--) {
			const low = p[i]!;
			const high = p[j]!;
			p[i] = low - k * high;
			p[j] = high - k * low;
		}
		p[n] = p[n]! - k * p[0]!;
		p.copyWithin(0, 1, n + 1);
	}
	return true;
}
