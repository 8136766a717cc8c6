import type { Deterministic } from '#numerics/multivariate/deterministic.ts';
import { grangerTest } from '#numerics/multivariate/granger.ts';
import { orthogonalResponses, varianceDecomposition } from '#numerics/multivariate/impulse-responses.ts';
import { selectLags } from '#numerics/multivariate/lag-selection.ts';
import { rootModuli } from '#numerics/multivariate/stability.ts';
import { lagMatrices, vectorAutoregression } from '#numerics/multivariate/var.ts';
import { forecastVar } from '#numerics/multivariate/var-forecast.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import type { Questions } from '../questions.ts';

type Spec = {
	lags: number;
	deterministic?: Deterministic;
	season?: number | null;
	horizon: number;
	level?: number;
	lagMax?: number;
};
type Var = Case & { series: Record<string, number[]>; spec: Spec; questions?: Questions };

/** What the cases select lags up to, where they do not say. */
const mostLags = 6;

/** Vector autoregressions, in the conventions of R's vars. */
export const vectorAutoregressions: Kind = {
	answer(input) {
		const { series, spec, questions } = input as Var;
		const names = Object.keys(series);
		const columns = names.map((name) => Float64Array.from(series[name]!));
		const options = {
			deterministic: spec.deterministic ?? 'const',
			...(spec.season ? { season: spec.season } : {}),
		};
		const fit = vectorAutoregression(names, columns, { ...options, lags: spec.lags });
		const matrices = lagMatrices(fit);
		const responses = orthogonalResponses(matrices, fit.residualCovariance, spec.horizon);
		const shares = varianceDecomposition(responses.slice(0, spec.horizon));
		const { aic, hq, sc } = selectLags(names, columns, options, spec.lagMax ?? mostLags);
		const byRegressor = (row: Float64Array) =>
			Object.fromEntries(fit.regressors.map((name, j) => [name, row[j]!]));
		const byName = <T>(of: (i: number) => T) => Object.fromEntries(names.map((name, i) => [name, of(i)]));
		const granger = byName((i) => ({ cause: names[i]!, ...grangerTest(fit, [i]) }));
		return {
			coefficients: byName((i) => byRegressor(fit.coefficients[i]!)),
			standardErrors: byName((i) => byRegressor(fit.standardErrors[i]!)),
			residualCovariance: fit.residualCovariance.map((row) => [...row]),
			logLik: fit.logLikelihood,
			rootModuli: [...rootModuli(matrices)],
			forecast: forecastOf(names, forecastVar(fit, spec.horizon, spec.level ?? 0.95)),
			irfOrthogonal: byName((j) => responses.map((theta) => theta.map((row) => row[j]!))),
			fevd: byName((i) => shares.map((share) => [...share[i]!])),
			selection: { aic: [...aic], hq: [...hq], sc: [...sc] },
			granger: granger[questions?.cause ?? names[Math.min(2, names.length - 1)]!],
			grangerByCause: granger,
		};
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-7, 1e-4)) };
	},
};

function forecastOf(names: readonly string[], forecasts: ReturnType<typeof forecastVar>) {
	return Object.fromEntries(
		forecasts.map(({ mean, lower, upper }, i) => [
			names[i],
			{ mean: [...mean], lower95: [...lower], upper95: [...upper] },
		]),
	);
}
