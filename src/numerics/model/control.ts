import { boundedLeastSquares } from './bounded.ts';
import { multipliersOf, type Solved, solveAgain } from './multipliers.ts';

/** A wish for one variable in one period. `weight`: how much a unit off it counts, squared. */
type Wish = { value: number; weight: number };

/** What is looked for. Targets and instruments period after period, within a period in the order of the names. */
export type Aim = {
	targets: readonly (Wish | null)[];
	/** Wished values of instruments; null: any value is as good. */
	instruments: readonly (Wish | null)[];
	lower: Float64Array;
	upper: Float64Array;
};

export type Found = { instruments: Float64Array; targets: Float64Array; converged: boolean; rounds: number };

const mostRounds = 50;

/**
 * The instruments within their limits for which Σ weight · (target − wish)² + Σ weight · (instrument − wish)² is least: linear-
 * quadratic control by the multipliers (Theil, Optimal Decision Rules for Government and Industry, 1964; Chow, Analysis and Control
 * of Dynamic Economic Systems, 1975, chapter 7), solved by QR, again around each new path until a nonlinear model does not move
 * any more. The run is left at what was found.
 */
export function steer(solved: Solved, aim: Aim): Found {
	const count = solved.instruments.length * periodsOf(solved);
	let step = Number.POSITIVE_INFINITY;
	let cost = costOf(solved, aim);
	for (let round = 1; round <= mostRounds; round++) {
		const values = readValues(solved, solved.instruments);
		const reached = readValues(solved, solved.targets);
		const rows = multipliersOf(solved);
		const { columns, right } = weighted(aim, rows, values, reached);
		const change = boundedLeastSquares(
			columns,
			right,
			aim.lower.map((one, j) => one - values[j]!),
			aim.upper.map((one, j) => one - values[j]!),
		);
		step = 0;
		for (let j = 0; j < count; j++)
			step = Math.max(step, Math.abs(change[j]!) / (Math.abs(values[j]!) || Math.abs(change[j]!) || 1));
		// the whole step, or as much of it as does not make things worse
		let share = 1;
		for (; share > 1e-3; share /= 2) {
			writeValues(
				solved,
				values.map((one, j) => Math.min(Math.max(one + share * change[j]!, aim.lower[j]!), aim.upper[j]!)),
			);
			if (!tryAgain(solved)) continue;
			const next = costOf(solved, aim);
			if (next <= cost || step < 1e-9) {
				cost = next;
				break;
			}
		}
		if (!(share > 1e-3)) {
			writeValues(solved, values);
			solveAgain(solved);
			return found(solved, step < 1e-6, round);
		}
		if (step < 1e-9) return found(solved, true, round);
	}
	return found(solved, false, mostRounds);
}

function found(solved: Solved, converged: boolean, rounds: number): Found {
	return {
		instruments: readValues(solved, solved.instruments),
		targets: readValues(solved, solved.targets),
		converged,
		rounds,
	};
}

function weighted(
	aim: Aim,
	rows: readonly Float64Array[],
	values: Float64Array,
	reached: Float64Array,
): { columns: Float64Array[]; right: Float64Array } {
	const lines: { at(j: number): number; right: number }[] = [];
	for (const [r, wish] of aim.targets.entries()) {
		if (!wish) continue;
		const root = Math.sqrt(wish.weight);
		lines.push({ at: (j) => root * rows[r]![j]!, right: root * (wish.value - reached[r]!) });
	}
	for (const [i, wish] of aim.instruments.entries()) {
		if (!wish) continue;
		const root = Math.sqrt(wish.weight);
		lines.push({ at: (j) => (j === i ? root : 0), right: root * (wish.value - values[i]!) });
	}
	while (lines.length < values.length) lines.push({ at: () => 0, right: 0 });
	const columns = Array.from(values, (_, j) => Float64Array.from(lines, (one) => one.at(j)));
	return { columns, right: Float64Array.from(lines, (one) => one.right) };
}

function costOf(solved: Solved, aim: Aim): number {
	const sum = (wishes: readonly (Wish | null)[], values: Float64Array) =>
		wishes.reduce((total, wish, i) => total + (wish ? wish.weight * (values[i]! - wish.value) ** 2 : 0), 0);
	return (
		sum(aim.targets, readValues(solved, solved.targets)) +
		sum(aim.instruments, readValues(solved, solved.instruments))
	);
}

function tryAgain(solved: Solved): boolean {
	try {
		solveAgain(solved);
		return true;
	} catch {
		return false;
	}
}

export function periodsOf({ range }: Solved): number {
	return range.to - range.from + 1;
}

/** Values of variables, period after period. */
export function readValues({ window, range, ...solved }: Solved, variables: readonly number[]): Float64Array {
	const width = variables.length;
	return Float64Array.from({ length: width * periodsOf({ window, range, ...solved }) }, (_, i) => {
		const t = range.from - window.from + Math.floor(i / width);
		return window.values[t * window.variables + variables[i % width]!]!;
	});
}

function writeValues({ window, range, instruments }: Solved, values: Float64Array): void {
	const width = instruments.length;
	for (const [i, value] of values.entries()) {
		const t = range.from - window.from + Math.floor(i / width);
		const at = t * window.variables + instruments[i % width]!;
		window.values[at] = value;
		window.past[at] = value;
	}
}
