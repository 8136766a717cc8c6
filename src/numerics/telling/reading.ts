import { namesIn } from '../language/terms.ts';
import type { Behavioural, Expression, PolynomialLag } from '../language/tree.ts';
import { type Atom, keyOf, type Part, partsOf, type Scale } from './atoms.ts';
import { withoutMixed } from './mixed.ts';
import type { Label } from './words.ts';

/** The left side: a variable in a scale. */
export type LeftReading = { variable: string; scale: Scale; periods: number; over: Atom['over'] };

/** What a term of the equation says. */
export type TermReading = { coefficient: string } & (
	| { form: 'constant'; factor: number }
	/** Other variables: coefficient × Σ weight × atom, over several lags when there is a polynomial. */
	| {
			form: 'effect';
			parts: { weight: number; atom: Atom }[];
			polynomial: PolynomialLag | null;
			regressor: Expression;
			/** A number added to them in the bracket. */
			constant: number;
	  }
	/** What stays of the variable's own past. */
	| { form: 'inertia'; weight: number; lag: number }
	/** The way back of a change to the level: own level and, with it, others (weights as in the bracket). */
	| { form: 'correction'; weight: number; parts: { weight: number; atom: Atom }[] }
	/** Not to be told in words. */
	| { form: 'formula'; regressor: Expression }
);

export type Reading = { left: LeftReading | null; terms: TermReading[] };

/** Recognises the form of each term of an equation against its left side. */
export function readForms(equation: Behavioural, kindOf: (name: string) => Label['kind']): Reading {
	const left = leftOf(equation);
	const terms = equation.terms.map(({ coefficient, regressor }): TermReading => {
		if (!regressor) return { coefficient, form: 'constant', factor: 1 };
		const polynomial = equation.polynomialLags.find((one) => one.coefficient === coefficient) ?? null;
		const formula: TermReading = { coefficient, form: 'formula', regressor };
		if (!left) return formula;
		const parts = partsOf(regressor, (name) => kindOf(name) === 'dummy');
		return termOf(parts, left, polynomial, coefficient, regressor) ?? formula;
	});
	return { left, terms: left ? withoutMixed(terms, kindOf) : terms };
}

function leftOf({ left, name }: Behavioural): LeftReading | null {
	const [one, ...more] = partsOf(left.expression, () => false);
	const atom = one?.atom;
	if (!atom || more.length > 0 || one.weight !== 1 || atom.lag !== 0) return null;
	if (atom.subject.kind !== 'name' || atom.subject.name !== name) return null;
	return { variable: name, scale: atom.scale, periods: atom.periods, over: atom.over };
}

function termOf(
	parts: Part[],
	left: LeftReading,
	polynomial: PolynomialLag | null,
	coefficient: string,
	regressor: Expression,
): TermReading | null {
	const constant = parts.reduce((sum, { weight, atom }) => (atom ? sum : sum + weight), 0);
	const atoms = parts.flatMap(({ weight, atom }) => (atom ? [{ weight, atom }] : []));
	if (atoms.length === 0) return { coefficient, form: 'constant', factor: constant };
	const own = atoms.filter(({ atom }) => isAbout(atom, left.variable));
	if (own.length === 0) return { coefficient, form: 'effect', parts: atoms, polynomial, regressor, constant };
	const [one, ...more] = own;
	if (!one || more.length > 0 || polynomial) return null;
	const { subject, scale, lag, over, where, periods } = one.atom;
	if (subject.kind !== 'name' || lag < 1 || over || left.over || where.length > 0) return null;
	if (scale === left.scale && periods === left.periods && atoms.length === 1)
		return { coefficient, form: 'inertia', weight: one.weight, lag };
	const base = left.scale === 'growth' ? 'log' : left.scale === 'difference' ? 'level' : null;
	const others = atoms.filter((atom) => atom !== one);
	if (lag !== 1 && lag !== left.periods) return null;
	if (scale !== base || others.some(({ atom }) => atom.where.length > 0)) return null;
	return { coefficient, form: 'correction', weight: one.weight, parts: others };
}

function isAbout({ subject, where }: Atom, variable: string): boolean {
	if (where.includes(variable)) return true;
	if (subject.kind === 'name') return subject.name === variable;
	return namesIn(subject.expression).some(({ name }) => name === variable);
}

/** Atoms that differ in their lag only. */
export const familyOf = (atom: Atom) => keyOf({ ...atom, lag: 0 });

/** The level whose change is on the left. */
export function levelOf(left: LeftReading): LeftReading {
	const scale = left.scale === 'growth' ? 'log' : left.scale === 'difference' ? 'level' : left.scale;
	return { ...left, scale, periods: 0 };
}
