import { type EtsFit, EtsImpossible, estimateEts } from './ets-estimate.ts';
import { type EtsModel, etsFreedom } from './ets-model.ts';

export type EtsChoice = {
	/** Observations in a year; a season is looked for when it is 2 to 24. */
	period: number;
	criterion?: 'aicc' | 'aic' | 'bic';
	/** Also trends that multiply; not by default, for they run away. */
	multiplicativeTrend?: boolean;
};

/**
 * The models that are tried, in the order of R package forecast 8.20: all but those whose variance is not finite (additive errors with
 * anything multiplicative, and multiplicative trends with additive seasons); relative ones for positive series only.
 */
export function etsCandidates(positive: boolean, { period, multiplicativeTrend }: EtsChoice): EtsModel[] {
	const models: EtsModel[] = [];
	for (const error of ['A', 'M'] as const)
		for (const trend of ['N', 'A', 'M'] as const)
			for (const season of ['N', 'A', 'M'] as const)
				for (const damped of [true, false]) {
					if (trend === 'N' && damped) continue;
					if (trend === 'M' && (!multiplicativeTrend || error === 'A' || season === 'A')) continue;
					if (season !== 'N' && !(period >= 2 && period <= 24)) continue;
					if (error === 'A' && season === 'M') continue;
					if (!positive && (error === 'M' || season === 'M')) continue;
					models.push({ error, trend, season, damped, period });
				}
	return models;
}

/**
 * The model of exponential smoothing with the least information criterion (Hyndman, Koehler, Snyder and Grose 2002; R's `ets`).
 * A constant series and one of too few observations for any choice have the simplest model that can be had.
 * @param y n ≥ 1 numbers without gaps
 * @throws EtsImpossible when no model can be estimated: less than four observations
 */
export function chooseEts(y: Float64Array, choice: EtsChoice): EtsFit {
	const { criterion = 'aicc' } = choice;
	const positive = y.every((x) => x > 0);
	let best: EtsFit | undefined;
	for (const model of etsCandidates(positive, choice)) {
		if (etsFreedom(model) >= y.length - 1) continue;
		try {
			const fit = estimateEts(y, model);
			if (fit[criterion] < (best?.[criterion] ?? Number.POSITIVE_INFINITY)) best = fit;
		} catch (error) {
			if (!(error instanceof EtsImpossible)) throw error;
		}
	}
	if (!best) throw new EtsImpossible(`${y.length} observations are too few for exponential smoothing`);
	return best;
}
