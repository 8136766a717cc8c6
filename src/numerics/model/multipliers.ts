import { rangeNumbers } from '../periods.ts';
import type { SeriesByName } from '../series-by-name.ts';
import { SolvingFault } from './fault.ts';
import { Linearised } from './linearised.ts';
import {
	type Coefficients,
	coefficientValues,
	type Prepared,
	prepare,
	type SolvableModel,
} from './prepare.ts';
import { formOf, solveWindow } from './simulate.ts';
import type { Window } from './tape.ts';
import { type Assumptions, fillWindow } from './window.ts';

/** A solved run, with what its instruments and targets are. */
export type Solved = {
	prepared: Prepared;
	coefficients: Float64Array;
	window: Window;
	run: Assumptions;
	range: { from: number; to: number };
	frequency: number;
	/** Indices of the instruments (of an endogenous one: of its add-factor) and of the targets. */
	instruments: number[];
	targets: number[];
};

/**
 * Solves a run whose instruments are exogenous variables, or endogenous ones that stand for their add-factors.
 * @throws SolvingFault when an instrument is no variable of the model, or a target none that it works out
 */
export function solveWithInstruments(
	solving: SolvableModel,
	data: SeriesByName,
	coefficients: Coefficients,
	run: Assumptions,
	instruments: readonly string[],
	targets: readonly string[],
): Solved {
	const form = formOf(run);
	const own = new Set(solving.endogenous);
	for (const name of instruments)
		if (!own.has(name) && !solving.exogenous.includes(name))
			throw new SolvingFault({ kind: 'not-a-variable', variable: name });
	for (const name of targets)
		if (!own.has(name)) throw new SolvingFault({ kind: 'not-endogenous', variable: name });
	const adjusted = new Set([...form.adjusted, ...instruments.filter((one) => own.has(one))]);
	const prepared = prepare(solving, { ...form, adjusted });
	const { equations } = prepared;
	const index = (name: string) => equations.variables.indexOf(name);
	const solved: Solved = {
		prepared,
		coefficients: coefficientValues(equations, coefficients),
		window: fillWindow(equations, data, run),
		run,
		range: rangeNumbers(run.range, data.frequency),
		frequency: data.frequency,
		instruments: instruments.map((name) =>
			own.has(name) ? equations.addFactors[index(name)]! : index(name),
		),
		targets: targets.map(index),
	};
	solveAgain(solved);
	return solved;
}

export function solveAgain({ prepared, coefficients, window, run, frequency }: Solved): void {
	solveWindow(prepared, coefficients, window, run, frequency);
}

/**
 * Impact, interim and delay multipliers: the derivatives of targets by instruments where the run stands, exact, from the
 * linearised model (Goldberger, Impact Multipliers and Dynamic Properties of the Klein-Goldberger Model, 1959).
 * @returns rows: targets within a period, period after period; columns: instruments likewise
 */
export function multipliersOf(solved: Solved): Float64Array[] {
	const { prepared, coefficients, window, range, run, instruments, targets } = solved;
	const n = prepared.equations.endogenous;
	const system = new Linearised(prepared, coefficients, window, range, run.type !== 'STATIC');
	system.refresh();
	const columns = system.responses(instruments);
	const periods = range.to - range.from + 1;
	return Array.from({ length: periods * targets.length }, (_, r) => {
		const place = Math.floor(r / targets.length) * n + targets[r % targets.length]!;
		return Float64Array.from(columns, (column) => column[place]!);
	});
}

/** The multipliers of a run: see `multipliersOf`. */
export function multipliers(
	solving: SolvableModel,
	data: SeriesByName,
	coefficients: Coefficients,
	run: Assumptions,
	instruments: readonly string[],
	targets: readonly string[],
): Float64Array[] {
	return multipliersOf(solveWithInstruments(solving, data, coefficients, run, instruments, targets));
}
