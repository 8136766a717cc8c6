/** Symmetric mean absolute percentage error, mean of 200|y − f|/(|y| + |f|); where both are 0 nothing is missed. */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
	return meanOver(actual, (y, i) => {
		const size = Math.abs(y) + Math.abs(forecast[i]!);
		return size === 0 ? 0 : (200 * Math.abs(y - forecast[i]!)) / size;
	});
}

/**
 * The mean absolute change from one year to the next: the scale of MASE and MSIS (Hyndman and Koehler 2006). NaN for less than a year and
 * one observation.
 */
export function seasonalScale(train: ArrayLike<number>, period: number): number {
	let sum = 0;
	for (let t = period; t < train.length; t++) sum += Math.abs(train[t]! - train[t - period]!);
	return sum / (train.length - period);
}

/** Mean absolute error by the seasonal scale. */
export function mase(actual: ArrayLike<number>, forecast: ArrayLike<number>, scale: number): number {
	return meanOver(actual, (y, i) => Math.abs(y - forecast[i]!)) / scale;
}

/** The share of values within their bounds. */
export function coverage(
	actual: ArrayLike<number>,
	lower: ArrayLike<number>,
	upper: ArrayLike<number>,
): number {
	return meanOver(actual, (y, i) => (y >= lower[i]! && y <= upper[i]! ? 1 : 0));
}

/**
 * Mean scaled interval score (Gneiting and Raftery 2007; the M4 competition): width and 2/α times what lies outside, by the seasonal scale.
 * @param level of the bounds, 1 − α
 */
export function msis(
	actual: ArrayLike<number>,
	lower: ArrayLike<number>,
	upper: ArrayLike<number>,
	scale: number,
	level: number,
): number {
	const penalty = 2 / (1 - level);
	const score = meanOver(actual, (y, i) => {
		const [low, high] = [lower[i]!, upper[i]!];
		return high - low + penalty * (Math.max(0, low - y) + Math.max(0, y - high));
	});
	return score / scale;
}

function meanOver(actual: ArrayLike<number>, of: (y: number, i: number) => number): number {
	let sum = 0;
	for (let i = 0; i < actual.length; i++) sum += of(actual[i]!, i);
	return sum / actual.length;
}
