import { drift, mean, naive, seasonalNaive } from '#numerics/forecast/naive.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { forecastAnswer, type SeriesInput, seriesOf } from './series.ts';

type Simple = Case & { series: SeriesInput; horizon: number };

/** The naive family with its bounds. */
export const simple: Kind = {
	answer(input) {
		const { series, horizon } = input as Simple;
		const given = seriesOf(series);
		const methods = { naive, snaive: seasonalNaive, drift, mean };
		return Object.fromEntries(
			Object.entries(methods).map(([name, method]) => [name, forecastAnswer(method(given, horizon))]),
		);
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-8, 1e-3)) };
	},
};
