import { type Columns, leastSquares } from '../../linear/least-squares.ts';

export type Deterministic = 'none' | 'drift' | 'trend';

/** A statistic beside the values it must pass to reject at 1, 5 and 10 %. */
export type UnitRootStatistic = { name: string; statistic: number; criticalValues: number[] };

type Table = readonly (readonly [number, number, number])[];

/** Fuller 1976 and Dickey and Fuller 1981 by Hamilton, Time Series Analysis, tables B.6, B.7: 25, 50, 100, 250, 500 and more. */
const tables: Readonly<Record<string, Table>> = {
	tau1: [
		[-2.66, -1.95, -1.6],
		[-2.62, -1.95, -1.61],
		[-2.6, -1.95, -1.61],
		[-2.58, -1.95, -1.62],
		[-2.58, -1.95, -1.62],
		[-2.58, -1.95, -1.62],
	],
	tau2: [
		[-3.75, -3, -2.63],
		[-3.58, -2.93, -2.6],
		[-3.51, -2.89, -2.58],
		[-3.46, -2.88, -2.57],
		[-3.44, -2.87, -2.57],
		[-3.43, -2.86, -2.57],
	],
	phi1: [
		[7.88, 5.18, 4.12],
		[7.06, 4.86, 3.94],
		[6.7, 4.71, 3.86],
		[6.52, 4.63, 3.81],
		[6.47, 4.61, 3.79],
		[6.43, 4.59, 3.78],
	],
	tau3: [
		[-4.38, -3.6, -3.24],
		[-4.15, -3.5, -3.18],
		[-4.04, -3.45, -3.15],
		[-3.99, -3.43, -3.13],
		[-3.98, -3.42, -3.13],
		[-3.96, -3.41, -3.12],
	],
	phi2: [
		[8.21, 5.68, 4.67],
		[7.02, 5.13, 4.31],
		[6.5, 4.88, 4.16],
		[6.22, 4.75, 4.07],
		[6.15, 4.71, 4.05],
		[6.09, 4.68, 4.03],
	],
	phi3: [
		[10.61, 7.24, 5.91],
		[9.31, 6.73, 5.61],
		[8.73, 6.49, 5.47],
		[8.43, 6.49, 5.47],
		[8.34, 6.3, 5.36],
		[8.27, 6.25, 5.34],
	],
};

/**
 * The augmented test of Dickey and Fuller (Said and Dickey 1984): Δy(t) = [a + bt] + πy(t−1) + Σγᵢ Δy(t−i) + e. τ is the t-statistic
 * of π = 0; φ are F-statistics: of π = a = 0 (φ1), π = b = 0 (φ3), π = a = b = 0 (φ2).
 * @param y T numbers; gaps are passed over
 * @param lags differences on the right side
 * @throws RangeError when there are too few observations
 */
export function augmentedDickeyFuller(
	y: Float64Array,
	type: Deterministic,
	lags: number,
): UnitRootStatistic[] {
	const seen = y.filter((one) => !Number.isNaN(one));
	const changes = seen.slice(1).map((one, t) => one - seen[t]!);
	const rows = changes.length - lags;
	if (rows <= lags + 3)
		throw new RangeError(`${seen.length} observations are too few for the test with ${lags} lags`);
	const left = changes.slice(lags);
	const lagged = Array.from({ length: lags }, (_, i) => changes.slice(lags - 1 - i, lags - 1 - i + rows));
	const level = seen.slice(lags, lags + rows);
	const one = new Float64Array(rows).fill(1);
	const time = Float64Array.from({ length: rows }, (_, t) => t + lags + 1);
	const deterministic = { none: [], drift: [one], trend: [one, time] }[type];
	const columns: Columns = [level, ...deterministic, ...lagged];
	const full = leastSquares(columns, left);
	const df = rows - columns.length;
	const variance = full.sumOfSquares / df;
	const tau = full.coefficients[0]! / Math.sqrt(variance * full.unscaledCovariance[0]![0]!);
	const fOf = (kept: Columns, count: number) => {
		const without = kept.length > 0 ? leastSquares(kept, left).sumOfSquares : squares(left);
		return (without - full.sumOfSquares) / count / variance;
	};
	const found: [string, number][] =
		type === 'none'
			? [['tau1', tau]]
			: type === 'drift'
				? [
						['tau2', tau],
						['phi1', fOf(lagged, 2)],
					]
				: [
						['tau3', tau],
						['phi2', fOf(lagged, 3)],
						['phi3', fOf([one, ...lagged], 2)],
					];
	const row = [25, 50, 100, 250, 500].filter((size) => changes.length >= size).length;
	return found.map(([name, statistic]) => ({ name, statistic, criticalValues: [...tables[name]![row]!] }));
}

function squares(x: Float64Array): number {
	return x.reduce((sum, one) => sum + one * one, 0);
}
