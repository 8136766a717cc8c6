import { type EtsFit, EtsImpossible, estimateEts } from './estimate.ts';
import { type EtsModel, etsFreedom } from './model.ts';

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
 * Of models that are all too large for the criterion the first, the simplest, is taken.
 * @param y n ≥ 4 numbers without gaps
 * @throws EtsImpossible when no model can be estimated
 */
export function chooseEts(y: Float64Array, choice: EtsChoice): EtsFit {
	const { criterion = 'aicc' } = choice;
	return etsFits(y, choice).reduce((best, one) => (one[criterion] < best[criterion] ? one : best));
}

/** All candidates that can be estimated, at least one. @throws EtsImpossible when there is none */
export function etsFits(y: Float64Array, choice: EtsChoice): EtsFit[] {
	const fits: EtsFit[] = [];
	const positive = y.every((x) => x > 0);
	for (const model of etsCandidates(positive, choice)) {
		if (etsFreedom(model) >= y.length - 1) continue;
		try {
			fits.push(estimateEts(y, model));
		} catch (error) {
			if (!(error instanceof EtsImpossible)) throw error;
		}
	}
	if (fits.length === 0)
		throw new EtsImpossible(`${y.length} observations are too few for exponential smoothing`);
	return fits;
}
