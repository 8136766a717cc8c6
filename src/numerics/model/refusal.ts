import type { Fault } from '../language/fault.ts';
import type { Behavioural } from '../language/tree.ts';
import { DependentColumns } from '../linear/dependent-columns.ts';
import { type Equation, UnfitSample } from '../regression/estimate.ts';
import { ContradictingRestrictions } from '../regression/restrictions.ts';

/** Why an equation with all its data has no estimate, as a mistake of its text; null when the error is another one. */
export function refusalOf(error: unknown, of: Behavioural, equation: Equation): Fault | null {
	const { name, place } = of;
	if (error instanceof UnfitSample && error.observation === null) {
		const observations = equation.y.length - (equation.before ?? 0);
		const coefficients = of.coefficients.length + of.autocorrelation;
		return { code: 'observations-few', place, facts: { name, observations, coefficients } };
	}
	if (error instanceof ContradictingRestrictions)
		return { code: 'restrictions-contradict', place: of.restrictions[0]?.place ?? place, facts: { name } };
	if (!(error instanceof DependentColumns)) return null;
	if (equation.instruments) return { code: 'instruments-weak', place, facts: { name } };
	// with restrictions the columns are no longer those of the text
	const bound = (equation.restrictions?.length ?? 0) + (equation.almon?.length ?? 0) > 0;
	const coefficient = bound ? undefined : of.coefficients[error.columns[0] ?? 0];
	const term = of.terms.find((one) => one.coefficient === coefficient);
	return {
		code: 'regressors-dependent',
		place: term?.place ?? place,
		facts: { name, hint: term ? 'one' : 'none', coefficient: coefficient ?? '' },
	};
}
