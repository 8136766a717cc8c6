export type Minimum = { point: Float64Array; value: number; evaluations: number; converged: boolean };

export type NelderMeadOptions = {
	/** At most so many evaluations. */
	evaluations?: number;
	/** Ends when the worst corner is not above the best by more than tolerance · (|f(start)| + tolerance). */
	tolerance?: number;
	/** Of the first simplex, for each coordinate; without it a tenth of the largest coordinate of the start for all. */
	steps?: Float64Array;
};

/** Stands for what is not finite. */
const big = 1e35;

/**
 * min f(x) without derivatives by the simplex of Nelder and Mead (1965) in the form of Nash (Compact Numerical Methods for Computers, 2nd
 * ed., algorithm 19; that of R's `optim`): reflection 1, contraction 1/2, expansion 2. Bounds are told by f: a value that is not finite is
 * worse than any other.
 * @param f must not keep the array that it is given
 * @param start n numbers, where f is finite
 * @throws RangeError when f is not finite at the start
 */
export function nelderMead(
	f: (x: Float64Array) => number,
	start: Float64Array,
	{ evaluations = 2000, tolerance = Math.sqrt(Number.EPSILON), steps }: NelderMeadOptions = {},
): Minimum {
	const n = start.length;
	const first = f(start);
	if (!Number.isFinite(first)) throw new RangeError('the function is not finite at the start');
	if (n === 0) return { point: start.slice(), value: first, evaluations: 1, converged: true };
	const enough = tolerance * (Math.abs(first) + tolerance);
	const values = new Float64Array(n + 1);
	const { corners, size: firstSize } = simplexAt(start, steps);
	values[0] = first;
	let size = firstSize;
	let best = 0;
	let count = 1;
	let converged = false;
	const at = (x: Float64Array): number => {
		count++;
		const value = f(x);
		return Number.isFinite(value) ? value : big;
	};
	const centre = new Float64Array(n);
	const trial = new Float64Array(n);
	const further = new Float64Array(n);
	let anew = true;
	while (count <= evaluations) {
		if (anew) {
			for (let j = 0; j <= n; j++) if (j !== best) values[j] = at(corners[j]!);
			anew = false;
		}
		let worst = best;
		let low = values[best]!;
		let high = low;
		for (let j = 0, begun = best; j <= n; j++) {
			if (j === begun) continue;
			if (values[j]! < low) {
				best = j;
				low = values[j]!;
			}
			if (values[j]! > high) {
				worst = j;
				high = values[j]!;
			}
		}
		if (high <= low + enough) {
			converged = true;
			break;
		}
		const bad = corners[worst]!;
		for (let i = 0; i < n; i++) {
			let sum = -bad[i]!;
			for (let j = 0; j <= n; j++) sum += corners[j]![i]!;
			centre[i] = sum / n;
			trial[i] = 2 * centre[i]! - bad[i]!;
		}
		const reflected = at(trial);
		if (reflected < low) {
			for (let i = 0; i < n; i++) further[i] = 2 * trial[i]! - centre[i]!;
			const expanded = at(further);
			bad.set(expanded < reflected ? further : trial);
			values[worst] = Math.min(expanded, reflected);
			continue;
		}
		if (reflected < high) {
			bad.set(trial);
			values[worst] = reflected;
		}
		for (let i = 0; i < n; i++) trial[i] = 0.5 * bad[i]! + 0.5 * centre[i]!;
		const contracted = at(trial);
		if (contracted < values[worst]!) {
			bad.set(trial);
			values[worst] = contracted;
		} else if (reflected >= high) {
			anew = true;
			const shrunk = shrink(corners, best);
			if (!(shrunk < size)) break;
			size = shrunk;
		}
	}
	return { point: corners[best]!.slice(), value: values[best]!, evaluations: count, converged };
}

/** The start and n corners beside it, each a step away in one coordinate. */
function simplexAt(start: Float64Array, steps?: Float64Array): { corners: Float64Array[]; size: number } {
	let step = 0;
	for (const x of start) step = Math.max(step, 0.1 * Math.abs(x));
	if (step === 0) step = 0.1;
	let size = 0;
	const corners = [start.slice()];
	for (let i = 0; i < start.length; i++) {
		const corner = start.slice();
		let by = steps?.[i] || step;
		while (corner[i] === start[i]) {
			corner[i] = start[i]! + by;
			by *= 10;
		}
		size += by;
		corners.push(corner);
	}
	return { corners, size };
}

/** All corners halfway to the best; the size that is left. */
function shrink(corners: Float64Array[], best: number): number {
	const kept = corners[best]!;
	let size = 0;
	for (const corner of corners) {
		if (corner === kept) continue;
		for (let i = 0; i < kept.length; i++) {
			corner[i] = 0.5 * (corner[i]! - kept[i]!) + kept[i]!;
			size += Math.abs(corner[i]! - kept[i]!);
		}
	}
	return size;
}
