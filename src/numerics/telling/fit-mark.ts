import type { Behavioural } from '../language/tree.ts';
import { type Estimated, isUncertain, polynomialNames, sizeOf } from './estimated.ts';
import { durbinH, explainedOfChanges } from './harvey.ts';
import { type Reading, readForms } from './reading.ts';
import { courseOf } from './tell-inertia.ts';
import type { Label } from './words.ts';

/** What a mark needs of an estimate; that of `regression/estimate.ts` fits. */
export type EstimatedFit = Estimated & {
	observations: number;
	adjustedRSquared: number;
	residualSS: number;
	standardErrorOfRegression: number;
	durbinWatson: number;
	meanDependent: number;
	isShort: boolean;
	isConverged?: boolean;
};

/** What else is known of the equation; all of it may be left out. */
export type FitContext = {
	/** The left side over the sample (T numbers): then a level is judged by its changes. */
	left?: ArrayLike<number>;
	/** The mean of the variable itself, where the left side is its difference. */
	meanLevel?: number;
	/** Probability of the Breusch-Godfrey test: as much autocorrelation when there is none. */
	breuschGodfrey?: number;
	/** Of coefficients: the sign that theory gives them. */
	expectedSigns?: Readonly<Record<string, 1 | -1>>;
	/** Of variables. */
	kindOf?: (name: string) => Label['kind'];
};

export type Mark = 'good' | 'fair' | 'weak' | 'unusable';
export const marks: readonly Mark[] = ['good', 'fair', 'weak', 'unusable'];

/** One ground for a mark: the best mark that it leaves open. */
export type Ground =
	| { code: 'short' | 'few'; mark: Mark; observations: number; coefficients: number }
	| { code: 'not-converged' | 'endless'; mark: Mark }
	/** Usual error as a share of the variable. */
	| { code: 'error'; mark: Mark; share: number }
	/** Adjusted share explained, of the level or of its changes. */
	| { code: 'explained'; mark: Mark; share: number; of: 'level' | 'changes' }
	| { code: 'correlated'; mark: Mark; direction: 'same' | 'opposite'; hasInertia: boolean }
	| { code: 'insignificant'; mark: Mark; count: number; of: number }
	| { code: 'wrong-sign'; mark: Mark; coefficients: string[] };

const worse = (one: Mark, other: Mark): Mark => (marks.indexOf(one) > marks.indexOf(other) ? one : other);

/** The mark of a fit: the worst that any ground leaves open. */
export function markFit(
	equation: Behavioural,
	estimated: EstimatedFit,
	context: FitContext = {},
): { mark: Mark; grounds: Ground[] } {
	const reading = readForms(equation, context.kindOf ?? (() => undefined));
	const grounds = [
		...sampleGrounds(equation, estimated),
		...errorGrounds(reading, estimated, context),
		...explainedGrounds(equation, reading, estimated, context),
		...correlationGrounds(reading, estimated, context),
		...coefficientGrounds(equation, estimated, context),
	];
	if (courseOf(reading, estimated).kind === 'endless') grounds.push({ code: 'endless', mark: 'weak' });
	return { mark: grounds.reduce<Mark>((mark, one) => worse(mark, one.mark), 'good'), grounds };
}

const freeCount = ({ observations, degreesOfFreedom }: EstimatedFit) => observations - degreesOfFreedom;

/**
 * More coefficients than a third of the observations: not to be used. Under five observations a coefficient only fair; for prediction 10
 * to 20 are asked (Harrell, Regression Modeling Strategies, 2nd ed., 4.4), more than yearly series have.
 */
function sampleGrounds(equation: Behavioural, estimated: EstimatedFit): Ground[] {
	const { observations, isShort, isConverged = true } = estimated;
	const facts = { observations, coefficients: freeCount(estimated) };
	const grounds: Ground[] = [];
	if (isShort) grounds.push({ code: 'short', mark: 'unusable', ...facts });
	else if (observations < 5 * facts.coefficients) grounds.push({ code: 'few', mark: 'fair', ...facts });
	if (equation.autocorrelation > 0 && !isConverged) grounds.push({ code: 'not-converged', mark: 'unusable' });
	return grounds;
}

/**
 * The standard error as a share of the variable: under 10 % good, 20 % fair, 50 % weak (Lewis, Industrial and Business Forecasting
 * Methods, 1982, p. 40, of the mean absolute percentage error, which is somewhat smaller).
 */
function errorGrounds({ left }: Reading, estimated: EstimatedFit, { meanLevel }: FitContext): Ground[] {
	const error = estimated.standardErrorOfRegression;
	const level = Math.abs(meanLevel ?? (left?.scale === 'level' ? estimated.meanDependent : 0));
	const share =
		left?.scale === 'log' || left?.scale === 'growth'
			? Math.expm1(error)
			: left?.scale === 'percent'
				? error / 100
				: level > 0
					? error / level
					: null;
	if (share === null || !Number.isFinite(share)) return [];
	const mark = share < 0.1 ? 'good' : share < 0.2 ? 'fair' : share < 0.5 ? 'weak' : 'unusable';
	return [{ code: 'error', mark, share }];
}

