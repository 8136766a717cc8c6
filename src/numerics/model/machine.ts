import type { Block, Program } from './program.ts';
import { runTape, scaleTape, type Window } from './tape.ts';

/** A block with what Newton's method works in. */
export type BlockAtWork = {
	block: Block;
	body: Int32Array;
	slopes: Int32Array;
	/** Slots of the feedback variables and of what their equations come to. */
	feedback: Int32Array;
	comesTo: Int32Array;
	/** Places in the matrix and slots of the derivatives, two and two. */
	entries: Int32Array;
	diagonal: Int32Array;
	matrix: Float64Array;
	right: Float64Array;
	/** Places in `right` of the feedback variables. */
	rows: Int32Array;
	/** Feedback values before the step, and their size: what is small beside it is nothing. */
	kept: Float64Array;
	size: Float64Array;
	/** A pivot on the diagonal came out next to nothing. */
	unsafe: boolean;
};

/** A program made ready for a number of runs side by side. */
export type Machine = {
	program: Program;
	lanes: number;
	slots: Float64Array;
	once: Int32Array;
	steps: { tape: Int32Array; block: BlockAtWork | null }[];
};

export function buildMachine(program: Program, lanes: number, variables: number): Machine {
	return {
		program,
		lanes,
		slots: new Float64Array(program.slots * lanes),
		once: scaleTape(program.once, lanes, variables),
		steps: program.steps.map((step) => ({
			tape: scaleTape(step.tape, lanes, variables),
			block: step.block && blockAtWork(step.block, lanes, variables),
		})),
	};
}

function blockAtWork(block: Block, lanes: number, variables: number): BlockAtWork {
	const scaled = (numbers: ArrayLike<number>) => Int32Array.from(numbers, (one) => one * lanes);
	const recursive = block.variables.length - block.feedback;
	return {
		block,
		body: scaleTape(block.body, lanes, variables),
		slopes: scaleTape(block.slopes, lanes, variables),
		feedback: scaled(block.variables.slice(recursive)),
		comesTo: scaled(block.comesTo),
		entries: scaled(block.entries),
		diagonal: scaled(block.variables.map((_, i) => block.lu.placeOf[i]!.get(i)!)),
		matrix: new Float64Array(block.lu.places * lanes),
		right: new Float64Array(block.variables.length * lanes),
		rows: scaled(Array.from({ length: block.feedback }, (_, i) => recursive + i)),
		kept: new Float64Array(block.feedback * lanes),
		size: new Float64Array(block.feedback * lanes),
		unsafe: false,
	};
}

/** Sets constants and coefficients, and works out what depends on nothing else. `coefficients` by index, then by lane. */
export function beginRun(machine: Machine, coefficients: Float64Array, byLane: boolean): void {
	const { lanes, slots, program } = machine;
	for (const { slot, value } of program.constants) slots.fill(value, slot * lanes, (slot + 1) * lanes);
	for (const { slot, coefficient } of program.coefficients)
		for (let l = 0; l < lanes; l++)
			slots[slot * lanes + l] = coefficients[byLane ? coefficient * lanes + l : coefficient]!;
	runTape(machine.once, slots, lanes, none, none, 0);
	for (const { block } of machine.steps) block?.matrix.fill(Number.NaN);
}

const none = new Float64Array(0);

export function emptyWindow(variables: number, lanes: number, from: number, periods: number): Window {
	const values = new Float64Array(variables * lanes * periods).fill(Number.NaN);
	return { values, past: values, variables, lanes, from, periods };
}
