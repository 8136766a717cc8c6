import { phillipsOuliaris, residualDickeyFuller } from '#numerics/multivariate/cointegration-tests.ts';
import {
	type DynamicEquation,
	estimateDynamic,
	readDynamicEquation,
} from '#numerics/multivariate/dynamic-equation.ts';
import { longRunEffect } from '#numerics/multivariate/long-run.ts';
import type { RegressionSummary } from '#numerics/multivariate/regression-summary.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';

type ErrorCorrection = Case & {
	transform?: string | null;
	series: Record<string, { values: number[] }>;
	models?: Record<string, string>;
};

/** Cointegration of two series: the relation, its correction, and tests of it. */
export const errorCorrection: Kind = {
	answer(input) {
		const { series: given, transform, models } = input as ErrorCorrection;
		const series = new Map<string, Float64Array>(
			Object.entries(given).map(([name, { values }]) => [
				name,
				Float64Array.from(values, transform === 'log' ? Math.log : (x) => x),
			]),
		);
		const names = [...series.keys()];
		const [y = '', ...others] = names;
		const plain = { change: false, lag: 0 };
		const read = (name: string, otherwise: DynamicEquation) =>
			models?.[name] ? readDynamicEquation(models[name], [...names, 'u']) : otherwise;
		const left = { ...plain, name: y };
		const nowAndBefore = (change: boolean) => others.map((name) => ({ name, change, lag: 0 }));
		const before = (of: string[]) => of.map((name) => ({ ...plain, name, lag: 1 }));
		const change = { ...left, change: true };
		const longRunEquation = read('longRun', { left, constant: true, right: nowAndBefore(false) });
		const longRun = estimateDynamic(longRunEquation, series);
		const withResidual = new Map(series).set('u', longRun.residuals);
		const shortRun = read('shortRun', {
			left: change,
			constant: true,
			right: [...nowAndBefore(true), ...before(['u']), { ...change, lag: 1 }],
		});
		const oneStep = read('oneStep', {
			left: change,
			constant: true,
			right: [...nowAndBefore(true), ...before(names)],
		});
		const ardlEquation = read('ardl', {
			left,
			constant: true,
			right: [...before([y]), ...nowAndBefore(false), ...before(others)],
		});
		const ardl = estimateDynamic(ardlEquation, series);
		const effect = longRunEffect(ardlEquation, ardl, others[0]!);
		return {
			longRun: told(longRun),
			shortRun: told(estimateDynamic(shortRun, withResidual)),
			oneStep: told(estimateDynamic(oneStep, series)),
			ardl: told(ardl),
			ardlLongRun: { coefficient: effect.coefficient, standardErrorDelta: effect.standardError },
			residualADF: residualDickeyFuller(longRun.residuals, 1),
			phillipsOuliaris: phillipsOuliaris(longRun.residuals),
		};
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-7, 1e-4)) };
	},
};

function told(fit: RegressionSummary) {
	const byName = (values: Float64Array) => Object.fromEntries(fit.names.map((name, i) => [name, values[i]!]));
	return {
		coefficients: byName(fit.coefficients),
		standardErrors: byName(fit.standardErrors),
		tStatistics: byName(fit.tStatistics),
		rSquared: fit.rSquared,
		sigma: fit.standardErrorOfRegression,
		residualSS: fit.residualSS,
		df: fit.df,
		durbinWatson: fit.durbinWatson,
		logLik: fit.logLikelihood,
	};
}
