import { putSeason, takeSeason } from './season-test.ts';

/**
 * Gaps (NaN) filled by straight lines between their neighbours, of the series without its season where it has one. Gaps at the ends take
 * the nearest value.
 * @returns a new series; of one without any observation nothing can be said
 */
export function fillGaps(values: Float64Array, period: number): Float64Array {
	if (!values.some(Number.isNaN)) return values;
	const plain = bridge(values);
	const season = takeSeason(plain, period);
	if (season.type === 'none') return plain;
	const adjusted = bridge(season.adjusted.map((one, t) => (Number.isNaN(values[t]!) ? Number.NaN : one)));
	const filled = putSeason(adjusted, season, 0);
	return values.map((one, t) => (Number.isNaN(one) ? filled[t]! : one));
}

function bridge(values: Float64Array): Float64Array {
	const filled = values.slice();
	let before = -1;
	for (let t = 0; t < filled.length; t++) {
		if (Number.isNaN(filled[t]!)) continue;
		for (let gap = before + 1; gap < t; gap++)
			filled[gap] =
				before < 0
					? filled[t]!
					: filled[before]! + ((filled[t]! - filled[before]!) * (gap - before)) / (t - before);
		before = t;
	}
	if (before >= 0) filled.fill(filled[before]!, before + 1);
	return filled;
}
