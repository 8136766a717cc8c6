import type { Place } from './tree.ts';

/** A mistake in a model: `code` is the key of its message (`language.<code>`), `facts` are what the message names. */
export type Fault = { code: FaultCode; place: Place; facts: Record<string, string | number> };

export type FaultCode = (typeof faultCodes)[number];

/** Every kind of mistake. */
export const faultCodes = [
	'after-end',
	'bad-character',
	'bad-number',
	'bad-periods',
	'branch-without-condition',
	'circular',
	'coefficient-elsewhere',
	'coefficient-repeated',
	'coefficient-unknown',
	'coefficient-unused',
	'coefficient-variable',
	'condition-in-expression',
	'data-missing',
	'decimal-comma',
	'deep',
	'defined-twice',
	'empty',
	'end-missing',
	'expected',
	'expected-more',
	'expression-in-condition',
	'instruments-weak',
	'keyword-bare',
	'keyword-missing',
	'keyword-other',
	'keyword-outside',
	'keyword-twice',
	'keyword-unknown',
	'lag-unknown',
	'lags-constant',
	'lags-few',
	'left-function',
	'left-other',
	'many',
	'model-missing',
	'name-reserved',
	'no-range',
	'no-value',
	'observations-few',
	'part-missing',
	'periods-far',
	'range-backwards',
	'range-period',
	'regressors-dependent',
	'restriction-empty',
	'restriction-nonlinear',
	'restrictions-contradict',
	'term-nonlinear',
	'term-without-coefficient',
	'unknown-function',
	'unknown-name',
] as const;

/** At most so many mistakes of one text are told. */
export const mostFaults = 100;

/** The model cannot be used; `faults` says all that is wrong with it, in the order of the text. */
export class ModelFault extends Error {
	readonly faults: readonly Fault[];
	constructor(faults: readonly Fault[], options?: ErrorOptions) {
		super(faults.map((one) => `${one.place.line}:${one.place.column} ${one.code}`).join(', '), options);
		this.name = 'ModelFault';
		this.faults = faults;
	}
}
