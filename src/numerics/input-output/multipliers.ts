import type { Rows } from '../linear/cholesky.ts';
import { inverseOf, times, weightedSums } from './inverse.ts';

/**
 * What households earn of a unit of output, and how they spend a unit of income, a number a sector; `own`: what of a unit of income is
 * earned by households from households.
 */
export type Households = { wages: Float64Array; spending: Float64Array; own?: number };

/** Multipliers of one thing (output, jobs, wages), a number a sector. */
export type Multipliers = {
	/** Of the sector itself. */
	direct: Float64Array;
	/** With what it draws on: column sums weighted, e'L (simple, or type I over `direct`). */
	typeOne: Float64Array;
	/** With what is earned and spent again (total, or type II over `direct`); null when households are not known. */
	typeTwo: Float64Array | null;
};

/**
 * Leontief's inverse with households as one more sector, (I − [[A c] [w' h]])⁻¹ without its last row and column: the output of sectors
 * for final demand with what is earned spent again (Miller and Blair, Input-Output Analysis, 2nd ed., 2.5 and 6.2).
 * @throws UnusableTable when a unit of income earns itself again
 */
export function closedInverse(
	coefficients: Rows,
	{ wages, spending, own = 0 }: Households,
	sectors: readonly string[],
): Float64Array[] {
	const closed = coefficients.map((row, i) => Float64Array.of(...row, spending[i]!));
	closed.push(Float64Array.of(...wages, own));
	return inverseOf(closed, [...sectors, 'households'])
		.slice(0, -1)
		.map((row) => row.slice(0, -1));
}

/**
 * Multipliers of whatever comes with output (the same, 6.2): `perUnit` ones for output, jobs or wages for a unit of it.
 * @param leontief the open inverse
 * @param closed the inverse with households
 */
export function multipliersOf(perUnit: Float64Array, leontief: Rows, closed: Rows | null): Multipliers {
	return {
		direct: perUnit,
		typeOne: weightedSums(perUnit, leontief),
		typeTwo: closed && weightedSums(perUnit, closed),
	};
}

/** What comes of a change of final demand, a number a sector. */
export type DemandEffects = {
	/** What is asked for itself. */
	direct: Float64Array;
	/** What has to be made for that, (L − I)Δf. */
	indirect: Float64Array;
	/** What is made for what is earned by both, (L* − L)Δf; nothing when households are not known. */
	induced: Float64Array;
};

/** The output that a change of final demand asks of each sector; of jobs or wages by `scaled`. */
export function demandEffects(change: Float64Array, leontief: Rows, closed: Rows | null): DemandEffects {
	const open = times(leontief, change);
	const all = closed ? times(closed, change) : open;
	return {
		direct: change,
		indirect: open.map((one, i) => one - change[i]!),
		induced: all.map((one, i) => one - open[i]!),
	};
}

/** The same in jobs, wages or anything that comes with a unit of output. */
export function scaledEffects(effects: DemandEffects, perUnit: Float64Array): DemandEffects {
	const scaled = (of: Float64Array) => of.map((one, i) => one * perUnit[i]!);
	return {
		direct: scaled(effects.direct),
		indirect: scaled(effects.indirect),
		induced: scaled(effects.induced),
	};
}
