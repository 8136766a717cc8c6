import type { Rows } from '../linear/cholesky.ts';
import { UnusableTable } from './table.ts';

export type RegionalCoefficients = {
	/** Simple quotients: the sector's share of the region over its share of the nation. */
	slq: Float64Array;
	/** λ = log₂(1 + xʳ/xⁿ)^δ. */
	lambda: number;
	/** Rows of the nation's A by min(1, SLQᵢ). */
	bySlq: Float64Array[];
	/** By min(1, SLQᵢ/SLQⱼ), on the diagonal by min(1, SLQᵢ). */
	byCilq: Float64Array[];
	/** By min(1, λ·CILQ) of Flegg and Webber (1997), SLQ in place of CILQ on the diagonal. */
	byFlq: Float64Array[];
};

/**
 * Coefficients of a region from those of its nation by location quotients (Flegg and Webber, Regional Studies 31, 1997; Miller and Blair,
 * Input-Output Analysis, 2nd ed., 8.2): a sector that is smaller here than in the nation cannot sell as much of what others need.
 * @param delta δ of FLQ, 0 ≤ δ < 1; the larger, the more is bought outside
 * @throws UnusableTable when a sector has output in the region but none in the nation, or a negative one
 */
export function regionalCoefficients(
	sectors: readonly string[],
	national: Rows,
	nationalOutput: Float64Array,
	regionalOutput: Float64Array,
	delta: number,
): RegionalCoefficients {
	const nation = totalOf(sectors, nationalOutput);
	const region = totalOf(sectors, regionalOutput);
	const slq = regionalOutput.map((x, i) => {
		if (x === 0) return 0;
		if (nationalOutput[i] === 0)
			throw new UnusableTable(sectors[i]!, 'it has output in the region, none in the nation');
		return x / region / (nationalOutput[i]! / nation);
	});
	const lambda = Math.log2(1 + region / nation) ** delta;
	const cilq = (i: number, j: number) => (i === j ? slq[i]! : slq[i] === 0 ? 0 : slq[i]! / slq[j]!);
	const by = (quotient: (i: number, j: number) => number) =>
		national.map((row, i) => row.map((a, j) => a * Math.min(1, quotient(i, j))));
	return {
		slq,
		lambda,
		bySlq: by((i) => slq[i]!),
		byCilq: by(cilq),
		byFlq: by((i, j) => lambda * cilq(i, j)),
	};
}

function totalOf(sectors: readonly string[], output: Float64Array): number {
	for (const [i, x] of output.entries())
		if (!(x >= 0)) throw new UnusableTable(sectors[i]!, 'its output is negative or missing');
	const total = output.reduce((sum, one) => sum + one, 0);
	if (total === 0) throw new UnusableTable(sectors[0] ?? '', 'no sector has any output');
	return total;
}
