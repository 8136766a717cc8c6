import type { Behavioural } from '../language/tree.ts';
import { written } from './amounts.ts';
import type { EstimatedFit, FitContext, Ground, Mark } from './fit-mark.ts';
import { markFit } from './fit-mark.ts';
import { formulaOf } from './formula.ts';
import { labelOf, type Teller } from './words.ts';

/** The mark of a fit with its reasons in a sentence: «Уравнение годится с оговорками: 1 из 3 коэффициентов неотличим от нуля». */
export function tellFit(
	equation: Behavioural,
	estimated: EstimatedFit,
	context: FitContext,
	teller: Teller,
): { mark: Mark; text: string } {
	const { words } = teller;
	const kindOf = (name: string) => labelOf(name, teller).kind;
	const { mark, grounds } = markFit(equation, estimated, { kindOf, ...context });
	const told = grounds.filter((one) => one.mark === mark);
	const reasons = told.map((one) => reasonOf(one, equation, teller));
	if (reasons.length === 0) reasons.push(words.any('telling.fit.nothing-against'));
	return { mark, text: words.any('telling.fit.mark', { mark, reasons: reasons.join('; ') }) };
}

function reasonOf(ground: Ground, equation: Behavioural, teller: Teller): string {
	const { words } = teller;
	switch (ground.code) {
		case 'error':
			return words.any('telling.fit.error', { share: written(100 * ground.share, words, true) });
		case 'explained':
			return words.any('telling.fit.explained', {
				// rounded down: nothing short of all is told as 100 %
				share: Math.max(0, Math.floor(100 * ground.share + 1e-9)),
				of: ground.share <= 0 ? 'none' : ground.of,
				isChange: ground.mark === 'unusable',
			});
		case 'insignificant':
			return words.any('telling.fit.insignificant', {
				n: ground.count,
				of: ground.of,
				all: ground.count === ground.of,
			});
		case 'wrong-sign': {
			const names = ground.coefficients.map((coefficient) => {
				const regressor = equation.terms.find((one) => one.coefficient === coefficient)?.regressor;
				return regressor
					? formulaOf(regressor.kind === 'negative' ? regressor.of : regressor, teller)
					: coefficient;
			});
			return words.any('telling.fit.wrong-sign', { names: words.formats.list(names) });
		}
		default:
			return words.any(`telling.fit.${ground.code}`, ground);
	}
}
