import { solveDense } from './dense.ts';
import { lasting } from './graph.ts';
import type { BlockAtWork, Machine } from './machine.ts';
import { eliminate, substitute } from './sparse-lu.ts';
import { runTape } from './tape.ts';

/** Where the values of a period stand. */
export type At = { now: Float64Array; past: Float64Array; base: number; firstOfRun: boolean };

/** A step this small beside the size of a variable ends the search: the next one of Newton's would be its square. */
const smallStep = 1e-9;
/** So does a difference between a feedback variable and what its equation comes to. */
const smallDifference = 2e-14;
/** Where a slope is without bounds a step of nothing says nothing: the equations must hold too. */
const nearEnough = 1e-8;
const mostSteps = 60;
const mostSweeps = 2000;

/**
 * Newton's method on the feedback variables of a block: the others follow from them exactly, the matrix of the whole block is
 * sparse and its LU, with these last, gives their step (Gilli and Pauletto in: Hughes Hallett, McAdam (ed.), Analyses in
 * Macroeconomic Modelling, 1999). Where a step makes things worse it is halved; where Newton's method does not come through,
 * Gauss and Seidel's is tried, damped. Feedback slots hold the first guess. One lane alone.
 * @returns whether it converged; if not the slots hold the last state
 */
export function solveBlock(machine: Machine, one: BlockAtWork, at: At): boolean {
	const guess = one.feedback.length;
	const first = new Float64Array(guess);
	for (let i = 0; i < guess; i++) first[i] = machine.slots[one.feedback[i]!]!;
	if (newton(machine, one, at)) return true;
	const last = Array.from(one.feedback, (place) => machine.slots[place]!);
	for (const damping of [1, 0.5, 0.2]) {
		for (let i = 0; i < guess; i++) machine.slots[one.feedback[i]!] = first[i]!;
		// where sweeps come near, Newton's method ends what they began
		const near = gaussSeidel(machine, one, at, damping);
		if (near && newton(machine, one, { ...at, firstOfRun: true })) return true;
	}
	// what is told of the failure is where Newton's method stood
	for (let i = 0; i < guess; i++) machine.slots[one.feedback[i]!] = last[i]!;
	evaluate(machine, one, at);
	return false;
}

function newton(machine: Machine, one: BlockAtWork, at: At): boolean {
	const { slots } = machine;
	const { feedback, comesTo, rows, right, kept, size } = one;
	const count = feedback.length;
	setSizes(machine, one);
	let first = at.firstOfRun;
	let safe = !one.unsafe;
	let before = evaluate(machine, one, at);
	for (let step = 0; step < mostSteps; step++) {
		if (!Number.isFinite(before)) return false;
		if (before === 0 || (step > 0 && before <= smallDifference)) return true;
		if (first || one.block.lasts === lasting.none || (step === 0 && one.block.lasts === lasting.period))
			safe = factorise(machine, one, at);
		first = false;
		right.fill(0);
		for (let i = 0; i < count; i++) {
			kept[i] = slots[feedback[i]!]!;
			right[rows[i]!] = slots[comesTo[i]!]! - kept[i]!;
		}
		if (safe) substitute(one.block.lu, one.matrix, right, 1);
		else if (!solveByPivots(machine, one, right)) return false;
		let largest = 0;
		for (let i = 0; i < count; i++) {
			largest = Math.max(largest, Math.abs(right[rows[i]!]!) / size[i]!);
			if (Number.isNaN(right[rows[i]!]!)) return false;
		}
		let share = 1;
		let after = 0;
		for (; share > 1e-4; share /= 2) {
			for (let i = 0; i < count; i++) slots[feedback[i]!] = kept[i]! + share * right[rows[i]!]!;
			after = evaluate(machine, one, at);
			if (after < before || (largest <= smallStep && Number.isFinite(after))) break;
		}
		for (let i = 0; i < count; i++) size[i] = Math.max(size[i]!, Math.abs(slots[feedback[i]!]!));
		after = distance(slots, one);
		if (largest <= smallStep && after <= nearEnough) return true;
		if (!(share > 1e-4)) return false;
		before = after;
	}
	return false;
}

