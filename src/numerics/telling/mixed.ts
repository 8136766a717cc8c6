import { namesIn } from '../language/terms.ts';
import type { Atom } from './atoms.ts';
import type { TermReading } from './reading.ts';
import type { Label } from './words.ts';

/**
 * Terms that would be told wrongly one by one stay formulas: a variable that stands both by itself and within a formula, or as it is and
 * as its logarithm in one period, does not move through one term alone; a dummy or a trend has no logarithm and no change.
 */
export function withoutMixed(
	terms: readonly TermReading[],
	kindOf: (name: string) => Label['kind'],
): TermReading[] {
	const mixed = mixedNames(terms);
	return terms.map((term) => {
		if (term.form !== 'effect') return term;
		const { coefficient, regressor } = term;
		const clear = term.parts.every(
			({ atom }) => !isOdd(atom, kindOf) && !namesOf(atom).some((one) => mixed.has(one)),
		);
		return clear ? term : { coefficient, form: 'formula', regressor };
	});
}

function isOdd({ subject, scale, over }: Atom, kindOf: (name: string) => Label['kind']): boolean {
	if (subject.kind !== 'name' || (scale === 'level' && !over)) return false;
	const kind = kindOf(subject.name);
	return kind === 'dummy' || kind === 'trend';
}

function mixedNames(terms: readonly TermReading[]): Set<string> {
	const alone = new Map<string, Set<string>>();
	const within = new Set<string>();
	for (const term of terms) {
		if (term.form === 'formula') for (const { name } of namesIn(term.regressor)) within.add(name);
		if (term.form !== 'effect') continue;
		for (const { atom } of term.parts) {
			const { subject, scale, lag } = atom;
			if (subject.kind === 'formula') for (const name of namesOf(atom)) within.add(name);
			else alone.set(subject.name, (alone.get(subject.name) ?? new Set()).add(`${scale} ${lag}`));
		}
	}
	const mixed = [...alone].filter(([name, uses]) => {
		const both = [...uses].some((one) => one.startsWith('level') && uses.has(one.replace('level', 'log')));
		return both || within.has(name);
	});
	return new Set(mixed.map(([name]) => name));
}

function namesOf({ subject }: Atom): string[] {
	return subject.kind === 'name' ? [subject.name] : namesIn(subject.expression).map(({ name }) => name);
}
