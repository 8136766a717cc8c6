import { rangeNumbers } from '../periods.ts';
import type { SeriesByName } from '../series-by-name.ts';
import { type Reader, refuse } from './diagnose.ts';
import type { Form } from './equations.ts';
import { beginRun } from './machine.ts';
import { solveBlock } from './newton.ts';
import {
	type Coefficients,
	coefficientValues,
	type Prepared,
	prepare,
	type SolvableModel,
} from './prepare.ts';
import { checkResiduals } from './residual-check.ts';
import { looksAhead } from './stack.ts';
import { solveStacked } from './stacked.ts';
import { runTape, type Window } from './tape.ts';
import { type Assumptions, fillWindow } from './window.ts';

/** What a run works out: of each endogenous variable a value for each period from `from` to `to` (period numbers). */
export type Simulation = {
	frequency: number;
	from: number;
	to: number;
	values: Readonly<Record<string, Float64Array>>;
	/** Of a residual check: the add-factors that reproduce history. */
	trackingResiduals?: Readonly<Record<string, Float64Array>>;
};

/** What of the equations a run needs. */
export function formOf(run: Assumptions): Form {
	return {
		adjusted: new Set(run.type === 'RESCHECK' ? [] : Object.keys(run.addFactors ?? {})),
		held: new Set(Object.keys(run.exogenise ?? {})),
		carried: run.carryErrors !== false,
	};
}

/**
 * Solves a model over a range of periods. A model that looks ahead is solved for all periods together (stacked time: Laffargue
 * 1990; Boucekkine 1995, Journal of Economic Dynamics and Control 19), with what the data give beyond the range as its end; but a
 * static run takes both lags and leads from the data.
 * @throws SolvingFault what is missing, which equation has no value and when, or which block does not converge and in what state
 */
export function simulate(
	solving: SolvableModel,
	data: SeriesByName,
	coefficients: Coefficients,
	run: Assumptions,
): Simulation {
	if (run.type === 'RESCHECK') return checkResiduals(solving, data, coefficients, run);
	const prepared = prepare(solving, formOf(run));
	const values = coefficientValues(prepared.equations, coefficients);
	const window = fillWindow(prepared.equations, data, run);
	solveWindow(prepared, values, window, run, data.frequency);
	return simulationOf(prepared, window, run, data.frequency);
}

/** Solves in place the periods of a run in its window. */
export function solveWindow(
	prepared: Prepared,
	coefficients: Float64Array,
	window: Window,
	run: Assumptions,
	frequency: number,
): void {
	const { from, to } = rangeNumbers(run.range, frequency);
	if (run.type !== 'STATIC' && looksAhead(prepared.equations))
		solveStacked(prepared, coefficients, window, { from, to }, frequency);
	else solvePeriods(prepared, coefficients, window, run, { from, to }, frequency);
}

function solvePeriods(
	prepared: Prepared,
	coefficients: Float64Array,
	window: Window,
	run: Assumptions,
	{ from, to }: { from: number; to: number },
	frequency: number,
): void {
	const { equations } = prepared;
	const machine = prepared.machine(1);
	const { slots } = machine;
	const now = window.values;
	const { past } = window;
	const count = equations.variables.length;
	beginRun(machine, coefficients, false);
	let firstOfRun = true;
	for (let period = from; period <= to; period++) {
		const base = (period - window.from) * count;
		const read: Reader = (variable, shift) =>
			shift === 0
				? variable < equations.endogenous
					? slots[variable]!
					: now[base + variable]!
				: past[base + shift * count + variable]!;
		for (const [s, step] of machine.steps.entries()) {
			runTape(step.tape, slots, 1, now, past, base);
			const { variables } = machine.program.steps[s]!;
			for (const one of variables)
				if (!Number.isFinite(slots[one]!))
					refuse(equations, coefficients, read, [one], null, { period, frequency });
			const { block } = step;
			if (!block) continue;
			for (const one of block.feedback)
				slots[one] = firstGuess(now, base, count, one, run.type === 'FORECAST');
			if (!solveBlock(machine, block, { now, past, base, firstOfRun }))
				refuse(equations, coefficients, read, block.block.variables, block.block, { period, frequency });
		}
		for (let one = 0; one < equations.endogenous; one++) now[base + one] = slots[one]!;
		firstOfRun = false;
	}
}

/** Of a forecast the period before, else the data; what is missing is made up by the other, at last by 1. */
export function firstGuess(
	now: Float64Array,
	base: number,
	count: number,
	variable: number,
	ahead: boolean,
): number {
	const present = now[base + variable]!;
	const before = now[base - count + variable]!;
	const [first, second] = ahead ? [before, present] : [present, before];
	return Number.isFinite(first) ? first : Number.isFinite(second) ? second : 1;
}

export function simulationOf(
	prepared: Prepared,
	window: Window,
	run: Assumptions,
	frequency: number,
): Simulation {
	const { from, to } = rangeNumbers(run.range, frequency);
	const { equations } = prepared;
	const count = equations.variables.length;
	const values: Record<string, Float64Array> = {};
	for (let v = 0; v < equations.endogenous; v++)
		values[equations.variables[v]!] = Float64Array.from(
			{ length: to - from + 1 },
			(_, t) => window.values[(from - window.from + t) * count + v]!,
		);
	return { frequency, from, to, values };
}
