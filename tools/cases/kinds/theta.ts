import { theta as thetaMethod } from '#numerics/forecast/theta.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { forecastAnswer, type SeriesInput, seriesOf, withoutGaps } from './series.ts';

type Theta = Case & { series: SeriesInput; horizon: number };

/** The classical Theta method. */
export const theta: Kind = {
	answer(input) {
		const { series, horizon } = input as Theta;
		const given = seriesOf(series);
		const { forecast, alpha, drift } = thetaMethod({ ...given, values: withoutGaps(given.values) }, horizon);
		return { forecast: forecastAnswer(forecast), alpha, drift };
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-3)) };
	},
};
