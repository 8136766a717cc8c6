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

export const functionNames: readonly string[] = [...Object.keys(periodFunctions), ...valueFunctions];

/** The most periods a function takes, and all functions within one another. */
export const mostPeriods = 1000;
export const furthest = 2000;

export type KnownFunction =
	| { kind: 'value'; function: ValueFunction }
	| { kind: 'periods'; function: PeriodFunction };

/** Shorter names that mean the same. */
const otherNames: Readonly<Record<string, PeriodFunction>> = {
	LAG: 'TSLAG',
	LEAD: 'TSLEAD',
	DEL: 'TSDELTA',
	MAVE: 'MOVAVG',
	MTOT: 'MOVSUM',
};

/** A function by its name in capital or small letters. */
export function functionOf(name: string): KnownFunction | null {
	const given = name.toUpperCase();
	const upper = Object.hasOwn(otherNames, given) ? otherNames[given]! : given;
	const value = valueFunctions.find((one) => one === upper);
	if (value) return { kind: 'value', function: value };
	if (Object.hasOwn(periodFunctions, upper)) return { kind: 'periods', function: upper as PeriodFunction };
	return null;
}

/** Names in capital letters that only functions have; small ones may be variables. */
export function isReserved(name: string): boolean {
	return name === name.toUpperCase() && functionOf(name) !== null;
}
