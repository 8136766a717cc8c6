import type { Bounds, Forecast } from './series.ts';

/** What a value can never be below or above: 0 for what is counted, 0 and 1 for shares. */
export type Limits = { lower?: number; upper?: number };

/**
 * Means and bounds that stay within limits: bounds are symmetric on the scale of ln(y − L) with a lower limit, −ln(U − y) with an upper one,
 * logit((y − L)/(U − L)) with both, and as wide there as ± half is at the mean. Away from the limit a bound of one limit is never farther
 * than twice that, for logarithms of what is nearly nothing know no end.
 */
export function within({ mean, bounds }: Forecast, limits: Limits): Forecast {
	const { lower: low = Number.NEGATIVE_INFINITY, upper: high = Number.POSITIVE_INFINITY } = limits;
	if (!(low < high)) throw new RangeError(`no value lies between ${low} and ${high}`);
	if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY) return { mean, bounds };
	const kept = mean.map((one) => Math.min(high, Math.max(low, one)));
	const bend = (one: Bounds): Bounds => {
		const halves = mean.map((middle, i) => Math.max(one.upper[i]! - middle, middle - one.lower[i]!));
		return {
			level: one.level,
			lower: kept.map((middle, i) => moved(middle, -halves[i]!, low, high)),
			upper: kept.map((middle, i) => moved(middle, halves[i]!, low, high)),
		};
	};
	return { mean: kept, bounds: bounds.map(bend) };
}

/** The middle moved by `by` on the bent scale. */
function moved(middle: number, by: number, low: number, high: number): number {
	if (by === 0) return middle;
	if (low > Number.NEGATIVE_INFINITY && high < Number.POSITIVE_INFINITY) {
		const share = (middle - low) / (high - low);
		// at a limit itself the bent scale has no place: a straight step into the room there is
		if (share <= 0 || share >= 1) return Math.min(high, Math.max(low, middle + by));
		const odds = (share / (1 - share)) * Math.exp(by / ((high - low) * share * (1 - share)));
		return odds === Number.POSITIVE_INFINITY ? high : low + ((high - low) * odds) / (1 + odds);
	}
	if (high < Number.POSITIVE_INFINITY) return -moved(-middle, -by, -high, Number.POSITIVE_INFINITY);
	const room = middle - low;
	if (room <= 0) return low + Math.max(0, by);
	return low + Math.min(room * Math.exp(by / room), room + 2 * Math.max(0, by));
}