/**
 * Of changes (on the left side, or by Harvey's measure of a level): 0.26 is much, 0.13 middling (Cohen, Statistical Power Analysis, 2nd ed.,
 * ch. 9); a level that does no better than a walk with drift is weak. Of a level alone: 0.75 and 0.5 (Hair, Ringle and Sarstedt 2011,
 * Journal of Marketing Theory and Practice 19); with its own past on the right this says nothing and is left out.
 */
function explainedGrounds(
	equation: Behavioural,
	{ left, terms }: Reading,
	estimated: EstimatedFit,
	{ left: values }: FitContext,
): Ground[] {
	const isLevel = left?.scale === 'level' || left?.scale === 'log';
	if (left && !isLevel) {
		const share = estimated.adjustedRSquared;
		const mark = share >= 0.26 ? 'good' : share >= 0.13 ? 'fair' : share > 0 ? 'weak' : 'unusable';
		return Number.isFinite(share) ? [{ code: 'explained', mark, share, of: 'changes' }] : [];
	}
	if (values && values.length > 2 && estimated.degreesOfFreedom > 0) {
		const share = explainedOfChanges(
			values,
			estimated.residualSS,
			values.length - estimated.degreesOfFreedom,
		);
		if (Number.isFinite(share))
			return [
				{
					code: 'explained',
					mark: share >= 0.26 ? 'good' : share >= 0 ? 'fair' : 'weak',
					share,
					of: 'changes',
				},
			];
	}
	const ownPast = terms.some((one) => one.form === 'inertia') || equation.autocorrelation > 0;
	const share = estimated.adjustedRSquared;
	if (ownPast || !Number.isFinite(share)) return [];
	const mark = share >= 0.75 ? 'good' : share >= 0.5 ? 'fair' : 'weak';
	return [{ code: 'explained', mark, share, of: 'level' }];
}

/**
 * Errors that hang together: by Breusch and Godfrey at 5 %, else with an own lag by Durbin's h, else by Durbin and Watson beyond 1.5 and
 * 2.5 (a rule of thumb between its bounds of common samples). With an own lag estimates are biased, without one only their errors are
 * understated (Greene, Econometric Analysis, 7th ed., 20.5 and 20.7).
 */
function correlationGrounds({ terms }: Reading, estimated: EstimatedFit, context: FitContext): Ground[] {
	const { durbinWatson, observations } = estimated;
	const own = terms.filter((one) => one.form === 'inertia' || one.form === 'correction');
	const direction = durbinWatson < 2 ? 'same' : 'opposite';
	const hasInertia = own.length > 0;
	const mark: Mark = hasInertia ? 'weak' : 'fair';
	if (context.breuschGodfrey !== undefined)
		return context.breuschGodfrey < 0.05 ? [{ code: 'correlated', mark, direction, hasInertia }] : [];
	const first = own.find((one) => one.form === 'inertia' && one.lag === 1);
	if (hasInertia) {
		const at = first ? estimated.coefficientNames.indexOf(first.coefficient) : -1;
		const h = at < 0 ? null : durbinH(durbinWatson, observations, estimated.standardErrors[at]!);
		return h !== null && Math.abs(h) > 1.96 ? [{ code: 'correlated', mark, direction, hasInertia }] : [];
	}
	if (durbinWatson >= 1.5 && durbinWatson <= 2.5) return [];
	return [{ code: 'correlated', mark, direction, hasInertia }];
}

/** Causes that cannot be told from none (an Almon lag by its sum), and signs against theory. */
function coefficientGrounds(
	equation: Behavioural,
	estimated: EstimatedFit,
	{ expectedSigns = {} }: FitContext,
): Ground[] {
	const grounds: Ground[] = [];
	const sizes = equation.terms.flatMap(({ coefficient, regressor }) => {
		const lags = equation.polynomialLags.find((one) => one.coefficient === coefficient)?.lags ?? 1;
		const weights = polynomialNames(coefficient, lags).map((name) => ({ coefficient: name, weight: 1 }));
		const size = sizeOf(weights, estimated);
		return regressor && size ? [{ coefficient, size }] : [];
	});
	const unsure = sizes.filter(({ size }) => isUncertain(size));
	if (unsure.length > 0) {
		const mark =
			unsure.length === sizes.length ? 'unusable' : 2 * unsure.length > sizes.length ? 'weak' : 'fair';
		grounds.push({ code: 'insignificant', mark, count: unsure.length, of: sizes.length });
	}
	const wrong = sizes.filter(({ coefficient, size }) => {
		const sign = Object.hasOwn(expectedSigns, coefficient) ? expectedSigns[coefficient]! : 0;
		return sign * size.value < 0;
	});
	if (wrong.length > 0) {
		const mark = wrong.every(({ size }) => isUncertain(size)) ? 'fair' : 'weak';
		grounds.push({ code: 'wrong-sign', mark, coefficients: wrong.map(({ coefficient }) => coefficient) });
	}
	return grounds;
}
