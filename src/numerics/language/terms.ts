import type { Fault } from './fault.ts';
import { suggestion } from './suggest.ts';
import type { Expression, Place, Term } from './tree.ts';

/**
 * The right side of a behavioural equation as Σ coefficient × regressor. A coefficient is a factor of its term, or the term itself.
 */
export function termsOf(right: Expression, coefficients: ReadonlySet<string>, faults: Fault[]): Term[] {
	const terms: Term[] = [];
	const seen = new Set<string>();
	for (const { term, minus } of addends(right)) {
		const names = namesIn(term).filter((one) => coefficients.has(one.name));
		const first = names[0];
		if (!first) {
			const name = namesIn(term)[0]?.name ?? '';
			const facts = suggestion(name, coefficients);
			faults.push({ code: 'term-without-coefficient', place: term.place, facts });
			continue;
		}
		const split = names.length === 1 ? without(term, first.name) : undefined;
		if (split === undefined) {
			faults.push({ code: 'term-nonlinear', place: term.place, facts: { name: first.name } });
			continue;
		}
		if (seen.has(first.name))
			faults.push({ code: 'coefficient-repeated', place: first.place, facts: { name: first.name } });
		seen.add(first.name);
		const place = term.place;
		const regressor: Expression | null = minus
			? { kind: 'negative', of: split ?? { kind: 'number', value: 1, place }, place }
			: split;
		terms.push({ coefficient: first.name, regressor, place });
	}
	return terms;
}

/** What is added up, from left to right. */
function addends(of: Expression, minus = false): { term: Expression; minus: boolean }[] {
	if (of.kind === 'negative') return addends(of.of, !minus);
	if (of.kind === 'binary' && (of.operator === '+' || of.operator === '-'))
		return [...addends(of.left, minus), ...addends(of.right, minus !== (of.operator === '-'))];
	return [{ term: of, minus }];
}

/** A product without its factor `name`: null when nothing is left, undefined when it is no factor of it. */
function without(of: Expression, name: string): Expression | null | undefined {
	if (of.kind === 'name') return of.name === name ? null : undefined;
	if (of.kind === 'negative') {
		const rest = without(of.of, name);
		if (rest === undefined) return undefined;
		return { ...of, of: rest ?? { kind: 'number', value: 1, place: of.place } };
	}
	if (of.kind !== 'binary') return undefined;
	if (of.operator === '*') {
		const left = without(of.left, name);
		if (left !== undefined) return left === null ? of.right : { ...of, left };
		const right = without(of.right, name);
		if (right !== undefined) return right === null ? of.left : { ...of, right };
	}
	if (of.operator === '/') {
		const left = without(of.left, name);
		if (left !== undefined) return { ...of, left: left ?? { kind: 'number', value: 1, place: of.place } };
	}
	return undefined;
}

/** Every name in an expression, from left to right. */
export function namesIn(of: Expression, found: { name: string; place: Place }[] = []) {
	if (of.kind === 'name') found.push(of);
	else if (of.kind === 'binary') {
		namesIn(of.left, found);
		namesIn(of.right, found);
	} else if (of.kind !== 'number') namesIn(of.of, found);
	return found;
}
