import { derive } from '#numerics/nonlinear/derivatives.ts';
import { readExpression } from '#numerics/nonlinear/expression.ts';

const intercept = '(Intercept)';

/** The design of a formula of R: `y ~ a + log(b) + I(c^2)`, a constant before all others unless `- 1` or `+ 0` stands in it. */
export function designOf(
	formula: string,
	data: Record<string, number[]>,
): { names: string[]; columns: Float64Array[]; y: Float64Array } {
	const [left, right] = formula.split('~').map((side) => side.trim());
	const series = new Map(Object.entries(data).map(([name, all]) => [name, Float64Array.from(all)]));
	const rows = Object.values(data)[0]!.length;
	const evaluate = (term: string) =>
		derive(
			readExpression(term.replace(/^I\(/, '(').replaceAll('`', '')),
			series,
			[],
			new Float64Array(0),
			rows,
		).value;
	const terms = termsOf(right!);
	const without = terms.some(({ sign, text }) => (sign === '-' && text === '1') || text === '0');
	const own = terms.filter(({ text }) => text !== '1' && text !== '0').map(({ text }) => text);
	const columns = own.map(evaluate);
	return {
		names: without ? own : [intercept, ...own],
		columns: without ? columns : [new Float64Array(rows).fill(1), ...columns],
		y: evaluate(left!),
	};
}

/** Terms at the top level, each with the sign before it. */
function termsOf(side: string): { sign: string; text: string }[] {
	const terms: { sign: string; text: string }[] = [];
	let depth = 0;
	let sign = '+';
	let text = '';
	for (const one of `${side}+`) {
		if (one === '(') depth++;
		if (one === ')') depth--;
		if (depth === 0 && (one === '+' || one === '-')) {
			if (text.trim()) terms.push({ sign, text: text.trim() });
			sign = one;
			text = '';
		} else text += one;
	}
	return terms;
}

/** Rows and values of Rb = r from `2*a - b = 1`, `a = b` or `a` alone, which means zero. */
export function hypothesisOf(
	hypothesis: readonly string[],
	names: readonly string[],
): { rows: Float64Array[]; values: Float64Array } {
	// names of coefficients may be expressions themselves
	const plain = names.map((_, j) => `b__${j}`);
	const byLength = names.map((name, j) => ({ name, j })).sort((a, b) => b.name.length - a.name.length);
	const zeros = new Float64Array(names.length);
	const parsed = hypothesis.map((text) => {
		let read = text;
		for (const { name, j } of byLength)
			read = read.replace(
				new RegExp(`(?<![\\p{L}\\p{N}_.])${RegExp.escape(name)}(?![\\p{L}\\p{N}_.])`, 'gu'),
				plain[j]!,
			);
		const [left, right = '0'] = read.split('=');
		const { value, slopes } = derive(readExpression(`(${left})-(${right})`), new Map(), plain, zeros, 1);
		return { row: Float64Array.from(slopes, (slope) => slope?.[0] ?? 0), value: -value[0]! };
	});
	return {
		rows: parsed.map((one) => one.row),
		values: Float64Array.from(parsed, (one) => one.value),
	};
}
