import type { Together } from './together.ts';
import type { Votes } from './votes.ts';

/**
 * Multiplies by C = XᵀX, where X (people × statements) holds mark − mean where a person voted and 0 where not: an absent vote is
 * taken for the mean, as in the method of Polis (Small et al. 2021). `block` holds `many` vectors, the values of one statement side
 * by side: block[k · many + r]; the answer goes to `into`.
 */
export type Multiply = (block: Float64Array, many: number, into: Float64Array) => void;

/**
 * By counted pairs: C_jk = S − mean_k · V − mean_j · W + mean_j · mean_k · N of the pair (j, k) over the statements `used`, in their order.
 * It stands on the desk of `together`, so it holds until the next one is made.
 */
export function byPairs(together: Together, used: Int32Array, means: Float64Array): Multiply {
	const { cells, width } = together;
	const size = used.length;
	const c = together.desk(size * size);
	for (let a = 0; a < size; a++) {
		const j = used[a]!;
		const mj = means[j]!;
		for (let b = 0; b < a; b++) {
			const k = used[b]!;
			const mk = means[k]!;
			const here = 4 * (j * width + k);
			const across = 4 * (k * width + j);
			const n = cells[here]! + cells[across]!;
			const v = cells[here + 1]! + cells[across + 2]!;
			const w = cells[here + 2]! + cells[across + 1]!;
			const s = cells[here + 3]! + cells[across + 3]!;
			const value = s - mk * v - mj * w + mj * mk * n;
			c[a * size + b] = value;
			c[b * size + a] = value;
		}
		const own = 4 * (j * width + j);
		c[a * size + a] = cells[own + 3]! - 2 * mj * cells[own + 1]! + mj * mj * cells[own]!;
	}
	return (block, many, into) => {
		into.fill(0);
		for (let a = 0; a < size; a++)
			for (let r = 0; r < many; r += 3) threeSums(c, a, size, block, many, r, into);
	};
}

/** Row a of C by vectors r, r + 1 and r + 2, so far as there are so many. */
function threeSums(
	c: Float64Array,
	a: number,
	size: number,
	block: Float64Array,
	many: number,
	r: number,
	into: Float64Array,
): void {
	let first = 0;
	let second = 0;
	let third = 0;
	const row = a * size;
	const two = r + 1 < many ? 1 : 0;
	const three = r + 2 < many ? 2 : 0;
	for (let b = 0, at = r; b < size; b++, at += many) {
		const value = c[row + b]!;
		first += value * block[at]!;
		second += value * block[at + two]!;
		third += value * block[at + three]!;
	}
	into[a * many + r] = first;
	if (two) into[a * many + r + 1] = second;
	if (three) into[a * many + r + 2] = third;
}

/** Straight through the votes, twice for each vector: slower, and without the memory of pairs. */
export function byVotes(votes: Votes, used: Int32Array, means: Float64Array): Multiply {
	const placeOf = new Int32Array(votes.statements).fill(-1);
	for (const [place, j] of used.entries()) placeOf[j] = place;
	return (block, many, into) => {
		into.fill(0);
		const sums = new Float64Array(many);
		for (let i = 0; i < votes.people; i++) {
			const from = votes.start[i]!;
			const to = from + votes.count[i]!;
			sums.fill(0);
			for (let at = from; at < to; at++) {
				const j = votes.statement[at]!;
				const place = placeOf[j]!;
				if (place < 0) continue;
				const value = votes.mark[at]! - means[j]!;
				for (let r = 0; r < many; r++) sums[r]! += value * block[place * many + r]!;
			}
			for (let at = from; at < to; at++) {
				const j = votes.statement[at]!;
				const place = placeOf[j]!;
				if (place < 0) continue;
				const value = votes.mark[at]! - means[j]!;
				for (let r = 0; r < many; r++) into[place * many + r]! += value * sums[r]!;
			}
		}
	};
}
