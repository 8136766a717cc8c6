export type Minimum = { at: Float64Array; value: number; evaluations: number };

export type MinimiseOptions = {
	/** It ends when a step gains less than this share of |f| + this. */
	tolerance?: number;
	iterations?: number;
	/** Step of the numerical gradient. */
	step?: number;
	/** Gradients by forward differences and no second look where it ends: half the work, fewer digits. */
	rough?: boolean;
};

/**
 * A local minimum by BFGS with a line search that goes back until enough is gained, gradients by central differences (Nocedal and
 * Wright, Numerical Optimization, 2nd ed., 6.1 and 8.1; Nash, Compact Numerical Methods, algorithm 21). Where f is not finite the
 * step is shortened.
 */
export function minimise(
	f: (x: Float64Array) => number,
	start: Float64Array,
	{ tolerance = 1e-10, iterations = 100, step = 1e-4, rough = false }: MinimiseOptions = {},
): Minimum {
	const n = start.length;
	const x = start.slice();
	let evaluations = 1;
	let value = f(x);
	if (n === 0 || !Number.isFinite(value)) return { at: x, value, evaluations };
	const probe = new Float64Array(n);
	const gradientAt = (point: Float64Array, here: number, into: Float64Array) => {
		probe.set(point);
		for (let i = 0; i < n; i++) {
			probe[i] = point[i]! + step;
			const above = f(probe);
			if (rough && Number.isFinite(above)) {
				probe[i] = point[i]!;
				into[i] = (above - here) / step;
				continue;
			}
			probe[i] = point[i]! - step;
			const below = f(probe);
			probe[i] = point[i]!;
			into[i] = Number.isFinite(above)
				? Number.isFinite(below)
					? (above - below) / (2 * step)
					: (above - here) / step
				: Number.isFinite(below)
					? (here - below) / step
					: 0;
		}
		evaluations += rough ? n : 2 * n;
	};
	let gradient = new Float64Array(n);
	let nextGradient = new Float64Array(n);
	gradientAt(x, value, gradient);
	const inverse = new Float64Array(n * n);
	const direction = new Float64Array(n);
	const next = new Float64Array(n);
	const moved = new Float64Array(n);
	const turned = new Float64Array(n);
	let fresh = true;
	restart(inverse, n);
	for (let round = 0; round < iterations; round++) {
		let slope = 0;
		for (let i = 0; i < n; i++) {
			let sum = 0;
			for (let j = 0; j < n; j++) sum -= inverse[i * n + j]! * gradient[j]!;
			direction[i] = sum;
			slope += sum * gradient[i]!;
		}
		if (!(slope < 0)) {
			if (fresh) break;
			restart(inverse, n);
			fresh = true;
			continue;
		}
		// a first step without knowledge of scale is kept short
		let longest = 0;
		for (let i = 0; i < n; i++) longest = Math.max(longest, Math.abs(direction[i]!));
		let length = fresh ? Math.min(1, 0.5 / longest) : Math.min(1, 3 / longest);
		let found = Number.NaN;
		for (let k = 0; k < 30; k++) {
			for (let i = 0; i < n; i++) next[i] = x[i]! + length * direction[i]!;
			found = f(next);
			evaluations++;
			if (found <= value + 1e-4 * length * slope) break;
			length *= Number.isFinite(found) ? 0.3 : 0.1;
			found = Number.NaN;
		}
		if (Number.isNaN(found)) {
			if (fresh) break;
			restart(inverse, n);
			fresh = true;
			continue;
		}
		const gained = value - found;
		const enough = tolerance * (Math.abs(value) + tolerance);
		gradientAt(next, found, nextGradient);
		for (let i = 0; i < n; i++) {
			moved[i] = next[i]! - x[i]!;
			turned[i] = nextGradient[i]! - gradient[i]!;
		}
		x.set(next);
		value = found;
		[gradient, nextGradient] = [nextGradient, gradient];
		if (gained < enough) {
			if (fresh || rough) break;
			// once more along the steepest way before it is believed
			restart(inverse, n);
			fresh = true;
			continue;
		}
		update(inverse, moved, turned, n, fresh);
		fresh = false;
	}
	return { at: x, value, evaluations };
}

function restart(inverse: Float64Array, n: number): void {
	inverse.fill(0);
	for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
}

/** H ← (I − ρsy')H(I − ρys') + ρss'; at first H is scaled to what the step has shown. */
function update(
	inverse: Float64Array,
	moved: Float64Array,
	turned: Float64Array,
	n: number,
	fresh: boolean,
): void {
	let product = 0;
	let square = 0;
	for (let i = 0; i < n; i++) {
		product += moved[i]! * turned[i]!;
		square += turned[i]! * turned[i]!;
	}
	if (!(product > 1e-14 * Math.sqrt(square))) return;
	if (fresh) for (let i = 0; i < n; i++) inverse[i * n + i] = product / square;
	const through = new Float64Array(n);
	let curvature = 0;
	for (let i = 0; i < n; i++) {
		let sum = 0;
		for (let j = 0; j < n; j++) sum += inverse[i * n + j]! * turned[j]!;
		through[i] = sum;
		curvature += sum * turned[i]!;
	}
	const own = (1 + curvature / product) / product;
	for (let i = 0; i < n; i++)
		for (let j = 0; j < n; j++)
			inverse[i * n + j]! +=
				own * moved[i]! * moved[j]! - (through[i]! * moved[j]! + moved[i]! * through[j]!) / product;
}
