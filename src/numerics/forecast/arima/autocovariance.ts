/**
 * ψ₀ … ψ(k−1) of w = ψ(B)e, ψ = θ/φ: ψⱼ = θⱼ + Σφᵢψⱼ₋ᵢ (Brockwell and Davis, Time Series: Theory and Methods, 2nd ed., 3.3).
 */
export function psiWeights(phi: Float64Array, theta: Float64Array, psi: Float64Array): void {
	for (let j = 0; j < psi.length; j++) {
		let sum = j === 0 ? 1 : j <= theta.length ? theta[j - 1]! : 0;
		for (let i = 1; i <= phi.length && i <= j; i++) sum += phi[i - 1]! * psi[j - i]!;
		psi[j] = sum;
	}
}

/** Scratch for `autocovariances`: (p + 1)(p + 2) numbers. */
export function autocovarianceScratch(p: number): Float64Array {
	return new Float64Array((p + 1) * (p + 2));
}

/**
 * γ₀ … γ(p) of an ARMA of errors with variance 1, from γₖ − Σφᵣγ|ₖ₋ᵣ| = Σⱼ≥ₖ θⱼψⱼ₋ₖ (McLeod 1975; Brockwell and Davis 3.3.8), by
 * elimination with pivots. `psi` holds q + 1 weights at least. Returns false when there is no stationary solution.
 */
export function autocovariances(
	phi: Float64Array,
	theta: Float64Array,
	psi: Float64Array,
	scratch: Float64Array,
	gamma: Float64Array,
): boolean {
	const p = phi.length;
	const q = theta.length;
	const size = p + 1;
	const width = p + 2;
	scratch.fill(0);
	for (let k = 0; k < size; k++) {
		scratch[k * width + k]! += 1;
		for (let r = 1; r <= p; r++) scratch[k * width + Math.abs(k - r)]! -= phi[r - 1]!;
		let right = 0;
		for (let j = k; j <= q; j++) right += (j === 0 ? 1 : theta[j - 1]!) * psi[j - k]!;
		scratch[k * width + size] = right;
	}
	for (let c = 0; c < size; c++) {
		let pivot = c;
		for (let i = c + 1; i < size; i++)
			if (Math.abs(scratch[i * width + c]!) > Math.abs(scratch[pivot * width + c]!)) pivot = i;
		const top = scratch[pivot * width + c]!;
		if (!(Math.abs(top) > 1e-14)) return false;
		if (pivot !== c)
			for (let j = c; j < width; j++) {
				const kept = scratch[c * width + j]!;
				scratch[c * width + j] = scratch[pivot * width + j]!;
				scratch[pivot * width + j] = kept;
			}
		for (let i = c + 1; i < size; i++) {
			const factor = scratch[i * width + c]! / top;
			if (factor === 0) continue;
			for (let j = c + 1; j < width; j++) scratch[i * width + j]! -= factor * scratch[c * width + j]!;
		}
	}
	for (let c = size - 1; c >= 0; c--) {
		let sum = scratch[c * width + size]!;
		for (let j = c + 1; j < size; j++) sum -= scratch[c * width + j]! * gamma[j]!;
		gamma[c] = sum / scratch[c * width + c]!;
	}
	return gamma[0]! > 0 && Number.isFinite(gamma[0]!);
}
