import type { Model } from '../language/tree.ts';
import type { EstimatedFit, FitContext, Mark } from './fit-mark.ts';
import { tellEquation } from './tell-equation.ts';
import { tellFit } from './tell-fit.ts';
import { tellIdentity } from './tell-identity.ts';
import type { Teller } from './words.ts';

/** A paragraph of a model: an equation with its mark, or a definition. */
export type Paragraph = { variable: string; text: string; mark: Mark | null };

/** All equations of a model in plain words, in their order; those without an estimate are left out. */
export function tellModel(
	model: Model,
	estimates: Readonly<Record<string, EstimatedFit>>,
	contexts: Readonly<Record<string, FitContext>>,
	teller: Teller,
): Paragraph[] {
	return model.equations.flatMap((equation): Paragraph[] => {
		const { name } = equation;
		if (equation.kind === 'identity')
			return [{ variable: name, text: tellIdentity(equation, teller).join(' '), mark: null }];
		const estimated = Object.hasOwn(estimates, name) ? estimates[name] : undefined;
		if (!estimated) return [];
		const context = Object.hasOwn(contexts, name) ? contexts[name]! : {};
		const fit = tellFit(equation, estimated, context, teller);
		const told = tellEquation(equation, estimated, teller).map((one) => one.text);
		return [{ variable: name, text: [...told, fit.text].join(' '), mark: fit.mark }];
	});
}
