/** What the replicas of one variable in one period come to; those that were not solved are left out. */
export type Spread = { mean: number; sd: number; quantile(share: number): number };

/**
 * Mean, standard deviation (n − 1) and quantiles with linear interpolation (type 7 of Hyndman and Fan 1996, The American
 * Statistician 50).
 */
export function spreadOf(values: Float64Array): Spread {
	let solved = values.slice();
	let sum = total(solved);
	if (Number.isNaN(sum)) {
		solved = values.filter((one) => !Number.isNaN(one));
		sum = total(solved);
	}
	const n = solved.length;
	const mean = sum / n;
	let squares = 0;
	for (let i = 0; i < n; i++) squares += (solved[i]! - mean) ** 2;
	return {
		mean,
		sd: Math.sqrt(squares / (n - 1)),
		quantile(share) {
			if (n === 0) return Number.NaN;
			const at = (n - 1) * share;
			const below = Math.floor(at);
			const low = select(solved, below);
			if (at === below) return low;
			let high = Number.POSITIVE_INFINITY;
			for (let i = below + 1; i < n; i++) if (solved[i]! < high) high = solved[i]!;
			return low + (at - below) * (high - low);
		},
	};
}

function total(values: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]!;
	return sum;
}

/** The k-th smallest, from 0, by Hoare's quickselect; it is put in its place, smaller ones before it, larger ones after it. */
function select(values: Float64Array, k: number): number {
	let low = 0;
	let high = values.length - 1;
	while (low < high) {
		const pivot = values[(low + high) >> 1]!;
		let i = low - 1;
		let j = high + 1;
		for (;;) {
			do i++;
			while (values[i]! < pivot);
			do j--;
			while (values[j]! > pivot);
			if (i >= j) break;
			const kept = values[i]!;
			values[i] = values[j]!;
			values[j] = kept;
		}
		if (k <= j) high = j;
		else low = j + 1;
	}
	return values[k]!;
}
