import type { Place } from './tree.ts';

/** A mistake in a model: `code` is the key of its message (`language.<code>`), `facts` are what the message names. */
export type Fault = { code: FaultCode; place: Place; facts: Record<string, string | number> };

export type FaultCode = (typeof faultCodes)[number];

/** Every kind of mistake. */
export const faultCodes = [
	'after-end',
	'coefficient-repeated',
	'keyword-missing',
	'keyword-other',
	'lags-few',
	'name-reserved',
	'range-backwards',
	'restriction-empty',
	'restriction-nonlinear',
	'bad-character',
	'bad-number',
	'bad-periods',
	'condition-in-expression',
	'deep',
	'empty',
	'end-missing',
	'expected',
	'expression-in-condition',
	'keyword-bare',
	'keyword-outside',
	'keyword-twice',
	'keyword-unknown',
	'left-function',
	'left-other',
	'many',
	'model-missing',
	'part-missing',
	'term-nonlinear',
	'term-without-coefficient',
	'unknown-function',
] as const;

/** At most so many mistakes of one text are told. */
export const mostFaults = 100;

/** The model cannot be used; `faults` says all that is wrong with it, in the order of the text. */
export class ModelFault extends Error {
	readonly faults: readonly Fault[];
	constructor(faults: readonly Fault[]) {
		super(faults.map((one) => `${one.place.line}:${one.place.column} ${one.code}`).join(', '));
		this.name = 'ModelFault';
		this.faults = faults;
	}
}
