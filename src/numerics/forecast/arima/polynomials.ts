/** (p, d, q)(P, D, Q) with a season of `period` observations. */
export type ArimaOrder = {
	p: number;
	d: number;
	q: number;
	P: number;
	D: number;
	Q: number;
	period: number;
};

/** How many parameters of polynomials: p + q + P + Q, in this order: ar, ma, sar, sma. */
export function armaSize(order: ArimaOrder): number {
	return order.p + order.q + order.P + order.Q;
}

/** Observations that differencing takes: d + D·period. */
export function lostToDifferences(order: ArimaOrder): number {
	return order.d + order.D * order.period;
}

/** φ of (1 − Σφᵢ Bⁱ)(1 − ΣΦⱼ B^(j·period)) = 1 − Σφ B, p + P·period numbers, into `phi`. */
export function expandAr(params: ArrayLike<number>, order: ArimaOrder, phi: Float64Array): void {
	const { p, q, P, period } = order;
	phi.fill(0);
	for (let i = 0; i < p; i++) phi[i] = params[i]!;
	for (let j = 0; j < P; j++) {
		const seasonal = params[p + q + j]!;
		const at = (j + 1) * period - 1;
		phi[at]! += seasonal;
		for (let i = 0; i < p; i++) phi[at + i + 1]! -= params[i]! * seasonal;
	}
}

/** θ of (1 + Σθᵢ Bⁱ)(1 + ΣΘⱼ B^(j·period)) = 1 + Σθ B, q + Q·period numbers, into `theta`. */
export function expandMa(params: ArrayLike<number>, order: ArimaOrder, theta: Float64Array): void {
	const { p, q, P, Q, period } = order;
	theta.fill(0);
	for (let i = 0; i < q; i++) theta[i] = params[p + i]!;
	for (let j = 0; j < Q; j++) {
		const seasonal = params[p + q + P + j]!;
		const at = (j + 1) * period - 1;
		theta[at]! += seasonal;
		for (let i = 0; i < q; i++) theta[at + i + 1]! += params[p + i]! * seasonal;
	}
}

/** Beyond this a partial autocorrelation is 1 for all that rounding lets one see. */
const farthest = 7;

/**
 * Free numbers into the parameters of stationary and invertible polynomials: each block by tanh into partial autocorrelations,
 * from them by the recursion of Durbin and Levinson (Barndorff-Nielsen and Schou 1973; Jones 1980).
 */
export function constrain(free: ArrayLike<number>, order: ArimaOrder, params: Float64Array): void {
	let at = 0;
	for (const [size, sign] of blocks(order)) {
		for (let k = 0; k < size; k++) {
			const partial = Math.tanh(Math.max(-farthest, Math.min(farthest, free[at + k]!)));
			for (let j = 0; j < k - 1 - j; j++) {
				const low = params[at + j]!;
				const high = params[at + k - 1 - j]!;
				params[at + j] = low - partial * high;
				params[at + k - 1 - j] = high - partial * low;
			}
			if (k % 2 === 1) params[at + (k - 1) / 2]! *= 1 - partial;
			params[at + k] = partial;
		}
		if (sign < 0) for (let k = 0; k < size; k++) params[at + k] = -params[at + k]!;
		at += size;
	}
}

/** The free numbers of parameters, the inverse of `constrain`; what lies outside of the region is drawn in. */
export function release(params: ArrayLike<number>, order: ArimaOrder): Float64Array {
	const free = new Float64Array(params.length);
	let at = 0;
	for (const [size, sign] of blocks(order)) {
		const partial = partialsOf(Float64Array.from({ length: size }, (_, k) => sign * params[at + k]!));
		for (let k = 0; k < size; k++)
			free[at + k] = Math.atanh(Math.max(-0.97, Math.min(0.97, partial[k]! || 0)));
		at += size;
	}
	return free;
}

/** Whether all roots of 1 − Σφ zⁱ lie farther from zero than `radius`. */
export function rootsBeyond(phi: ArrayLike<number>, radius: number): boolean {
	const scaled = Float64Array.from(phi, (one, i) => one * radius ** (i + 1));
	return partialsOf(scaled).every((one) => Math.abs(one) < 1);
}

/** Partial autocorrelations of 1 − Σφ zⁱ by the recursion run backwards; all are below 1 when it is stationary. */
function partialsOf(phi: Float64Array): Float64Array {
	const partial = new Float64Array(phi.length);
	const now = phi.slice();
	for (let k = phi.length - 1; k >= 0; k--) {
		const last = now[k]!;
		partial[k] = last;
		const scale = 1 - last * last;
		if (!(scale > 0)) return partial.fill(Math.sign(last) || 1, 0, k + 1);
		const before = now.slice(0, k);
		for (let j = 0; j < k; j++) now[j] = (before[j]! + last * before[k - 1 - j]!) / scale;
	}
	return partial;
}

function blocks({ p, q, P, Q }: ArimaOrder): [size: number, sign: number][] {
	return [
		[p, 1],
		[q, -1],
		[P, 1],
		[Q, -1],
	];
}
