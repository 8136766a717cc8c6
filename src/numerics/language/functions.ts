import type { PeriodFunction, ValueFunction } from './tree.ts';

/** Functions of a value at one period. */
export const valueFunctions: readonly ValueFunction[] = ['LOG', 'EXP', 'ABS'];

/** Functions with a number of periods, and the least they take. */
export const periodFunctions: Readonly<Record<PeriodFunction, number>> = {
	TSLAG: 0,
	TSLEAD: 0,
	TSDELTA: 1,
	TSDELTAP: 1,
	TSDELTALOG: 1,
	MOVAVG: 1,
	MOVSUM: 1,
};

/** The most periods a function takes. */
export const mostPeriods = 1000;

export type KnownFunction =
	| { kind: 'value'; function: ValueFunction }
	| { kind: 'periods'; function: PeriodFunction };

/** A function by its name in capital or small letters. */
export function functionOf(name: string): KnownFunction | null {
	const upper = name.toUpperCase();
	const value = valueFunctions.find((one) => one === upper);
	if (value) return { kind: 'value', function: value };
	if (Object.hasOwn(periodFunctions, upper)) return { kind: 'periods', function: upper as PeriodFunction };
	return null;
}
