import { type RegressionSummary, regressionSummary } from './regression-summary.ts';

/** A variable in an equation: perhaps its change, perhaps some periods before. */
export type DynamicTerm = { name: string; change: boolean; lag: number };

/** An equation in variables, their changes and lags. */
export type DynamicEquation = { left: DynamicTerm; constant: boolean; right: readonly DynamicTerm[] };

/** An equation that cannot be read. */
export class DynamicEquationError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'DynamicEquationError';
	}
}

/**
 * Reads `dlog y = c0 + c1 dlog x + c2 u(-1)`: each term is a coefficient of any name and a variable; `d` before it is its change, `log`
 * its logarithm (which the series already are), `(-n)` a lag; a coefficient alone is the constant. What follows a comma is a remark.
 * @param known names of the variables
 * @throws DynamicEquationError
 */
export function readDynamicEquation(text: string, known: readonly string[]): DynamicEquation {
	const [sides] = text.split(',');
	const [left, right] = sides!.split('=').map((one) => one.trim());
	if (!left || !right) throw new DynamicEquationError(`an equation with = expected: ${text}`);
	const terms = right.split(/\s*\+\s*/).map((one) => /^(\S+)(?:\s+|\*)?(.*)$/.exec(one.trim())!);
	return {
		left: readTerm(left, known),
		constant: terms.some((one) => one[2] === ''),
		right: terms.filter((one) => one[2] !== '').map((one) => readTerm(one[2]!, known)),
	};
}

function readTerm(text: string, known: readonly string[]): DynamicTerm {
	const found = /^(.*?)(?:\(-(\d+)\))?$/.exec(text.trim())!;
	const words = found[1]!.trim();
	for (const name of known.toSorted((a, b) => b.length - a.length)) {
		if (!words.endsWith(name)) continue;
		const before = words.slice(0, words.length - name.length).trim();
		if (['', 'd', 'log', 'dlog', 'd log'].includes(before))
			return { name, change: before.startsWith('d'), lag: Number(found[2] ?? 0) };
	}
	throw new DynamicEquationError(`no variable is named so: ${text}`);
}

/** As R's dynlm names a term: `d(Y)`, `L(u, 1)`, `L(d(Y), 1)`; what is observed in capitals. */
export function termName({ name, change, lag }: DynamicTerm): string {
	const plain = name === 'u' ? name : name.toUpperCase();
	const changed = change ? `d(${plain})` : plain;
	return lag > 0 ? `L(${changed}, ${lag})` : changed;
}

/**
 * The equation by least squares over all periods where its terms are known.
 * @param series by name, of one length; what is not known is NaN
 */
export function estimateDynamic(
	{ left, constant, right }: DynamicEquation,
	series: ReadonlyMap<string, Float64Array>,
): RegressionSummary {
	const y = valuesOf(left, series);
	const columns = right.map((term) => valuesOf(term, series));
	const whole: number[] = [];
	for (let t = 0; t < y.length; t++)
		if (Number.isFinite(y[t]) && columns.every((one) => Number.isFinite(one[t]))) whole.push(t);
	const taken = (one: Float64Array) => Float64Array.from(whole, (t) => one[t]!);
	const names = [...(constant ? ['(Intercept)'] : []), ...right.map(termName)];
	const ones = constant ? [new Float64Array(whole.length).fill(1)] : [];
	return regressionSummary(names, [...ones, ...columns.map(taken)], taken(y), constant);
}

function valuesOf(
	{ name, change, lag }: DynamicTerm,
	series: ReadonlyMap<string, Float64Array>,
): Float64Array {
	const one = series.get(name);
	if (!one) throw new DynamicEquationError(`no series is named ${name}`);
	return Float64Array.from(one, (_, t) => {
		const now = one[t - lag] ?? Number.NaN;
		return change ? now - (one[t - lag - 1] ?? Number.NaN) : now;
	});
}
