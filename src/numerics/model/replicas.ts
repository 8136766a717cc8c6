import { rangeNumbers } from '../periods.ts';
import { SolvingFault } from './fault.ts';
import { beginRun, emptyWindow } from './machine.ts';
import { solveLanes } from './newton.ts';
import type { Prepared } from './prepare.ts';
import { solveWindow } from './simulate.ts';
import { looksAhead } from './stack.ts';
import { runTape, type Window } from './tape.ts';
import { type Assumptions, copyOf } from './window.ts';

/** How the series of a replica are written: periods of the range from 0. */
export type SeriesOfReplica = {
	add(variable: number, t: number, by: number): void;
	put(variable: number, t: number, value: number): void;
};

/** What changes from replica to replica. */
export type Perturbation = {
	/** The variables that are written. */
	variables: readonly number[];
	/** Whether coefficients are. */
	coefficients: boolean;
	write(replica: number, series: SeriesOfReplica, coefficients: Float64Array): void;
};

/** A run that was solved without shocks. */
export type Base = {
	prepared: Prepared;
	coefficients: Float64Array;
	run: Assumptions;
	frequency: number;
	/** The window before and after it was solved. */
	history: Window;
	solved: Window;
};

/** Of each endogenous variable, for each period, a value a replica; a replica that cannot be solved has no numbers. */
export function solveReplicas(
	base: Base,
	replicas: number,
	perturb: Perturbation,
): { values: Float64Array[][]; failed: number[] } {
	const { prepared, run, frequency } = base;
	const { from, to } = rangeNumbers(run.range, frequency);
	const values = Array.from({ length: prepared.equations.endogenous }, () =>
		Array.from({ length: to - from + 1 }, () => new Float64Array(replicas)),
	);
	const alone: number[] = [];
	if (run.type !== 'STATIC' && looksAhead(prepared.equations))
		for (let r = 0; r < replicas; r++) alone.push(r);
	else if (replicas > 0) sideBySide(base, replicas, perturb, values, alone);
	const failed = alone.filter((replica) => !solveAlone(base, replica, perturb, values));
	return { values, failed };
}

/** As many lanes as keep what a period touches within the cache, and no more than there are replicas. */
function lanesFor(base: Base, replicas: number): number {
	const one = 3 * base.solved.variables + base.prepared.program().slots;
	let lanes = 64;
	while (lanes > 8 && (lanes * one > 60_000 || lanes >= 2 * replicas)) lanes /= 2;
	return lanes;
}

function sideBySide(
	base: Base,
	replicas: number,
	perturb: Perturbation,
	values: Float64Array[][],
	alone: number[],
): void {
	const { prepared, solved, history, run, coefficients } = base;
	const { from, to } = rangeNumbers(run.range, base.frequency);
	const lanes = lanesFor(base, replicas);
	const machine = prepared.machine(lanes);
	const { slots } = machine;
	const count = prepared.equations.variables.length;
	const n = prepared.equations.endogenous;
	const window = spread(solved, lanes);
	const now = window.values;
	const past = run.type === 'STATIC' ? spread(history, lanes).values : now;
	const both = past === now ? [now] : [now, past];
	const first = from - window.from;
	const byLane = perturb.coefficients ? new Float64Array(coefficients.length * lanes) : coefficients;
	const ofReplica = coefficients.slice();
	let lane = 0;
	const place = (variable: number, t: number) => ((first + t) * count + variable) * lanes + lane;
	const series: SeriesOfReplica = {
		add(variable, t, by) {
			const at = place(variable, t);
			const value = now[at]! + by;
			now[at] = value;
			past[at] = value;
		},
		put(variable, t, value) {
			now[place(variable, t)] = value;
			past[place(variable, t)] = value;
		},
	};
	const failedLanes = new Uint8Array(lanes);
	for (let start = 0; start < replicas; start += lanes) {
		const here = Math.min(lanes, replicas - start);
		for (const variable of perturb.variables)
			for (let t = 0; t <= to - from; t++) {
				const at = ((first + t) * count + variable) * lanes;
				const value = solved.values[(first + t) * count + variable]!;
				for (const one of both) one.fill(value, at, at + lanes);
			}
		for (lane = 0; lane < lanes; lane++) {
			ofReplica.set(coefficients);
			if (lane < here) perturb.write(start + lane, series, ofReplica);
			if (perturb.coefficients)
				for (let c = 0; c < ofReplica.length; c++) byLane[c * lanes + lane] = ofReplica[c]!;
		}
		beginRun(machine, byLane, perturb.coefficients);
		failedLanes.fill(0);
		for (let period = from; period <= to; period++) {
			const row = (period - window.from) * count;
			const base = row * lanes;
			const at = { now, past, base, firstOfRun: period === from };
			for (const step of machine.steps) {
				runTape(step.tape, slots, lanes, now, past, base);
				if (!step.block) continue;
				for (const one of step.block.feedback)
					slots.fill(solved.values[row + one / lanes]!, one, one + lanes);
				solveLanes(machine, step.block, at, failedLanes);
			}
			now.set(slots.subarray(0, n * lanes), base);
			for (let v = 0; v < n; v++) {
				const into = values[v]![period - from]!;
				for (let l = 0; l < here; l++) {
					const value = slots[v * lanes + l]!;
					into[start + l] = value;
					if (!Number.isFinite(value)) failedLanes[l] = 1;
				}
			}
		}
		for (let l = 0; l < here; l++) if (failedLanes[l]) alone.push(start + l);
	}
}

/** Each value of a window once a lane. */
function spread(window: Window, lanes: number): Window {
	const wide = emptyWindow(window.variables, lanes, window.from, window.periods);
	for (let i = 0; i < window.values.length; i++)
		wide.values.fill(window.values[i]!, i * lanes, (i + 1) * lanes);
	return wide;
}

/** A replica by itself, with all that helps a hard one to be solved. */
function solveAlone(base: Base, replica: number, perturb: Perturbation, values: Float64Array[][]): boolean {
	const { prepared, run, frequency, history } = base;
	const { from, to } = rangeNumbers(run.range, frequency);
	const window = copyOf(history);
	const both = window.past === window.values ? [window.values] : [window.values, window.past];
	const at = (variable: number, t: number) => (from - window.from + t) * window.variables + variable;
	const coefficients = base.coefficients.slice();
	perturb.write(
		replica,
		{
			add(variable, t, by) {
				for (const one of both) one[at(variable, t)]! += by;
			},
			put(variable, t, value) {
				for (const one of both) one[at(variable, t)] = value;
			},
		},
		coefficients,
	);
	let solved = true;
	try {
		solveWindow(prepared, coefficients, window, run, frequency);
	} catch (error) {
		if (!(error instanceof SolvingFault)) throw error;
		solved = false;
	}
	for (const [v, periods] of values.entries())
		for (let t = 0; t <= to - from; t++)
			periods[t]![replica] = solved ? window.values[at(v, t)]! : Number.NaN;
	return solved;
}
