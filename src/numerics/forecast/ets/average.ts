import { type EtsChoice, etsFits } from './choose.ts';
import type { EtsFit } from './estimate.ts';
import { etsMoments, type Moments } from './variance.ts';

/**
 * Forecasts of all candidates weighed by exp(−Δ/2), Δ how far the criterion is above the least (weights of Akaike; Kolassa 2011, who shows
 * that they beat the choice of one). The variance is that of the mixture: of the models, and of how far they differ.
 * @throws EtsImpossible when no model can be estimated
 */
export function averageEts(y: Float64Array, h: number, choice: EtsChoice): Moments & { best: EtsFit } {
	const { criterion = 'aicc' } = choice;
	const fits = etsFits(y, choice);
	const best = fits.reduce((least, one) => (one[criterion] < least[criterion] ? one : least));
	const likely = fits.flatMap((fit) => {
		const weight = fit === best ? 1 : Math.exp((best[criterion] - fit[criterion]) / 2);
		// those that are far from likely say nothing; those without formulas are not among the candidates
		const moments = weight > 1e-4 ? etsMoments(fit, h) : undefined;
		return moments ? [{ weight, ...moments }] : [];
	});
	const sum = likely.reduce((all, { weight }) => all + weight, 0);
	const means = new Float64Array(h);
	for (const one of likely) for (let i = 0; i < h; i++) means[i]! += (one.weight / sum) * one.means[i]!;
	const variances = new Float64Array(h);
	for (const one of likely)
		for (let i = 0; i < h; i++)
			variances[i]! +=
				(one.weight / sum) * (Math.max(0, one.variances[i]!) + (one.means[i]! - means[i]!) ** 2);
	return { means, variances, best };
}
