import { augmentedDickeyFuller, type Deterministic } from '#numerics/forecast/unit-roots/dickey-fuller.ts';
import { kpss } from '#numerics/forecast/unit-roots/kpss.ts';
import { phillipsPerron } from '#numerics/forecast/unit-roots/phillips-perron.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { type SeriesInput, seriesOf } from './series.ts';

type Input = Case & { series: SeriesInput };

/** Cases do not say which tests they ask for: these, with these lags. */
const dickeyFuller: readonly (readonly [Deterministic, number])[] = [
	['none', 1],
	['drift', 2],
	['trend', 4],
];

/** Tests of a unit root, and of its absence. */
export const unitroot: Kind = {
	answer(input) {
		const { values } = seriesOf((input as Input).series);
		return {
			adf: dickeyFuller.map(([type, lags]) => {
				const found = augmentedDickeyFuller(values, type, lags);
				return {
					type,
					lags,
					statistic: found.map((one) => one.statistic),
					names: found.map((one) => one.name),
					criticalValues: found.map((one) => one.criticalValues),
					criticalLevels: ['1pct', '5pct', '10pct'],
				};
			}),
			kpss: [
				{ type: 'mu', lag: 4, ...kpss(values, 'mu', 4) },
				{ type: 'tau', lag: 8, ...kpss(values, 'tau', 8) },
			],
			pp: { model: 'constant', lag: 4, ...phillipsPerron(values, 'constant', 4) },
		};
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-8)) };
	},
};
