import { parseModel } from '#numerics/language/parse.ts';
import { type Coefficients, type SolvableModel, solvable } from '#numerics/model/prepare.ts';
import { type Changes, groundOf, overlay } from '#numerics/model/scenario.ts';
import type { Simulation } from '#numerics/model/simulate.ts';
import type { RunType } from '#numerics/model/window.ts';
import type { PeriodRange } from '#numerics/periods.ts';
import type { Series, SeriesByName } from '#numerics/series-by-name.ts';
import type { Case } from './case.ts';
import { type Measure, within } from './compare.ts';

/** A case with a model, its data and its coefficients. */
export type ModelCase = Case & { mdl: string; data: SeriesByName; coefficients: Coefficients };

/** How a run of a case is asked for; a series without a start begins with the range. */
export type CaseRun = {
	simType?: RunType;
	range: PeriodRange;
	exogenous?: Record<string, Series | number[]>;
	addFactors?: Record<string, Series | number[]>;
	exogenize?: Record<string, PeriodRange | string | true>;
	exogenise?: Record<string, PeriodRange | string | true>;
	coefficients?: Coefficients;
	noErrorCarry?: boolean;
	no_error_carry?: boolean;
};

export function modelOf(input: ModelCase): SolvableModel {
	return solvable(parseModel(input.mdl));
}

/** What a run of this name changes; `no_error_carry` may stand in its name. */
export function changesOf(run: CaseRun, name: string | number): Changes {
	const whole = Object.entries(run.exogenize ?? run.exogenise ?? {}).map(([variable, range]) => [
		variable,
		Array.isArray(range) ? range : 'whole range',
	]);
	const drop = run.noErrorCarry ?? run.no_error_carry ?? /no_?error_?carry/i.test(String(name));
	return {
		exogenous: seriesFrom(run.exogenous, run.range),
		addFactors: seriesFrom(run.addFactors, run.range),
		exogenise: Object.fromEntries(whole) as Changes['exogenise'],
		coefficients: run.coefficients,
		carryErrors: !drop,
	};
}

function seriesFrom(
	given: Record<string, Series | number[]> | undefined,
	[year, period]: PeriodRange,
): Record<string, Series> {
	return Object.fromEntries(
		Object.entries(given ?? {}).map(([name, one]) => [
			name,
			'start' in one ? one : { start: [year, period], values: one },
		]),
	);
}

/** What each run of a case is answered with, by name: `answer` gets the model and what the run stands on. */
export function answersByName<Run extends CaseRun>(
	input: ModelCase & { runs: Readonly<Record<string, Run>> | readonly Run[] },
	usual: RunType,
	answer: (model: SolvableModel, ground: ReturnType<typeof groundOf>, run: Run) => unknown,
): Record<string, unknown> {
	const { data, coefficients } = input;
	const model = modelOf(input);
	const answers = Object.entries<Run>(input.runs).map(([name, run]) => {
		const base = { data, coefficients, type: run.simType ?? usual, range: run.range };
		return [name, answer(model, groundOf(base, overlay(null, name, changesOf(run, name))), run)];
	});
	return Object.fromEntries(answers);
}

/** The values of a run as a case expects them. */
export function valuesOf(run: Simulation): Record<string, unknown> {
	const plain = (values: Readonly<Record<string, Float64Array>>) =>
		Object.fromEntries(Object.entries(values).map(([name, one]) => [name, Array.from(one)]));
	return {
		...plain(run.values),
		...(run.trackingResiduals ? { trackingResiduals: plain(run.trackingResiduals) } : {}),
	};
}

/**
 * Agreement to `tolerance` of the number itself, but of what passes through zero to a ten-thousandth of the largest value that the
 * variable named last in the path has in the data.
 */
export function withinOfLevel(tolerance: number, data: SeriesByName): Measure {
	return (answer, expected, path) => {
		const name = path.split('.').findLast((part) => Object.hasOwn(data.series, part));
		const values = name ? Array.from(data.series[name]!.values, (one) => Math.abs(one ?? 0)) : [0];
		return within(tolerance, 1e-4 * Math.max(...values))(answer, expected, path);
	};
}
