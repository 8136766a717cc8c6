import { type ArimaSpec, fitArima, type Regressor, standardErrors } from '#numerics/forecast/arima/fit.ts';
import { forecastArima } from '#numerics/forecast/arima/forecast.ts';
import type { Case, Difference, Kind } from '../case.ts';
import { differences } from '../compare.ts';
import type { Questions } from '../questions.ts';
import { forecastAnswer, type SeriesInput, seriesOf } from './series.ts';

type Triple = [number, number, number];
type Arima = Case & {
	transform?: string | number | null;
	series: SeriesInput;
	spec: { order: Triple; seasonal?: Triple | null; period?: number; mean?: boolean; drift?: boolean };
	xreg?: { names?: string[]; past: number[][]; future: number[][] } | null;
	horizon: number;
	questions?: Questions;
};

const methods = ['ML', 'CSS'] as const;

/** Regression with ARIMA errors by maximum likelihood and by conditional sums of squares. */
export const arima: Kind = {
	answer(input) {
		const { transform, series, spec: asked, xreg, horizon, questions } = input as Arima;
		const { values, frequency } = seriesOf(series);
		const y = values.map(transformed(transform));
		const [p, d, q] = asked.order;
		const [P, D, Q] = asked.seasonal ?? [0, 0, 0];
		const names = namesOf(xreg, questions?.regressors);
		const column = (rows: number[][], i: number) => Float64Array.from(rows, (row) => row[i]!);
		const regressors: Regressor[] = names.map((name, i) => ({ name, values: column(xreg!.past, i) }));
		const future = Object.fromEntries(names.map((name, i) => [name, column(xreg!.future, i)]));
		const spec: ArimaSpec = {
			order: { p, d, q, P, D, Q, period: asked.period ?? Math.max(1, Math.round(frequency)) },
			mean: asked.mean,
			drift: asked.drift,
			regressors,
		};
		const answerOf = (method: (typeof methods)[number]) => {
			const model = fitArima(y, spec, method);
			const errors = standardErrors(y, spec, model);
			const named = model.coefficients.map((one) => one.name);
			return {
				coefficients: Object.fromEntries(model.coefficients.map((one) => [one.name, one.value])),
				standardErrors: Object.fromEntries(named.map((name, i) => [name, errors[i]])),
				sigma2: model.sigma2,
				logLik: model.logLik,
				aic: model.aic,
				aicc: model.aicc,
				bic: model.bic,
				residualsFirst20: [...model.residuals.subarray(0, 20)],
				forecast: forecastAnswer(forecastArima(model, horizon, future)),
			};
		};
		return Object.fromEntries(methods.map((method) => [method, answerOf(method)]));
	},
	compare(answer, input) {
		const all: Difference[] = [];
		const gains: string[] = [];
		for (const method of methods) {
			const expected = (input.expected as Record<string, Estimate | undefined>)[method];
			if (!expected) continue;
			const given = (answer as Record<string, Estimate>)[method]!;
			const gain = given.logLik - expected.logLik;
			gains.push(`${method} ${gain >= 0 ? '+' : ''}${gain.toFixed(4)}`);
			all.push(
				...differences(
					byPlace(given),
					byPlace(expected),
					(a, b, path) => errorOf(a, b, path, expected),
					method,
				),
			);
		}
		return { differences: all, figure: `logLik ${gains.join(', ')}` };
	},
};

type Estimate = {
	logLik: number;
	sigma2: number;
	coefficients: Record<string, number>;
	standardErrors: Record<string, number>;
	forecast: { mean: number[] };
};

/** Names of regressors are not in the case: their coefficients are compared by place. */
function byPlace(estimate: Estimate): unknown {
	const { coefficients, standardErrors, ...rest } = estimate;
	return {
		...rest,
		coefficients: Object.values(coefficients),
		standardErrors: Object.values(standardErrors),
	};
}

function errorOf(answer: number, expected: number, path: string, of: Estimate): number {
	const off = Math.abs(answer - expected);
	// a likelihood that is higher is no fault
	if (path.endsWith('logLik')) return Math.max(0, expected - answer) / 0.01;
	if (/aicc?$|bic$/.test(path)) return Math.max(0, answer - expected) / 0.02;
	if (path.includes('forecast')) {
		const level = of.forecast.mean.reduce((sum, one) => sum + Math.abs(one), 0) / of.forecast.mean.length;
		return off / (0.005 * level);
	}
	if (path.includes('residuals')) return off / (0.01 * Math.sqrt(of.sigma2));
	if (path.includes('standardErrors')) return off / (0.02 * Math.abs(expected));
	// to three digits, and what lies within a thirtieth of its standard error is the same estimate
	const place = Number(path.split('.').at(-1));
	const error = Object.values(of.standardErrors)[place] ?? 0;
	if (path.includes('coefficients')) return off / Math.max(0.002 * Math.abs(expected), error / 30);
	return off / (0.003 * Math.abs(expected));
}

function namesOf(xreg: Arima['xreg'], asked: readonly string[] = []): string[] {
	const width = xreg?.past[0]?.length ?? 0;
	const given = xreg?.names ?? (asked.length === width ? asked : []);
	return Array.from({ length: width }, (_, i) => given[i] ?? (width === 1 ? 'xreg' : `xreg${i + 1}`));
}

function transformed(transform: Arima['transform']): (value: number) => number {
	if (transform === 'log') return Math.log;
	if (transform === 'sqrt') return Math.sqrt;
	if (typeof transform === 'number' && transform !== 1)
		return transform === 0 ? Math.log : (value) => (value ** transform - 1) / transform;
	if (transform === null || transform === undefined || transform === 'none' || transform === 1)
		return (value) => value;
	throw new RangeError(`unknown transform: ${transform}`);
}
