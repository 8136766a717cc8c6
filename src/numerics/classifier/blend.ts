/**
 * How several opinions about a text become chances: each opinion gives every class a number, the chances are the softmax of
 * their weighted sum. The weights are those under which texts that were held back are likeliest; so the chances come out
 * calibrated. (Log-linear pooling; with one opinion it is temperature scaling: Guo, Pleiss, Sun, Weinberger, On calibration
 * of modern neural networks, ICML 2017.)
 */
export type Opinions = {
	/** One array for each opinion: texts × classes. */
	given: readonly Float32Array[];
	classes: number;
	/** The right class of each text. */
	truth: Int32Array;
	/** How much each text counts. */
	worth: Float64Array;
};

/** Chances from opinions about one text, into `out`. */
export function blended(
	opinions: readonly (Float64Array | Float32Array)[],
	weights: readonly number[],
	out: Float64Array,
): Float64Array {
	let most = Number.NEGATIVE_INFINITY;
	for (let c = 0; c < out.length; c++) {
		let sum = 0;
		for (let k = 0; k < opinions.length; k++)
			sum += (weights[k] as number) * ((opinions[k] as Float32Array)[c] as number);
		out[c] = sum;
		if (sum > most) most = sum;
	}
	let all = 0;
	for (let c = 0; c < out.length; c++) {
		const chance = Math.exp((out[c] as number) - most);
		out[c] = chance;
		all += chance;
	}
	for (let c = 0; c < out.length; c++) out[c] = (out[c] as number) / all;
	return out;
}

/**
 * Finds the weights by Newton's method with halved steps; the function is convex. With few texts they stay near `expected`.
 * @param firmness how many texts the expectation is worth
 * @param least an opinion never counts against itself: smaller weights are set to this
 */
export function fitBlend(
	{ given, classes, truth, worth }: Opinions,
	expected: readonly number[],
	least: readonly number[],
	firmness = 20,
): number[] {
	const size = given.length;
	const loss = (weights: readonly number[], gradient?: Float64Array, curvature?: Float64Array): number => {
		let sum = 0;
		const chance = new Float64Array(classes);
		const mean = new Float64Array(size);
		for (let row = 0; row < truth.length; row++) {
			const from = row * classes;
			const count = worth[row] as number;
			let most = Number.NEGATIVE_INFINITY;
			for (let c = 0; c < classes; c++) {
				let z = 0;
				for (let k = 0; k < size; k++)
					z += (weights[k] as number) * ((given[k] as Float32Array)[from + c] as number);
				chance[c] = z;
				if (z > most) most = z;
			}
			const right = truth[row] as number;
			let all = 0;
			for (let c = 0; c < classes; c++) all += Math.exp((chance[c] as number) - most);
			sum -= count * ((chance[right] as number) - most - Math.log(all));
			if (!gradient || !curvature) continue;
			mean.fill(0);
			for (let c = 0; c < classes; c++) {
				const p = Math.exp((chance[c] as number) - most) / all;
				chance[c] = p;
				for (let k = 0; k < size; k++)
					mean[k] = (mean[k] as number) + p * ((given[k] as Float32Array)[from + c] as number);
			}
			for (let k = 0; k < size; k++) {
				gradient[k] =
					(gradient[k] as number) +
					count * ((mean[k] as number) - ((given[k] as Float32Array)[from + right] as number));
				for (let l = 0; l <= k; l++) {
					let second = 0;
					for (let c = 0; c < classes; c++)
						second +=
							(chance[c] as number) *
							((given[k] as Float32Array)[from + c] as number) *
							((given[l] as Float32Array)[from + c] as number);
					curvature[k * size + l] =
						(curvature[k * size + l] as number) +
						count * (second - (mean[k] as number) * (mean[l] as number));
				}
			}
		}
		for (let k = 0; k < size; k++) {
			// measured against the size of the expectation, so that opinions on different scales are held alike
			const unit = firmness / Math.max(0.25, (expected[k] as number) ** 2);
			const off = (weights[k] as number) - (expected[k] as number);
			sum += 0.5 * unit * off * off;
			if (!gradient || !curvature) continue;
			gradient[k] = (gradient[k] as number) + unit * off;
			curvature[k * size + k] = (curvature[k * size + k] as number) + unit;
		}
		return sum;
	};
	const held = (weights: readonly number[]) => weights.map((one, k) => Math.max(one, least[k] as number));
	let weights = held(expected);
	for (let turn = 0; turn < 30; turn++) {
		const gradient = new Float64Array(size);
		const curvature = new Float64Array(size * size);
		const now = loss(weights, gradient, curvature);
		for (let k = 0; k < size; k++)
			for (let l = k + 1; l < size; l++) curvature[k * size + l] = curvature[l * size + k] as number;
		// weights at their least that would go lower stay where they are
		const free = weights.map((one, k) => one > (least[k] as number) || (gradient[k] as number) < 0);
		const step = solve(curvature, gradient, free);
		let moved = false;
		for (let length = 1; length > 1e-4; length /= 2) {
			const next = held(weights.map((one, k) => one - length * (step[k] as number)));
			if (loss(next) < now - 1e-9) {
				moved = Math.max(...next.map((one, k) => Math.abs(one - (weights[k] as number)))) > 1e-5;
				weights = next;
				break;
			}
		}
		if (!moved) break;
	}
	return weights;
}

/** A small symmetric system by elimination; what is not free stays 0. */
function solve(matrix: Float64Array, right: Float64Array, free: readonly boolean[]): Float64Array {
	const size = right.length;
	const a = Float64Array.from(matrix);
	const b = Float64Array.from(right);
	for (let k = 0; k < size; k++)
		if (!free[k]) {
			for (let l = 0; l < size; l++) a[k * size + l] = a[l * size + k] = 0;
			a[k * size + k] = 1;
			b[k] = 0;
		}
	for (let k = 0; k < size; k++) {
		const pivot = (a[k * size + k] as number) + 1e-12;
		for (let row = k + 1; row < size; row++) {
			const factor = (a[row * size + k] as number) / pivot;
			for (let l = k; l < size; l++)
				a[row * size + l] = (a[row * size + l] as number) - factor * (a[k * size + l] as number);
			b[row] = (b[row] as number) - factor * (b[k] as number);
		}
	}
	for (let k = size - 1; k >= 0; k--) {
		let sum = b[k] as number;
		for (let l = k + 1; l < size; l++) sum -= (a[k * size + l] as number) * (b[l] as number);
		b[k] = sum / ((a[k * size + k] as number) + 1e-12);
	}
	return b;
}
