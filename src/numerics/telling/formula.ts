import type { Condition, Expression } from '../language/tree.ts';
import { written } from './amounts.ts';
import { labelOf, spanOf, type Teller } from './words.ts';

/** How closely each sign binds. */
const binding = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 } as const;
const signs = { '+': ' + ', '-': ' − ', '*': ' × ', '/': ' / ', '^': '^' } as const;

/** An expression with variables by their names and functions in words: «население (год назад) + рождения − смерти». */
export function formulaOf(of: Expression, teller: Teller, least = 0): string {
	const { words } = teller;
	const bracketed = (text: string, binds: number) => (binds < least ? `(${text})` : text);
	switch (of.kind) {
		case 'number':
			return bracketed(written(of.value, words), of.value < 0 ? 0 : 5);
		case 'name':
			return labelOf(of.name, teller).name;
		case 'negative':
			return bracketed(`−${formulaOf(of.of, teller, 3)}`, 0);
		case 'binary': {
			const own = binding[of.operator];
			const side = of.operator === '-' || of.operator === '/' ? own + 1 : own;
			const left = formulaOf(of.left, teller, own === 4 ? 5 : own === 1 ? 0 : own);
			return bracketed(`${left}${signs[of.operator]}${formulaOf(of.right, teller, side)}`, own);
		}
		case 'value':
			return words.any(`telling.function.${of.function}`, { of: formulaOf(of.of, teller) });
		case 'periods':
			return overPeriods(of, teller);
	}
}

function overPeriods(of: Extract<Expression, { kind: 'periods' }>, teller: Teller): string {
	const { words } = teller;
	if (of.function === 'TSLAG' || of.function === 'TSLEAD') {
		if (of.periods === 0) return formulaOf(of.of, teller, 5);
		const when = spanOf(of.function === 'TSLAG' ? 'ago' : 'ahead', of.periods, teller);
		return `${formulaOf(of.of, teller, 5)} (${when})`;
	}
	const during = spanOf('during', of.periods, teller);
	return words.any(`telling.function.${of.function}`, { of: formulaOf(of.of, teller), during });
}

const comparisons = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '==': '=', '!=': '≠' } as const;

export function conditionOf(of: Condition, teller: Teller): string {
	const { words } = teller;
	switch (of.kind) {
		case 'comparison':
			return `${formulaOf(of.left, teller)} ${comparisons[of.operator]} ${formulaOf(of.right, teller)}`;
		case 'not':
			return words.any('telling.not', { of: conditionOf(of.of, teller) });
		default:
			return words.any(`telling.${of.kind}`, {
				left: inner(of.left, of.kind),
				right: inner(of.right, of.kind),
			});
	}
	function inner(one: Condition, kind: 'and' | 'or'): string {
		const text = conditionOf(one, teller);
		return one.kind === 'or' && kind === 'and' ? `(${text})` : text;
	}
}
