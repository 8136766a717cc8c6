/** How one smoothing of STL is done. */
export type Smoother = {
	/** Points that a local line (or mean) looks at; odd. */
	span: number;
	degree: 0 | 1;
	/** It is worked out at each `jump`-th point, and a straight line is laid between. */
	jump: number;
};

/**
 * Locally weighted regression at 1 … n of `y` by STL's own rules (Cleveland, Cleveland, McRae and Terpenning 1990, "STL: A
 * seasonal-trend decomposition procedure based on loess", 3.2). `robust` weighs points, or is null.
 */
export function loess(
	y: Float64Array,
	{ span, degree, jump }: Smoother,
	robust: Float64Array | null,
	into: Float64Array,
): void {
	const n = y.length;
	if (n < 2) {
		into[0] = y[0]!;
		return;
	}
	const step = Math.min(jump, n - 1);
	const half = (span + 1) >> 1;
	let left = 1;
	let right = Math.min(span, n);
	const at = (i: number) => {
		const found = localFit(y, span, degree, i, left, right, robust);
		into[i - 1] = Number.isNaN(found) ? y[i - 1]! : found;
	};
	for (let i = 1; i <= n; i += step) {
		if (span < n) {
			left = i < half ? 1 : i >= n - half + 1 ? n - span + 1 : i - half + 1;
			right = left + span - 1;
		}
		at(i);
	}
	if (step === 1) return;
	for (let i = 1; i + step <= n; i += step) line(into, i, i + step);
	const last = Math.floor((n - 1) / step) * step + 1;
	if (last === n) return;
	at(n);
	line(into, last, n);
}

function line(values: Float64Array, from: number, to: number): void {
	const slope = (values[to - 1]! - values[from - 1]!) / (to - from);
	for (let j = from + 1; j < to; j++) values[j - 1] = values[from - 1]! + slope * (j - from);
}

/** The value at `x` of the local line through points `left` … `right` (from 1); NaN when all weights are zero. */
export function localFit(
	y: Float64Array,
	span: number,
	degree: 0 | 1,
	x: number,
	left: number,
	right: number,
	robust: Float64Array | null,
): number {
	const n = y.length;
	let reach = Math.max(x - left, right - x);
	if (span > n) reach += (span - n) >> 1;
	const weigh = (j: number) => {
		const distance = Math.abs(j - x);
		if (distance > 0.999 * reach) return 0;
		const weight = distance <= 0.001 * reach ? 1 : (1 - (distance / reach) ** 3) ** 3;
		return robust ? weight * robust[j - 1]! : weight;
	};
	let total = 0;
	let centre = 0;
	let sum = 0;
	for (let j = left; j <= right; j++) {
		const weight = weigh(j);
		total += weight;
		centre += weight * j;
		sum += weight * y[j - 1]!;
	}
	if (!(total > 0)) return Number.NaN;
	if (degree === 0 || !(reach > 0)) return sum / total;
	centre /= total;
	let spread = 0;
	let lean = 0;
	for (let j = left; j <= right; j++) {
		const weight = weigh(j) / total;
		spread += weight * (j - centre) ** 2;
		lean += weight * (j - centre) * y[j - 1]!;
	}
	return Math.sqrt(spread) > 0.001 * (n - 1) ? sum / total + ((x - centre) / spread) * lean : sum / total;
}
