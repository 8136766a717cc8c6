/**
 * The trend τ that makes Σ(y − τ)² + λΣ(Δ²τ)² least (Hodrick and Prescott 1997): (W + λD'D)τ = Wy, a matrix of five diagonals,
 * decomposed as LDL' in T steps. W is 1 where y is seen and 0 where it is missing.
 * @param y T numbers, NaN where missing; two must be seen
 * @param lambda 0 or more: 100 or 6.25 for years, 1600 for quarters, 14400 or 129600 for months
 * @throws RangeError when fewer than two are seen, or λ is not a number from 0
 */
export function hodrickPrescott(
	y: Float64Array,
	lambda: number,
): { trend: Float64Array; cycle: Float64Array } {
	const n = y.length;
	if (!(lambda >= 0 && lambda < Number.POSITIVE_INFINITY))
		throw new RangeError(`λ must be 0 or more, not ${lambda}`);
	const seen = y.map((one) => (Number.isNaN(one) ? 0 : 1));
	if (seen.reduce((sum, one) => sum + one, 0) < 2) throw new RangeError('two observations are needed');
	// all is measured from a line through the ends: λ leaves lines alone, and digits are kept
	const first = seen.indexOf(1);
	const last = seen.lastIndexOf(1);
	const slope = (y[last]! - y[first]!) / (last - first);
	const line = y.map((_, t) => y[first]! + slope * (t - first));
	const main = new Float64Array(n);
	const next = new Float64Array(n);
	const over = new Float64Array(n);
	for (let t = 0; t < n; t++) main[t] = seen[t]!;
	for (let t = 0; t + 2 < n; t++) {
		main[t]! += lambda;
		main[t + 1]! += 4 * lambda;
		main[t + 2]! += lambda;
		next[t]! -= 2 * lambda;
		next[t + 1]! -= 2 * lambda;
		over[t]! += lambda;
	}
	const solved = y.map((one, t) => (seen[t] ? one - line[t]! : 0));
	for (let t = 0; t < n; t++) {
		for (const [gap, of] of [
			[1, next],
			[2, over],
		] as const) {
			if (t + gap >= n) continue;
			const factor = of[t]! / main[t]!;
			main[t + gap]! -= factor * of[t]!;
			if (gap === 1 && t + 2 < n) next[t + 1]! -= factor * over[t]!;
			solved[t + gap]! -= factor * solved[t]!;
		}
	}
	for (let t = n - 1; t >= 0; t--) {
		let sum = solved[t]!;
		if (t + 1 < n) sum -= next[t]! * solved[t + 1]!;
		if (t + 2 < n) sum -= over[t]! * solved[t + 2]!;
		solved[t] = sum / main[t]!;
	}
	const trend = solved.map((one, t) => one + line[t]!);
	return { trend, cycle: y.map((one, t) => one - trend[t]!) };
}
