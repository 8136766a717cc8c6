import type { Equation } from '../language/tree.ts';
import { periodNumber, rangeNumbers, yearPeriod } from '../periods.ts';
import type { Series, SeriesByName } from '../series-by-name.ts';
import { SolvingFault } from './fault.ts';
import { type Coefficients, type SolvableModel, solvable } from './prepare.ts';
import { differenceBetween } from './scenario.ts';
import { type Simulation, simulate } from './simulate.ts';
import type { Assumptions } from './window.ts';

/** All that a run comes from. */
export type RunInput = {
	solving: SolvableModel;
	data: SeriesByName;
	coefficients: Coefficients;
	run: Assumptions;
};

/**
 * What changed: data before the range; an equation or its coefficients; an assumption (values within the range, what is held at
 * them); an add-factor. `name` is the series or the variable of the equation.
 */
export type Cause = { kind: 'data' | 'equation' | 'assumption' | 'add-factor'; name: string };

export type Attribution = {
	from: number;
	to: number;
	/** The later run less the earlier one. */
	total: Record<string, Float64Array>;
	/** What each cause alone changes in the earlier run; null: with it alone the model has no solution. */
	parts: { cause: Cause; effect: Record<string, Float64Array> | null }[];
	/** What the causes only change together: total less all parts, so that parts and rest add up to the total. */
	rest: Record<string, Float64Array>;
};

/**
 * Why one run differs from another: each change is made alone, and what they do beyond that together is the rest (0 in a linear
 * model whose equations stay).
 * @throws SolvingFault when one of the two runs has no solution
 */
export function attribute(before: RunInput, after: RunInput): Attribution {
	const base = solve(before);
	const { absolute: total, from, to } = differenceBetween(solve(after), base);
	const rest = Object.fromEntries(Object.entries(total).map(([name, one]) => [name, one.slice()]));
	const parts = causes(before, after).map((cause) => {
		const effect = effectOf(before, after, cause, base);
		for (const [name, by] of Object.entries(effect ?? {}))
			rest[name]?.forEach((_, t, all) => {
				all[t]! -= by[t]!;
			});
		return { cause, effect };
	});
	return { from, to, total, parts, rest };
}

function solve({ solving, data, coefficients, run }: RunInput): Simulation {
	return simulate(solving, data, coefficients, run);
}

function effectOf(
	before: RunInput,
	after: RunInput,
	cause: Cause,
	base: Simulation,
): Record<string, Float64Array> | null {
	try {
		return differenceBetween(solve(withCause(before, after, cause)), base).absolute;
	} catch (error) {
		if (error instanceof SolvingFault) return null;
		throw error;
	}
}

function causes(before: RunInput, after: RunInput): Cause[] {
	const found: Cause[] = [];
	const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
	const names = (of: (input: RunInput) => Iterable<string>) => [...new Set([...of(before), ...of(after)])];
	for (const name of names(({ solving }) => solving.endogenous))
		if (differ(equationText(before, name), equationText(after, name))) found.push({ kind: 'equation', name });
	const first = firstPeriod(before, after);
	const last = lastPeriod(before, after);
	for (const name of names(({ solving }) => [...solving.endogenous, ...solving.exogenous])) {
		const [one, other] = [before, after].map((input) => splitAt(input, name, first, last));
		if (differ(one!.earlier, other!.earlier)) found.push({ kind: 'data', name });
		const held = before.run.exogenise?.[name] ?? after.run.exogenise?.[name];
		const exogenous = !before.solving.endogenous.includes(name);
		if (
			((exogenous || held) && differ(one!.within, other!.within)) ||
			differ(before.run.exogenise?.[name], after.run.exogenise?.[name])
		)
			found.push({ kind: 'assumption', name });
	}
	for (const name of names(({ run }) => Object.keys(run.addFactors ?? {})))
		if (differ(plain(before.run.addFactors?.[name]), plain(after.run.addFactors?.[name])))
			found.push({ kind: 'add-factor', name });
	return found;
}

/** The earlier run with one change of the later one. */
function withCause(before: RunInput, after: RunInput, { kind, name }: Cause): RunInput {
	switch (kind) {
		case 'equation': {
			const theirs = after.solving.model.equations.find((one) => one.name === name);
			const others = before.solving.model.equations.filter((one) => one.name !== name);
			const { [name]: _, ...coefficients } = before.coefficients;
			return {
				...before,
				solving: solvable({ ...before.solving.model, equations: theirs ? [...others, theirs] : others }),
				coefficients: after.coefficients[name]
					? { ...coefficients, [name]: after.coefficients[name] }
					: coefficients,
			};
		}
		case 'add-factor': {
			const { [name]: _, ...addFactors } = before.run.addFactors ?? {};
			const theirs = after.run.addFactors?.[name];
			return {
				...before,
				run: { ...before.run, addFactors: theirs ? { ...addFactors, [name]: theirs } : addFactors },
			};
		}
		case 'data':
		case 'assumption': {
			const first = firstPeriod(before, after);
			const last = lastPeriod(before, after);
			const own = splitAt(before, name, first, last);
			const theirs = splitAt(after, name, first, last);
			const values =
				kind === 'data' ? [...theirs.earlier, ...own.within] : [...own.earlier, ...theirs.within];
			const { frequency, series } = before.data;
			const start = yearPeriod(first, frequency);
			const data = { frequency, series: { ...series, [name]: { start, values } } };
			if (kind === 'data') return { ...before, data };
			const { [name]: _, ...exogenise } = before.run.exogenise ?? {};
			const held = after.run.exogenise?.[name];
			return {
				...before,
				data,
				run: { ...before.run, exogenise: held ? { ...exogenise, [name]: held } : exogenise },
			};
		}
	}
}

function firstPeriod(...inputs: RunInput[]): number {
	return Math.min(
		...inputs.flatMap(({ data }) =>
			Object.values(data.series).map((one) => periodNumber(one.start, data.frequency)),
		),
	);
}

function lastPeriod(...inputs: RunInput[]): number {
	return Math.max(
		...inputs.flatMap(({ data }) =>
			Object.values(data.series).map((one) => periodNumber(one.start, data.frequency) + one.values.length),
		),
	);
}

/** Values of a series between two periods: before the range of the run, and from its beginning. */
function splitAt(
	{ data, run }: RunInput,
	name: string,
	first: number,
	last: number,
): { earlier: (number | null)[]; within: (number | null)[] } {
	const { from } = rangeNumbers(run.range, data.frequency);
	const series = Object.hasOwn(data.series, name) ? data.series[name] : undefined;
	const start = series ? periodNumber(series.start, data.frequency) : 0;
	const at = (period: number) => {
		const value = series?.values[period - start];
		return typeof value === 'number' && Number.isFinite(value) ? value : null;
	};
	return {
		earlier: Array.from({ length: Math.max(0, from - first) }, (_, i) => at(first + i)),
		within: Array.from({ length: Math.max(0, last - Math.max(from, first)) }, (_, i) =>
			at(Math.max(from, first) + i),
		),
	};
}

function plain(series: Series | undefined): unknown {
	return series && { start: series.start, values: Array.from(series.values) };
}

/** An equation and its coefficients without what does not count. */
function equationText(input: RunInput, name: string): unknown {
	const equation: Equation | undefined = input.solving.model.equations.find((one) => one.name === name);
	const given = input.coefficients[name];
	return [
		JSON.stringify(equation ?? null, (key, value) =>
			['place', 'comments', 'range', 'store', 'instruments', 'restrictions'].includes(key)
				? undefined
				: value,
		),
		given && [given.names, Array.from(given.values), Array.from(given.rho ?? [])],
	];
}
