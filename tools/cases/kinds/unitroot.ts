import { augmentedDickeyFuller, type Deterministic } from '#numerics/forecast/unit-roots/dickey-fuller.ts';
import { kpss } from '#numerics/forecast/unit-roots/kpss.ts';
import { phillipsPerron } from '#numerics/forecast/unit-roots/phillips-perron.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import type { Questions } from '../questions.ts';
import { type SeriesInput, seriesOf } from './series.ts';

type Input = Case & { series: SeriesInput; questions?: Questions };

/** Where a case does not say which tests it asks for: these, with these lags. */
const usual = {
	adf: [
		{ type: 'none', lags: 1 },
		{ type: 'drift', lags: 2 },
		{ type: 'trend', lags: 4 },
	],
	kpss: [
		{ type: 'mu', lag: 4 },
		{ type: 'tau', lag: 8 },
	],
	pp: { model: 'constant', lag: 4 },
};

/** Tests of a unit root, and of its absence. */
export const unitroot: Kind = {
	answer(input) {
		const { series, questions } = input as Input;
		const { values } = seriesOf(series);
		const { adf, kpss: stationary, pp } = { ...usual, ...questions };
		return {
			adf: adf.map(({ type, lags }) => {
				const found = augmentedDickeyFuller(values, type as Deterministic, lags);
				return {
					type,
					lags,
					statistic: found.map((one) => one.statistic),
					names: found.map((one) => one.name),
					criticalValues: found.map((one) => one.criticalValues),
					criticalLevels: ['1pct', '5pct', '10pct'],
				};
			}),
			kpss: stationary.map((one) => ({ ...one, ...kpss(values, one.type as 'mu' | 'tau', one.lag) })),
			pp: { ...pp, ...phillipsPerron(values, pp.model as 'constant' | 'trend', pp.lag) },
		};
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-8)) };
	},
};
