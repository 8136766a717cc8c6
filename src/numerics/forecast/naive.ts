import { studentQuantile } from '../distributions/quantiles.ts';
import { sumOf } from '../linear/vectors.ts';
import { boundsOf, type Forecast, normalForecast, type Series, seasonOf, usualLevels } from './series.ts';

/*
 * The simple methods that every other must beat (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2
 * and 5.5). Missing values are passed over.
 */

/** The last observation goes on: ŷ(h) = y(T), variance h·σ², σ² = mean of squared changes. */
export function naive(series: Series, horizon: number, levels = usualLevels): Forecast {
	return lagWalk(series.values, 1, false, horizon, levels);
}

/** The last season repeats: ŷ(h) = y(T + h − m·k), k = ⌈h/m⌉, variance k·σ². Without a season it is `naive`. */
export function seasonalNaive(series: Series, horizon: number, levels = usualLevels): Forecast {
	return lagWalk(series.values, seasonOf(series), false, horizon, levels);
}

/** The last observation and the mean change b: ŷ(h) = y(T) + h·b, variance h·σ² + (h·se(b))². */
export function drift(series: Series, horizon: number, levels = usualLevels): Forecast {
	return lagWalk(series.values, 1, true, horizon, levels);
}

/** The mean: ŷ(h) = ȳ, standard error s·√(1 + 1/n), bounds by Student's t with n − 1. */
export function mean(series: Series, horizon: number, levels = usualLevels): Forecast {
	const seen = series.values.filter((one) => !Number.isNaN(one));
	if (seen.length === 0) throw new RangeError('no observations');
	const n = seen.length;
	const middle = sumOf(seen) / n;
	const spread = n > 1 ? Math.sqrt(sumOf(seen.map((one) => (one - middle) ** 2)) / (n - 1)) : 0;
	return boundsOf(
		new Float64Array(horizon).fill(middle),
		new Float64Array(horizon).fill(spread * Math.sqrt(1 + 1 / n)),
		levels,
		(p) => (n > 1 ? studentQuantile(p, n - 1) : 0),
	);
}

function lagWalk(
	values: Float64Array,
	lag: number,
	drifts: boolean,
	horizon: number,
	levels: readonly number[],
): Forecast {
	// a gap takes what stood a season before, so that the last season is whole
	const known = values.slice();
	for (let t = lag; t < known.length; t++) if (Number.isNaN(known[t]!)) known[t] = known[t - lag]!;
	const changes: number[] = [];
	for (let t = lag; t < values.length; t++) {
		const change = values[t]! - known[t - lag]!;
		if (!Number.isNaN(change)) changes.push(change);
	}
	const last = lastKnown(known);
	const n = changes.length;
	const step = drifts && n > 0 ? sumOf(changes) / n : 0;
	const squares = sumOf(changes.map((one) => (one - step) ** 2));
	const variance = drifts ? (n > 1 ? squares / (n - 1) : 0) : n > 0 ? squares / n : 0;
	const stepVariance = drifts && n > 0 ? variance / n : 0;
	const future = new Float64Array(horizon);
	const se = new Float64Array(horizon);
	for (let h = 0; h < horizon; h++) {
		const steps = Math.floor(h / lag) + 1;
		const from = known[known.length - lag + (h % lag)];
		future[h] = (from === undefined || Number.isNaN(from) ? last : from) + steps * step;
		se[h] = Math.sqrt(variance * steps + steps * steps * stepVariance);
	}
	return normalForecast(future, se, levels);
}

function lastKnown(values: Float64Array): number {
	for (let t = values.length - 1; t >= 0; t--) if (!Number.isNaN(values[t]!)) return values[t]!;
	throw new RangeError('no observations');
}
