/**
 * Histograms of counts over ascending edges: bin 0 holds values below edges[0], bin i those in [edges[i-1], edges[i]), the last
 * bin those from the last edge on. They add up over territories and months, as medians do not. Zeros at the end may be cut off.
 */
export type Edges = readonly number[];

export function addCounts(into: number[], counts: readonly number[]): void {
	for (const [bin, count] of counts.entries()) into[bin] = (into[bin] ?? 0) + count;
}

export function totalOf(counts: readonly number[]): number {
	return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The least whole edge within which at least the share lies: "half were answered within 6 days". Values that are not in
 * the counts because they have not ended yet belong to `total` and count as longer than all others, so that an answer
 * that never came cannot make an authority look quick.
 * @returns null when the share is not reached below the last edge
 */
export function withinOf(
	counts: readonly number[],
	edges: Edges,
	share: number,
	total = totalOf(counts),
): number | null {
	if (total <= 0) return null;
	// shares like 0.9 of 10 are no exact numbers: a billionth less is as good
	const wanted = share * total - 1e-9;
	let seen = 0;
	for (let bin = 0; bin < edges.length; bin++) {
		seen += counts[bin] ?? 0;
		if (seen >= wanted) return edges[bin] as number;
	}
	return null;
}

/**
 * The quantile by linear interpolation within its bin, for values that are no whole numbers (hours).
 * Method: inverse of the piecewise linear distribution function (Hyndman and Fan 1996, type 4, on binned data).
 * @returns null when it lies in the last, open bin or beyond what has ended
 */
export function quantileOf(
	counts: readonly number[],
	edges: Edges,
	share: number,
	total = totalOf(counts),
): number | null {
	if (total <= 0) return null;
	const wanted = share * total;
	let seen = 0;
	for (let bin = 0; bin < edges.length; bin++) {
		const count = counts[bin] ?? 0;
		if (count > 0 && seen + count >= wanted - 1e-9) {
			const low = bin === 0 ? 0 : (edges[bin - 1] as number);
			return low + ((edges[bin] as number) - low) * Math.max(0, (wanted - seen) / count);
		}
		seen += count;
	}
	return null;
}
