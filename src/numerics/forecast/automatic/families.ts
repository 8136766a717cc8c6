import { averageEts } from '../ets/average.ts';
import { etsName } from '../ets/model.ts';
import { optimisedTheta } from '../optimised-theta.ts';
import { putSeason, takeSeason } from '../season-test.ts';

/** What one method says: means and standard errors by horizon. */
export type Part = {
	/** The method and the model that it chose. */
	name: string;
	/** Worked out on logarithms, with relative errors. */
	logs: boolean;
	mean: Float64Array;
	se: Float64Array;
};

/**
 * A family of methods that may be part of a combination: on the series itself, on its logarithms or on both. Throws a RangeError or a
 * refusal of its own where it cannot be used.
 * @param y without gaps
 */
export type Family = (y: Float64Array, period: number, horizon: number) => Part[];

/**
 * The optimised Theta model, and also on logarithms where they can be taken and there is a year of periods: the few observations of years
 * hardly tell growth by shares from chance.
 */
export const thetaFamily: Family = (y, period, horizon) => {
	const season = takeSeason(y, period, { shrink: true });
	const put = (values: Float64Array) => putSeason(values, season, y.length);
	const own = optimisedTheta(season.adjusted, horizon);
	const se = own.variances.map(Math.sqrt);
	const part = {
		name: 'Theta',
		logs: false,
		mean: put(own.mean),
		se: season.type === 'multiplicative' ? put(se) : se,
	};
	if (!takesLogs(y, period)) return [part];
	const { mean, variances } = optimisedTheta(season.adjusted.map(Math.log), horizon);
	return [part, backFromLogs('Theta', put(mean.map(Math.exp)), variances)];
};

/** Exponential smoothing: all models together, each by how likely it is; those of relative errors know growth by shares. */
export const etsFamily: Family = (y, period, horizon) => {
	const { means, variances, best } = averageEts(y, horizon, { period });
	return [{ name: etsName(best.model), logs: false, mean: means, se: variances.map(Math.sqrt) }];
};

/** A season of more periods is too long for models of it. */
const longestSeason = 24;

/** A family whose models know short seasons only: a longer one is taken out before and put back after. */
export function withLongSeasons(family: Family): Family {
	return (y, period, horizon) => {
		if (period <= longestSeason) return family(y, period, horizon);
		const season = takeSeason(y, period, { shrink: true });
		const put = (values: Float64Array) => putSeason(values, season, y.length);
		return family(season.adjusted, 1, horizon).map((part) => ({
			...part,
			mean: put(part.mean),
			se: season.type === 'multiplicative' ? put(part.se) : part.se,
		}));
	};
}

/** Whether methods are put on logarithms too. */
export function takesLogs(y: Float64Array, period: number): boolean {
	return period > 1 && y.every((one) => one > 0);
}

/** Forecasts of logarithms put back: medians, errors in proportion to them. @param variances of the logarithms */
export function backFromLogs(name: string, mean: Float64Array, variances: Float64Array): Part {
	const se = mean.map((one, i) => one * Math.sqrt(variances[i]!));
	return { name: `${name} of logarithms`, logs: true, mean, se };
}

/** The probability within one standard error of a normal variable. */
export const oneError = 0.682689492137086;