/** The same for several lanes at once, without halving: lanes that do not come through are to be solved alone. */
export function solveLanes(machine: Machine, one: BlockAtWork, at: At, failed: Uint8Array): void {
	const { slots, lanes } = machine;
	const { feedback, comesTo, rows, right, size } = one;
	const count = feedback.length;
	setSizes(machine, one);
	runTape(one.body, slots, lanes, at.now, at.past, at.base);
	let first = at.firstOfRun;
	let before = 1;
	// the first step goes by the matrix of the period before: near enough, and half of the work
	let again = false;
	let exact = false;
	for (let step = 0; step < 25; step++) {
		if (
			first ||
			(again && one.block.lasts === lasting.none) ||
			(step === 0 && one.block.lasts === lasting.period)
		) {
			factorise(machine, one, at);
			exact = true;
		}
		first = false;
		right.fill(0);
		for (let i = 0; i < count; i++)
			for (let l = 0; l < lanes; l++)
				right[rows[i]! + l] = slots[comesTo[i]! + l]! - slots[feedback[i]! + l]!;
		substitute(one.block.lu, one.matrix, right, lanes);
		let largest = 0;
		for (let i = 0; i < count; i++) {
			const row = rows[i]!;
			const place = feedback[i]!;
			for (let l = 0; l < lanes; l++) {
				const by = right[row + l]!;
				slots[place + l] = slots[place + l]! + by;
				const apart = Math.abs(by) / size[i * lanes + l]!;
				if (apart > largest && apart < Number.POSITIVE_INFINITY) largest = apart;
			}
		}
		runTape(one.body, slots, lanes, at.now, at.past, at.base);
		// a linear block is solved by one step; of others each step is, near the solution, about the square of the one before
		const next = largest * (largest / before) ** 2;
		if (one.block.lasts !== lasting.none || largest <= smallStep || (exact && next <= 1e-13)) break;
		// so near that the same matrix will do once more
		again = !exact || next * largest > 1e-14;
		before = largest;
	}
	for (let i = 0; i < count; i++)
		for (let l = 0; l < lanes; l++) {
			const place = feedback[i]! + l;
			const apart = Math.abs(slots[comesTo[i]! + l]! - slots[place]!);
			if (!(apart <= 1e-11 * Math.max(size[i * lanes + l]!, Math.abs(slots[place]!)))) failed[l] = 1;
		}
}

/** @returns whether the pivots are safe (of one lane) */
function factorise(machine: Machine, one: BlockAtWork, at: At): boolean {
	const { lanes, slots } = machine;
	const { matrix, entries, diagonal } = one;
	runTape(one.slopes, slots, lanes, at.now, at.past, at.base);
	matrix.fill(0);
	for (const place of diagonal) matrix.fill(1, place, place + lanes);
	for (let e = 0; e < entries.length; e += 2) {
		const place = entries[e]!;
		const slot = entries[e + 1]!;
		for (let l = 0; l < lanes; l++) matrix[place + l] = matrix[place + l]! - slots[slot + l]!;
	}
	eliminate(one.block.lu, matrix, lanes);
	if (lanes > 1) return true;
	one.unsafe = false;
	for (const place of diagonal) if (!(Math.abs(matrix[place]!) > 1e-9)) one.unsafe = true;
	return !one.unsafe;
}

/** The same step by LU with exchange of rows, where a pivot on the diagonal is next to nothing. */
function solveByPivots(machine: Machine, one: BlockAtWork, right: Float64Array): boolean {
	const { variables, lu } = one.block;
	const n = variables.length;
	const full = new Float64Array(n * n);
	for (const [i, row] of lu.placeOf.entries())
		for (const [j, place] of row) {
			let value = i === j ? 1 : 0;
			for (let e = 0; e < one.entries.length; e += 2)
				if (one.entries[e] === place) value -= machine.slots[one.entries[e + 1]!]!;
			full[i * n + j] = value;
		}
	return solveDense(full, right, n);
}

/** Works out the block and says how far the feedback variables are from their equations, relative to their size. */
function evaluate(machine: Machine, one: BlockAtWork, at: At): number {
	const { slots } = machine;
	runTape(one.body, slots, 1, at.now, at.past, at.base);
	return distance(slots, one);
}

function distance(slots: Float64Array, one: BlockAtWork): number {
	let largest = 0;
	for (let i = 0; i < one.feedback.length; i++) {
		const apart = Math.abs(slots[one.comesTo[i]!]! - slots[one.feedback[i]!]!) / one.size[i]!;
		if (!(apart <= largest)) largest = apart;
	}
	return largest;
}

/** The size of a feedback variable is that of its guess; where that is nothing, a little of the largest. */
function setSizes(machine: Machine, one: BlockAtWork): void {
	const { lanes, slots } = machine;
	const count = one.feedback.length;
	for (let l = 0; l < lanes; l++) {
		let largest = 0;
		for (let i = 0; i < count; i++) largest = Math.max(largest, Math.abs(slots[one.feedback[i]! + l]!));
		for (let i = 0; i < count; i++)
			one.size[i * lanes + l] = Math.max(Math.abs(slots[one.feedback[i]! + l]!), 1e-6 * largest) || 1;
	}
}

function gaussSeidel(machine: Machine, one: BlockAtWork, at: At, damping: number): boolean {
	const { slots } = machine;
	let apart = evaluate(machine, one, at);
	for (let sweep = 0; sweep < mostSweeps && Number.isFinite(apart); sweep++) {
		if (apart < 1e-6) return true;
		for (let i = 0; i < one.feedback.length; i++) {
			const place = one.feedback[i]!;
			slots[place] = slots[place]! + damping * (slots[one.comesTo[i]!]! - slots[place]!);
		}
		apart = evaluate(machine, one, at);
	}
	return false;
}
