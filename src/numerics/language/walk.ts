import type { Behavioural, Condition, Expression } from './tree.ts';

/** The expressions of a condition, from left to right. */
export function conditionParts(of: Condition | null): Expression[] {
	if (!of) return [];
	if (of.kind === 'comparison') return [of.left, of.right];
	if (of.kind === 'not') return conditionParts(of.of);
	return [...conditionParts(of.left), ...conditionParts(of.right)];
}

/** All that a behavioural equation is made of: its right side, then its instruments. */
export function equationParts(of: Behavioural): Expression[] {
	return [of.right, ...of.instruments];
}
