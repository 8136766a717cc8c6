import { type EtsFit, estimateEts, etsWith } from './ets/estimate.ts';
import { etsModel } from './ets/model.ts';
import { slopeOf } from './ets/start.ts';
import { putSeason, takeSeason } from './season-test.ts';
import { type Forecast, normalForecast, type Series, seasonOf, usualLevels } from './series.ts';

export type Theta = { forecast: Forecast; alpha: number; drift: number };

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000) in the form of Hyndman and Billah (2003), as R's `thetaf`: simple smoothing of
 * the series without its season, with a drift of half the slope b of its line:
 *   ŷ(h) = l + b/2·(h − 1 + (1 − (1 − α)ⁿ)/α), standard error σ·√(1 + (h − 1)α²).
 * @param series without gaps, at least one observation
 */
export function theta({ values, frequency }: Series, horizon: number, levels = usualLevels): Theta {
	const n = values.length;
	const season = takeSeason(values, seasonOf({ values, frequency }));
	const simple = simpleSmoothing(season.adjusted);
	const alpha = Math.max(1e-10, simple.parameters.alpha);
	const drift = slopeOf(season.adjusted) / 2;
	const steps = Float64Array.from({ length: horizon }, (_, i) => i);
	const start = (1 - (1 - alpha) ** n) / alpha;
	const mean = steps.map((i) => simple.last.level + drift * (i + start));
	const se = steps.map((i) => Math.sqrt(simple.sigma2 * (1 + i * alpha ** 2)));
	return { forecast: normalForecast(putSeason(mean, season, n), se, levels), alpha, drift };
}

/** Simple exponential smoothing by least squares; where nothing can be estimated the last observation is all that is known. */
export function simpleSmoothing(y: Float64Array): EtsFit {
	const model = etsModel('ANN', 1);
	const constant = y.every((one) => one === y[0]);
	if (y.length > 3 && !constant) return estimateEts(y, model, { criterion: 'mse' });
	const parameters = { alpha: 0.99999, beta: 0, gamma: 0, phi: 1 };
	return etsWith(y, model, parameters, { level: y[0]!, trend: 0, season: Float64Array.of(0) });
}
