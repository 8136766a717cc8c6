import type { Branch, Expression, Identity } from '../language/tree.ts';
import { conditionOf, formulaOf } from './formula.ts';
import { labelOf, sentence, type Teller } from './words.ts';

/** A definition in words, one sentence a branch. */
export function tellIdentity({ name, branches }: Identity, teller: Teller): string[] {
	return branches.map((branch) => {
		const text = sentence(tellBranch(name, branch, teller));
		if (!branch.condition) return text;
		return teller.words.any('telling.identity.branch', {
			condition: conditionOf(branch.condition, teller),
			text,
		});
	});
}

function tellBranch(variable: string, { left, right }: Branch, teller: Teller): string {
	const { words } = teller;
	const formula = formulaOf(right, teller);
	if (left.functions.length > 0)
		return words.any('telling.identity.equation', {
			left: formulaOf(left.expression, teller),
			right: formula,
		});
	const { name, plural } = labelOf(variable, teller);
	return words.any(`telling.identity.${kindOf(right)}`, { name, plural, formula });
}

function kindOf(right: Expression): 'sum' | 'same' | 'formula' {
	if (right.kind === 'name') return 'same';
	return right.kind === 'binary' && (right.operator === '+' || right.operator === '-') ? 'sum' : 'formula';
}
