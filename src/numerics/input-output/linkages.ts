import type { Rows } from '../linear/cholesky.ts';
import { sumOf } from '../linear/vectors.ts';
import { inverseOf, times, weightedSums } from './inverse.ts';

/** A number a sector. */
export type Linkages = {
	/** Sums of the columns of Leontief's inverse: output of all for a unit of final demand (type I output multipliers). */
	backward: Float64Array;
	/** Sums of the rows of Ghosh's inverse: output of all for a unit of primary input. */
	forward: Float64Array;
	/** Column sums of Leontief's inverse over their mean: above 1, a sector draws on others more than most. */
	backwardNormalized: Float64Array;
	/** Row sums of Leontief's inverse over their mean (Rasmussen's sensitivity of dispersion). */
	forwardNormalized: Float64Array;
};

/** Linkages of sectors (Miller and Blair, Input-Output Analysis, 2nd ed., 12.2; Rasmussen 1956). */
export function linkagesOf(leontief: Rows, ghosh: Rows): Linkages {
	const ones = new Float64Array(leontief.length).fill(1);
	const backward = weightedSums(ones, leontief);
	return {
		backward,
		forward: times(ghosh, ones),
		backwardNormalized: overMean(backward),
		forwardNormalized: overMean(times(leontief, ones)),
	};
}

/**
 * What the output of all would lose without a sector that neither bought from nor sold to the others, nor met final demand: a number a
 * sector (hypothetical extraction; Miller and Blair, 12.2.6; Dietzenbacher and van der Linden 1997).
 */
export function extractionLosses(
	coefficients: Rows,
	finalDemand: Float64Array,
	sectors: readonly string[],
): Float64Array {
	const whole = sumOf(times(inverseOf(coefficients, sectors), finalDemand));
	return Float64Array.from(sectors, (_, k) => {
		const kept = sectors.map((_, i) => i).filter((i) => i !== k);
		if (kept.length === 0) return whole;
		const rest = kept.map((i) => Float64Array.from(kept, (j) => coefficients[i]![j]!));
		const demand = Float64Array.from(kept, (i) => finalDemand[i]!);
		const names = kept.map((i) => sectors[i]!);
		return whole - sumOf(times(inverseOf(rest, names), demand));
	});
}

function overMean(values: Float64Array): Float64Array {
	const mean = sumOf(values) / values.length;
	return values.map((one) => one / mean);
}
