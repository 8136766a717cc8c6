import type { Behavioural, Expression } from '../language/tree.ts';
import { rounded, written } from './amounts.ts';
import { type Estimated, polynomialNames, sizeOf } from './estimated.ts';
import { formulaOf } from './formula.ts';
import type { Told } from './told.ts';
import type { Teller } from './words.ts';

/** Numbers with what they multiply, as a sum with its signs in place. */
export function sumOf(
	parts: readonly { weight: number; text: string | null; name?: string }[],
	teller: Teller,
): string {
	const shown = parts.map(({ weight, text, name = '' }) => {
		// without an estimate the coefficient itself
		if (Number.isNaN(weight)) return { minus: false, text: text === null ? name : `${name} × ${text}` };
		const number = written(Math.abs(weight), teller.words);
		const isOne = rounded(Math.abs(weight)) === 1;
		return {
			minus: rounded(weight) < 0,
			text: text === null ? number : isOne ? text : `${number} × ${text}`,
		};
	});
	return shown
		.map(({ minus, text }, i) => (i === 0 ? (minus ? `−${text}` : text) : `${minus ? ' − ' : ' + '}${text}`))
		.join('');
}

/** Each term with its number, and as many as its polynomial lag has. */
function partsOfTerms(
	{ polynomialLags }: Behavioural,
	terms: Behavioural['terms'],
	estimated: Estimated,
	teller: Teller,
): { weight: number; text: string | null; name: string }[] {
	return terms.flatMap(({ coefficient, regressor }) => {
		const lags = polynomialLags.find((one) => one.coefficient === coefficient)?.lags ?? 1;
		return polynomialNames(coefficient, lags).map((name, periods) => {
			const size = sizeOf([{ coefficient: name, weight: 1 }], estimated)?.value ?? Number.NaN;
			if (!regressor) return { weight: size, text: null, name };
			const { by, of } = unsigned(regressor);
			const lagged: Expression =
				periods === 0 ? of : { kind: 'periods', function: 'TSLAG', of, periods, place: of.place };
			return { weight: size * by, text: formulaOf(lagged, teller, 2), name };
		});
	});
}

/** A factor with its sign apart. */
function unsigned(of: Expression): { by: number; of: Expression } {
	if (of.kind !== 'negative') return { by: 1, of };
	const inner = unsigned(of.of);
	return { by: -inner.by, of: inner.of };
}

/** Terms that are not put into words, in one sentence. */
export function tellFormulaTerms(
	equation: Behavioural,
	terms: readonly { coefficient: string }[],
	estimated: Estimated,
	teller: Teller,
): Told[] {
	if (terms.length === 0) return [];
	const own = equation.terms.filter((term) => terms.some((one) => one.coefficient === term.coefficient));
	const formula = sumOf(partsOfTerms(equation, own, estimated, teller), teller);
	const coefficient = own.length === 1 ? own[0]!.coefficient : null;
	const text = teller.words.any('telling.formula-terms', { n: own.length, formula });
	return [{ coefficient, form: 'formula', text }];
}

/** An equation that is not put into words. */
export function tellFormula(equation: Behavioural, estimated: Estimated, teller: Teller): Told {
	const left = formulaOf(equation.left.expression, teller);
	const right = sumOf(partsOfTerms(equation, equation.terms, estimated, teller), teller);
	return { coefficient: null, form: 'formula', text: teller.words.any('telling.formula', { left, right }) };
}

/** Restrictions that bind several coefficients; one that is fixed is told with its term. */
export function tellRestrictions({ restrictions }: Behavioural, teller: Teller): Told[] {
	const { words } = teller;
	const bound = restrictions.filter(({ terms }) => terms.length > 1);
	if (bound.length === 0) return [];
	const formulas = bound.map(({ terms, value }) => {
		const parts = terms.map(({ coefficient, lag, factor }) => ({
			weight: factor,
			text: lag > 0 ? `${coefficient}[${lag}]` : coefficient,
		}));
		return `${sumOf(parts, teller)} = ${written(value, words)}`;
	});
	const text = words.any('telling.restrictions', { n: bound.length, formulas: formulas.join('; ') });
	return [{ coefficient: null, form: 'restriction', text }];
}
