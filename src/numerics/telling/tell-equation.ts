import type { Behavioural } from '../language/tree.ts';
import { type Estimated, type Sized, sizeOf } from './estimated.ts';
import { groupsOf, isLevel, kindOf } from './parts.ts';
import { type LeftReading, type Reading, readForms, type TermReading } from './reading.ts';
import { tellConstant } from './tell-constant.ts';
import { tellEffect } from './tell-effect.ts';
import { tellFormula, tellFormulaTerms, tellRestrictions } from './tell-formula.ts';
import { type Course, courseOf, tellCorrection, tellErrors, tellInertia } from './tell-inertia.ts';
import { tellLongRun } from './tell-long-run.ts';
import { tellPolynomial } from './tell-polynomial.ts';
import type { Told } from './told.ts';
import { labelOf, type Teller } from './words.ts';

/**
 * An estimated equation in plain words: what each term says of the left side, in the order of the equation, then what holds in the long
 * run. A coefficient whose 95 % interval includes zero is told as uncertain; a term that is not recognised is told as a formula.
 */
export function tellEquation(equation: Behavioural, estimated: Estimated, teller: Teller): Told[] {
	const reading = readForms(equation, (name) => labelOf(name, teller).kind);
	const { left } = reading;
	if (!left) return [tellFormula(equation, estimated, teller)];
	const course = courseOf(reading, estimated);
	const told: Told[] = [];
	const formulas: TermReading[] = [];
	for (const term of reading.terms) {
		const sentences = tellTerm(term, reading, left, course, estimated, teller);
		if (sentences) told.push(...sentences);
		else formulas.push(term);
	}
	return [
		...told,
		...tellFormulaTerms(equation, formulas, estimated, teller),
		...tellLongRun(reading, left, course, estimated, teller),
		...tellErrors(estimated.rho ?? [], teller),
		...tellRestrictions(equation, teller),
	];
}

/** Null: the term stays a formula. */
function tellTerm(
	term: TermReading,
	reading: Reading,
	left: LeftReading,
	course: Course,
	estimated: Estimated,
	teller: Teller,
): Told[] | null {
	const { coefficient } = term;
	const size = sizeOf([{ coefficient, weight: 1 }], estimated);
	if (!size) {
		const text = teller.words.any('telling.no-estimate', { name: coefficient });
		return [{ coefficient, form: 'formula', text }];
	}
	switch (term.form) {
		case 'constant':
			return tellConstant(term, size, reading, left, teller);
		case 'inertia':
			return tellInertia(term, size, course, teller);
		case 'correction':
			return tellCorrection(term, size, left, course, teller);
		case 'formula':
			return null;
		default:
			return tellCauses(term, size, left, course, estimated, teller);
	}
}

function tellCauses(
	{ coefficient, parts, polynomial }: Extract<TermReading, { form: 'effect' }>,
	size: Sized,
	left: LeftReading,
	course: Course,
	estimated: Estimated,
	teller: Teller,
): Told[] | null {
	const told: Told[] = [];
	for (const group of groupsOf(parts, left, size.value, teller)) {
		const kind = kindOf(group[0]!.atom, teller);
		// what the variable returns to is told in the long run
		if (course.kind === 'correction' && kind === 'other' && isLevel(group[0]!.atom)) continue;
		const text = polynomial
			? tellPolynomial(group, coefficient, polynomial.lags, left, estimated, teller)
			: tellEffect(group, size, left, course, teller);
		if (text === null) return null;
		told.push({ coefficient, form: polynomial ? 'polynomial' : kind === 'other' ? 'effect' : kind, text });
	}
	return told;
}
