/**
 * Whether y_t = Σ λ_j y_{t−j} dies away, by stepping the order down until a reflection leaves (−1, 1) (Schur and Cohn; Brockwell and
 * Davis, Time Series: Theory and Methods, 2nd ed., 5.2).
 * @param shares λ by lag, from lag 1; lags that do not stand are 0
 */
export function diesAway(shares: readonly number[]): boolean {
	let rest = [...shares];
	while (rest.length > 0) {
		const last = rest.pop()!;
		if (!(Math.abs(last) < 1)) return false;
		const scale = 1 - last * last;
		const before = rest;
		rest = before.map((one, i) => (one + last * before[before.length - 1 - i]!) / scale);
	}
	return true;
}

/** Periods until half of the way to a new level is gone: ln ½ / ln λ, for one λ between 0 and 1. */
export const halfLife = (share: number) => Math.log(0.5) / Math.log(share);
