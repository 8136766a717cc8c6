/** (1 − B^lag)^times of a series: `times · lag` values shorter. What touches a NaN is NaN. */
export function difference(values: Float64Array, lag: number, times: number): Float64Array {
	let now = values;
	for (let k = 0; k < times; k++) {
		const next = new Float64Array(Math.max(0, now.length - lag));
		for (let t = 0; t < next.length; t++) next[t] = now[t + lag]! - now[t]!;
		now = next;
	}
	return now;
}

/** Δ with y(t) = w(t) + ΣΔᵢ·y(t−i), for w = (1 − B)^d (1 − B^period)^D y. */
export function differencePolynomial(d: number, D: number, period: number): Float64Array {
	let polynomial = Float64Array.of(1);
	const by = (lag: number) => {
		const next = new Float64Array(polynomial.length + lag);
		for (const [i, one] of polynomial.entries()) {
			next[i]! += one;
			next[i + lag]! -= one;
		}
		polynomial = next;
	};
	for (let k = 0; k < d; k++) by(1);
	for (let k = 0; k < D; k++) by(period);
	return polynomial.slice(1).map((one) => -one);
}
