import { type PeriodRange, periodNumber, rangeNumbers } from '../periods.ts';
import type { Series, SeriesByName } from '../series-by-name.ts';
import type { Equations } from './equations.ts';
import { emptyWindow } from './machine.ts';
import type { Window } from './tape.ts';

/** STATIC: lags are history; DYNAMIC: lags are what was worked out; FORECAST: so, beyond the data; RESCHECK: each equation alone. */
export type RunType = 'STATIC' | 'DYNAMIC' | 'FORECAST' | 'RESCHECK';

/** What is assumed beside the data and the coefficients. */
export type Assumptions = {
	type: RunType;
	range: PeriodRange;
	/** Endogenous variables that keep the values of the data: in these periods, or in all. */
	exogenise?: Readonly<Record<string, PeriodRange | 'whole range'>>;
	/** Added to the right side of an equation, before its left-hand function is inverted. Missing: 0. */
	addFactors?: Readonly<Record<string, Series>>;
	/** False: autocorrelated errors are not carried on. */
	carryErrors?: boolean;
};

/**
 * The values a run needs: from the longest lag before its range to the longest lead after it. Endogenous variables keep their last
 * value where the data end within the range, as a first guess and as what a lead finds there.
 */
export function fillWindow(equations: Equations, data: SeriesByName, run: Assumptions): Window {
	const { frequency } = data;
	const { from, to } = rangeNumbers(run.range, frequency);
	const first = from - Math.max(equations.lags, 1);
	const periods = to + equations.leads - first + 1;
	const { length } = equations.variables;
	const window = emptyWindow(length, 1, first, periods);
	const named = equations.endogenous + equations.exogenous;
	for (let v = 0; v < named; v++) {
		const name = equations.variables[v]!;
		if (Object.hasOwn(data.series, name)) put(window, v, data.series[name]!, frequency);
		if (v < equations.endogenous && (run.type === 'DYNAMIC' || run.type === 'FORECAST'))
			keepLast(window, v, from - first);
	}
	for (let v = 0; v < equations.endogenous; v++) {
		const held = equations.heldValues[v]!;
		if (held >= 0)
			for (let t = 0; t < periods; t++) window.values[t * length + held] = window.values[t * length + v]!;
		const addFactor = equations.addFactors[v]!;
		if (addFactor >= 0) {
			for (let t = 0; t < periods; t++) window.values[t * length + addFactor] = 0;
			const given = run.addFactors?.[equations.variables[v]!];
			if (given) put(window, addFactor, given, frequency);
		}
		const switched = equations.switches[v]!;
		if (switched < 0) continue;
		const range = run.exogenise?.[equations.variables[v]!];
		const within = range && range !== 'whole range' ? rangeNumbers(range, frequency) : { from, to };
		for (let t = 0; t < periods; t++)
			window.values[t * length + switched] =
				range && first + t >= within.from && first + t <= within.to ? 1 : 0;
	}
	return run.type === 'STATIC' ? { ...window, past: window.values.slice() } : window;
}

/** The same, to be solved without a trace in the first. */
export function copyOf(window: Window): Window {
	const values = window.values.slice();
	return { ...window, values, past: window.past === window.values ? values : window.past.slice() };
}

/** Writes what a series has for the window; what is missing leaves what stands there. */
export function put(window: Window, variable: number, series: Series, frequency: number): void {
	const shift = periodNumber(series.start, frequency) - window.from;
	const last = Math.min(series.values.length, window.periods - shift);
	for (let i = Math.max(0, -shift); i < last; i++) {
		const value = series.values[i];
		if (typeof value === 'number' && Number.isFinite(value))
			window.values[(i + shift) * window.variables + variable] = value;
	}
}

function keepLast(window: Window, variable: number, start: number): void {
	const { values, variables, periods } = window;
	let last = periods - 1;
	while (last >= 0 && Number.isNaN(values[last * variables + variable]!)) last--;
	if (last < 0) return;
	for (let t = Math.max(last + 1, start); t < periods; t++)
		values[t * variables + variable] = values[last * variables + variable]!;
}
