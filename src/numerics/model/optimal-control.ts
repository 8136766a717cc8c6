import { periodNumber } from '../periods.ts';
import type { Series, SeriesByName } from '../series-by-name.ts';
import { periodsOf, readValues, steer } from './control.ts';
import { type Solved, solveWithInstruments } from './multipliers.ts';
import type { Coefficients, SolvableModel } from './prepare.ts';
import type { Assumptions } from './window.ts';

/** A wished path and what a unit off it counts, squared. Without a path: an instrument's own in the base. */
export type Wished = { name: string; weight: number; path?: Series; least?: number; most?: number };

export type Controlled = {
	frequency: number;
	from: number;
	instruments: Record<string, Float64Array>;
	targets: Record<string, Float64Array>;
	/** Σ weight · (value − wish)². */
	loss: number;
	converged: boolean;
};

/**
 * Linear-quadratic optimal control: the paths of the instruments for which the weighted squares of what targets and instruments
 * are off their wishes are least, open loop over the range of the run (Chow 1975, chapter 7). Instruments need a weight or there
 * must be as many targets.
 */
export function controlOptimally(
	solving: SolvableModel,
	data: SeriesByName,
	coefficients: Coefficients,
	run: Assumptions,
	instruments: readonly Wished[],
	targets: readonly Wished[],
): Controlled {
	const names = (all: readonly Wished[]) => all.map((one) => one.name);
	const solved = solveWithInstruments(solving, data, coefficients, run, names(instruments), names(targets));
	const start = readValues(solved, solved.instruments);
	const wishes = (all: readonly Wished[], own: Float64Array | null) =>
		Array.from({ length: periodsOf(solved) * all.length }, (_, i) => {
			const { path, weight } = all[i % all.length]!;
			const given = path?.values[periodAt(solved, i, all.length) - periodNumber(path.start, data.frequency)];
			const value = typeof given === 'number' ? given : own ? own[i]! : null;
			return value === null || weight === 0 ? null : { value, weight };
		});
	const limit = (of: (one: Wished) => number) =>
		Float64Array.from(start, (_, i) => of(instruments[i % instruments.length]!));
	const aim = {
		targets: wishes(targets, null),
		instruments: wishes(instruments, start),
		lower: limit((one) => one.least ?? Number.NEGATIVE_INFINITY),
		upper: limit((one) => one.most ?? Number.POSITIVE_INFINITY),
	};
	const found = steer(solved, aim);
	let loss = 0;
	for (const [wished, values] of [
		[aim.targets, found.targets],
		[aim.instruments, found.instruments],
	] as const)
		for (const [i, wish] of wished.entries()) if (wish) loss += wish.weight * (values[i]! - wish.value) ** 2;
	const split = (all: Float64Array, of: readonly Wished[]) =>
		Object.fromEntries(of.map(({ name }, j) => [name, all.filter((_, i) => i % of.length === j)]));
	return {
		frequency: data.frequency,
		from: solved.range.from,
		instruments: split(found.instruments, instruments),
		targets: split(found.targets, targets),
		loss,
		converged: found.converged,
	};
}

function periodAt({ range }: Solved, i: number, width: number): number {
	return range.from + Math.floor(i / width);
}
