import { periodNumber } from '../periods.ts';
import type { Series, SeriesByName } from '../series-by-name.ts';
import { type Aim, periodsOf, readValues, steer } from './control.ts';
import { type Solved, solveWithInstruments } from './multipliers.ts';
import type { Coefficients, SolvableModel } from './prepare.ts';
import type { Assumptions } from './window.ts';

/** Limits of an instrument, the same in all periods, and how much a unit of change counts beside the targets (0: nothing). */
export type Instrument = { name: string; least?: number; most?: number; weight?: number };

/** A target path; periods it does not give are free. `weight` counts where not all can be reached. */
export type Target = { name: string; path: Series; weight?: number };

export type Missed = { target: string; period: number; wanted: number; reached: number; by: number };

export type GoalSought = {
	frequency: number;
	from: number;
	/** Of each instrument a value a period; of an endogenous one its add-factor. */
	instruments: Record<string, Float64Array>;
	targets: Record<string, Float64Array>;
	/** All targets are met. If not, `missed` says by how much each, and `atLimit` which instruments stand at a limit and when. */
	reached: boolean;
	missed: Missed[];
	atLimit: { instrument: string; period: number; limit: number }[];
	converged: boolean;
};

/**
 * Values of instruments with which a run meets target paths (Theil and Boot's inversion of the multipliers, as in RENORM of
 * bimets). With as many instruments as targets the answer is exact; with more, the one that changes the instruments least; with
 * fewer, with limits or with weights on instruments, the one that misses the targets least, and what is missed is said.
 */
export function seekGoal(
	solving: SolvableModel,
	data: SeriesByName,
	coefficients: Coefficients,
	run: Assumptions,
	instruments: readonly Instrument[],
	targets: readonly Target[],
): GoalSought {
	const solved = solveWithInstruments(
		solving,
		data,
		coefficients,
		run,
		instruments.map((one) => one.name),
		targets.map((one) => one.name),
	);
	const periods = periodsOf(solved);
	const perPeriod = <T>(of: (t: number) => T[]) => Array.from({ length: periods }, (_, t) => of(t)).flat();
	const start = readValues(solved, solved.instruments);
	const wanted = perPeriod((t) => targets.map((one) => wantedAt(one, solved.range.from + t, data.frequency)));
	const asked = wanted.filter((one) => one !== null).length;
	// where many ways lead to the targets a trace of weight chooses the shortest
	const trace = asked < start.length ? 1e-12 : 0;
	const aim: Aim = {
		targets: wanted,
		instruments: perPeriod((t) =>
			instruments.map((one, i) => {
				const weight = one.weight ?? trace;
				return weight > 0 ? { value: start[t * instruments.length + i]!, weight } : null;
			}),
		),
		lower: Float64Array.from(
			perPeriod(() => instruments.map((one) => one.least ?? Number.NEGATIVE_INFINITY)),
		),
		upper: Float64Array.from(perPeriod(() => instruments.map((one) => one.most ?? Number.POSITIVE_INFINITY))),
	};
	const found = steer(solved, aim);
	return {
		...told(solved, data.frequency, instruments, targets, aim, found.instruments, found.targets),
		converged: found.converged,
	};
}

function wantedAt(
	target: Target,
	period: number,
	frequency: number,
): { value: number; weight: number } | null {
	const value = target.path.values[period - periodNumber(target.path.start, frequency)];
	return typeof value === 'number' && Number.isFinite(value) ? { value, weight: target.weight ?? 1 } : null;
}

function told(
	{ range }: Solved,
	frequency: number,
	instruments: readonly Instrument[],
	targets: readonly Target[],
	aim: Aim,
	values: Float64Array,
	reached: Float64Array,
): Omit<GoalSought, 'converged'> {
	const missed: Missed[] = [];
	for (const [i, wish] of aim.targets.entries()) {
		if (!wish) continue;
		const by = reached[i]! - wish.value;
		if (Math.abs(by) <= 1e-9 * Math.max(1, Math.abs(wish.value))) continue;
		const target = targets[i % targets.length]!.name;
		const period = range.from + Math.floor(i / targets.length);
		missed.push({ target, period, wanted: wish.value, reached: reached[i]!, by });
	}
	const atLimit = Array.from(values, (value, i) => ({
		instrument: instruments[i % instruments.length]!.name,
		period: range.from + Math.floor(i / instruments.length),
		limit: value,
	})).filter(({ limit }, i) => limit === aim.lower[i] || limit === aim.upper[i]);
	const split = (all: Float64Array, names: readonly { name: string }[]) =>
		Object.fromEntries(names.map(({ name }, j) => [name, all.filter((_, i) => i % names.length === j)]));
	return {
		frequency,
		from: range.from,
		instruments: split(values, instruments),
		targets: split(reached, targets),
		reached: missed.length === 0,
		missed,
		atLimit,
	};
}
