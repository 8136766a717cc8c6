import { quantileOf } from '../sample-quantile.ts';
import { type Forecast, normalForecast, usualLevels } from '../series.ts';
import type { EtsFit } from './estimate.ts';
import { etsMeans } from './recursion.ts';
import { simulateEts } from './simulate.ts';
import { etsMoments } from './variance.ts';

export type EtsForecastOptions = {
	levels?: readonly number[];
	/** Of the simulated paths of models without formulas. */
	seed?: number;
	paths?: number;
	/** As R package forecast 8.20 does, see `etsMoments`. */
	peer?: boolean;
};

/** Forecasts of h periods with bounds: by formulas where there are any (`etsMoments`), else from simulated paths. */
export function forecastEts(
	fit: EtsFit,
	h: number,
	{ levels = usualLevels, seed = 1, paths = 5000, peer = false }: EtsForecastOptions = {},
): Forecast {
	const moments = etsMoments(fit, h, { peer });
	if (moments) {
		// a variance of nothing may come out below zero by rounding
		const se = moments.variances.map((one) => Math.sqrt(Math.max(0, one)));
		return normalForecast(moments.means, se, levels);
	}
	const drawn = simulateEts(fit, h, paths, seed).map((one) => one.sort());
	const at = (p: number) => Float64Array.from(drawn, (sorted) => quantileOf(sorted, p));
	return {
		mean: etsMeans(fit.model, fit.parameters, fit.last, h),
		bounds: levels.map((level) => ({ level, lower: at(0.5 - level / 2), upper: at(0.5 + level / 2) })),
	};
}
