import { type JohansenOptions, johansen } from '#numerics/multivariate/johansen.ts';
import { johansenCritical } from '#numerics/multivariate/johansen-critical.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';

type Cointegration = Case & {
	series: Record<string, number[]>;
	spec: {
		lagsInLevels: number;
		deterministic: JohansenOptions['deterministic'];
		seasonalDummies?: number | null;
		form?: JohansenOptions['form'] | null;
	};
};

/** Johansen's tests of cointegration, in the conventions of R's urca. */
export const johansenTests: Kind = {
	answer(input) {
		const { series, spec } = input as Cointegration;
		const names = Object.keys(series);
		const columns = names.map((name) => Float64Array.from(series[name]!));
		const test = johansen(names, columns, {
			lags: spec.lagsInLevels,
			deterministic: spec.deterministic ?? 'none',
			form: spec.form ?? 'longrun',
			...(spec.seasonalDummies ? { season: spec.seasonalDummies } : {}),
		});
		const critical = johansenCritical(test.options.deterministic, names.length);
		return {
			eigenvalues: [...test.eigenvalues],
			trace: [...test.trace],
			maxEigen: [...test.maxEigen],
			traceCritical: critical.trace,
			maxEigenCritical: critical.maxEigen,
			criticalLevels: ['10pct', '5pct', '1pct'],
			beta: test.beta.map((row) => [...row]),
			loadings: test.loadings.map((row) => [...row]),
		};
	},
	compare(answer, input) {
		// the last eigenvalue of a constant or trend within is zero, and so are its loadings
		return { differences: differences(answer, input.expected, within(1e-7, 1e-4)) };
	},
};
