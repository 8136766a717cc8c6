import type { Equation } from './equation.ts';
import { FormulaError, type Series } from './formula.ts';
import type { Structure, Variable } from './structure.ts';

/** A system as gretl writes it: `y = 1 x z(-1)` and identities `y = a - b + 0.5*c`. */
export type StructuralText = {
	behavioural: readonly string[];
	identities?: readonly string[];
	/** Names of what is given from outside; other words in it are passed over. Lags always are. */
	exogenous: string | readonly string[];
};

type Term = { name: string; lag: number };

/**
 * The equations of a system with their instruments (a constant, everything exogenous, every lag that stands in it), and its structure
 * for full information. A lag `x(-1)` is the series `xLag` where there is one, else the series x itself moved; rows where
 * anything is missing are left out.
 * @throws FormulaError
 */
export function structuralForm(
	text: StructuralText,
	series: Series,
): { equations: Equation[]; structure: Structure } {
	const behaviours = text.behavioural.map((one) => sidesOf(one, (right) => right.split(/\s+/).map(termOf)));
	const identities = (text.identities ?? []).map((one) => sidesOf(one, weightedTerms));
	const all = [
		...behaviours.flatMap((one) => one.right),
		...identities.flatMap((one) => one.right.map((w) => w.term)),
	];
	const given = typeof text.exogenous === 'string' ? text.exogenous.split(/[\s,;]+/) : text.exogenous;
	const exogenous = given.filter((name) => series.has(name));

	const endogenous: string[] = [];
	for (const name of [...behaviours, ...identities]
		.map((one) => one.left)
		.concat(all.filter(isNow).map((one) => one.name)))
		if (!endogenous.includes(name) && !exogenous.includes(name)) endogenous.push(name);
	const predetermined = new Map<string, Term>([['1', { name: '1', lag: 0 }]]);
	for (const term of [...exogenous.map((name) => ({ name, lag: 0 })), ...all])
		if (term.lag > 0 || !endogenous.includes(term.name))
			predetermined.set(`${term.name}(-${term.lag})`, term);
	predetermined.delete('1(-0)');

	const columns = columnsOf(
		[...predetermined.values(), ...behaviours.flatMap((one) => [{ name: one.left, lag: 0 }, ...one.right])],
		series,
	);
	const columnFor = (term: Term) => columns.get(`${term.name}(-${term.lag})`)!;
	const variableOf = (term: Term): Variable =>
		term.lag === 0 && endogenous.includes(term.name)
			? { endogenous: endogenous.indexOf(term.name) }
			: { column: columnFor(term) };
	const instruments = [...predetermined.values()].map(columnFor);
	const equations = behaviours.map(({ left, right }) => ({
		name: left,
		y: columnFor({ name: left, lag: 0 }),
		regressors: right.map((term) => (term.lag > 0 ? `${term.name}(-${term.lag})` : term.name)),
		columns: right.map(columnFor),
		instruments,
	}));
	return {
		equations,
		structure: {
			endogenous: endogenous.length,
			behaviours: behaviours.map(({ left, right }, i) => ({
				name: left,
				left: endogenous.indexOf(left),
				y: equations[i]!.y,
				terms: right.map(variableOf),
				columns: equations[i]!.columns,
			})),
			identities: identities.map(({ left, right }) => ({
				left: endogenous.indexOf(left),
				terms: right.map(({ weight, term }) => ({ weight, variable: variableOf(term) })),
			})),
		},
	};
}

function isNow(term: Term): boolean {
	return term.lag === 0 && term.name !== '1';
}

function sidesOf<T>(text: string, read: (right: string) => T): { left: string; right: T } {
	const sides = text.split('=');
	if (sides.length !== 2) throw new FormulaError(`one = between the two sides expected: ${text}`);
	return { left: sides[0]!.trim(), right: read(sides[1]!.trim()) };
}

/** `1`, `x`, `x(-1)`. */
function termOf(text: string): Term {
	const found = /^([^()\s]+)(?:\(-(\d+)\))?$/.exec(text);
	if (!found) throw new FormulaError(`a name or a lag as x(-1) expected: ${text}`);
	return { name: found[1] === 'const' ? '1' : found[1]!, lag: Number(found[2] ?? 0) };
}

/** `a - b(-1) + 0.5*c`. */
function weightedTerms(text: string): { weight: number; term: Term }[] {
	const found = text.matchAll(/([+-]?)\s*(?:(\d[\d.]*)\s*\*?\s*)?([^\s+*()-]+(?:\(-\d+\))?)/g);
	return [...found].map(([, sign, weight, name]) => ({
		weight: (sign === '-' ? -1 : 1) * Number(weight ?? 1),
		term: termOf(name!),
	}));
}

/** The columns of the terms, over the rows where none is missing. */
function columnsOf(terms: readonly Term[], series: Series): Map<string, Float64Array> {
	const rows = Math.max(0, ...Array.from(series.values(), (one) => one.length));
	const columns = new Map<string, Float64Array>();
	for (const { name, lag } of terms) columns.set(`${name}(-${lag})`, columnOf({ name, lag }, series, rows));
	const whole = Array.from({ length: rows }, (_, t) => t).filter((t) =>
		[...columns.values()].every((one) => Number.isFinite(one[t])),
	);
	if (whole.length < rows)
		for (const [key, column] of columns)
			columns.set(
				key,
				Float64Array.from(whole, (t) => column[t]!),
			);
	return columns;
}

function columnOf({ name, lag }: Term, series: Series, rows: number): Float64Array {
	if (name === '1') return new Float64Array(rows).fill(1);
	const known = lag === 0 ? series.get(name) : series.get(lag === 1 ? `${name}Lag` : `${name}Lag${lag}`);
	if (known) return known;
	const now = series.get(name);
	if (!now) throw new FormulaError(`no series is named ${name}`);
	return Float64Array.from({ length: rows }, (_, t) => now[t - lag] ?? Number.NaN);
}
