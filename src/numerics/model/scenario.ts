import { type PeriodRange, periodNumber, yearPeriod } from '../periods.ts';
import type { Series, SeriesByName } from '../series-by-name.ts';
import type { Coefficients, SolvableModel } from './prepare.ts';
import { type Simulation, simulate } from './simulate.ts';
import type { Assumptions, RunType } from './window.ts';

/** What a scenario sets: values of exogenous variables, add-factors, variables that keep given values, other coefficients. */
export type Changes = {
	exogenous?: Readonly<Record<string, Series>>;
	addFactors?: Readonly<Record<string, Series>>;
	exogenise?: Readonly<Record<string, PeriodRange | 'whole range'>>;
	coefficients?: Coefficients;
	carryErrors?: boolean;
};

/** Changes laid over what they are based on, which stays as it is. */
export type Scenario = { name: string; base: Scenario | null; changes: Changes };

/** What a run stands on. */
export type Ground = { data: SeriesByName; coefficients: Coefficients; type: RunType; range: PeriodRange };

/** A scenario on top of another; of series only the periods that are given change. */
export function overlay(base: Scenario | null, name: string, changes: Changes): Scenario {
	return { name, base, changes };
}

/** All changes of a scenario and of what it is based on, as one. */
export function allChanges(scenario: Scenario, frequency: number): Required<Changes> {
	const below: Required<Changes> = scenario.base
		? allChanges(scenario.base, frequency)
		: { exogenous: {}, addFactors: {}, exogenise: {}, coefficients: {}, carryErrors: true };
	const { changes } = scenario;
	return {
		exogenous: laySeries(below.exogenous, changes.exogenous, frequency),
		addFactors: laySeries(below.addFactors, changes.addFactors, frequency),
		exogenise: { ...below.exogenise, ...changes.exogenise },
		coefficients: { ...below.coefficients, ...changes.coefficients },
		carryErrors: changes.carryErrors ?? below.carryErrors,
	};
}

/** Data, coefficients and assumptions of a scenario. */
export function groundOf(
	ground: Ground,
	scenario: Scenario,
): { data: SeriesByName; coefficients: Coefficients; run: Assumptions } {
	const { frequency, series } = ground.data;
	const changes = allChanges(scenario, frequency);
	return {
		data: { frequency, series: laySeries(series, changes.exogenous, frequency) },
		coefficients: { ...ground.coefficients, ...changes.coefficients },
		run: {
			type: ground.type,
			range: ground.range,
			addFactors: changes.addFactors,
			exogenise: changes.exogenise,
			carryErrors: changes.carryErrors,
		},
	};
}

export function simulateScenario(solving: SolvableModel, ground: Ground, scenario: Scenario): Simulation {
	const { data, coefficients, run } = groundOf(ground, scenario);
	return simulate(solving, data, coefficients, run);
}

/**
 * Run less base, and as percent of the base (not a number where the base is 0), period by period of what both have.
 * @throws RangeError when they have no period in common or another frequency
 */
export function differenceBetween(
	run: Simulation,
	base: Simulation,
): {
	from: number;
	to: number;
	absolute: Record<string, Float64Array>;
	percent: Record<string, Float64Array>;
} {
	const from = Math.max(run.from, base.from);
	const to = Math.min(run.to, base.to);
	if (run.frequency !== base.frequency || from > to) throw new RangeError('runs without a period in common');
	const absolute: Record<string, Float64Array> = {};
	const percent: Record<string, Float64Array> = {};
	for (const [name, values] of Object.entries(run.values)) {
		const other = base.values[name];
		if (!other) continue;
		const at = (t: number) => other[from - base.from + t]!;
		const length = to - from + 1;
		absolute[name] = Float64Array.from({ length }, (_, t) => values[from - run.from + t]! - at(t));
		percent[name] = absolute[name].map((by, t) => (at(t) === 0 ? Number.NaN : (100 * by) / at(t)));
	}
	return { from, to, absolute, percent };
}

function laySeries(
	below: Readonly<Record<string, Series>>,
	above: Readonly<Record<string, Series>> | undefined,
	frequency: number,
): Readonly<Record<string, Series>> {
	if (!above) return below;
	const laid: Record<string, Series> = { ...below };
	for (const [name, series] of Object.entries(above)) {
		const other = Object.hasOwn(below, name) ? below[name] : undefined;
		laid[name] = other ? layOver(other, series, frequency) : series;
	}
	return laid;
}

/** One series over another: its values count where it has any. */
function layOver(below: Series, above: Series, frequency: number): Series {
	const starts = [below, above].map((one) => periodNumber(one.start, frequency));
	const ends = [below, above].map((one, i) => starts[i]! + one.values.length);
	const from = Math.min(...starts);
	const values: (number | null)[] = new Array(Math.max(...ends) - from).fill(null);
	for (const [i, one] of [below, above].entries())
		for (let t = 0; t < one.values.length; t++) {
			const value = one.values[t];
			if (typeof value === 'number' && Number.isFinite(value)) values[starts[i]! - from + t] = value;
		}
	return { start: yearPeriod(from, frequency), values };
}
