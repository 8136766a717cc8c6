import type { Fault } from './fault.ts';

/** What an explanation needs of the house's words: numerics import no layer, so the caller passes its translator. */
export type Words = { any(key: string, params?: Record<string, unknown>): string };

/** A mistake in a sentence: line, column, what is wrong, what was expected and what to do. */
export function explainFault({ code, place, facts }: Fault, words: Words): string {
	const { expected } = facts;
	const named =
		expected === undefined
			? facts
			: { ...facts, expected: words.any(`language.expected.${expected}`, { sign: facts.sign ?? '' }) };
	const message = words.any(`language.fault.${code}`, named);
	return words.any('language.at', { line: place.line, column: place.column, message });
}
