import type { CointegrationDeterministic } from './johansen.ts';

/** At 10, 5 and 1 %, a row for 1 ... 11 common trends left. */
type Table = readonly (readonly [number, number, number])[];

/*
 * Osterwald-Lenum (1992), Oxford Bulletin of Economics and Statistics 54, 461-472, tables 1, 1* and 2, as R's urca prints them
 * (its few misprints among them, so that a verdict is the same).
 */
const maxEigen: Readonly<Record<CointegrationDeterministic, Table>> = {
	none: [
		[6.5, 8.18, 11.65],
		[12.91, 14.9, 19.19],
		[18.9, 21.07, 25.75],
		[24.78, 27.14, 32.14],
		[30.84, 33.32, 38.78],
		[36.25, 39.43, 44.59],
		[42.06, 44.91, 51.3],
		[48.43, 51.07, 57.07],
		[54.01, 57, 63.37],
		[59, 62.42, 68.61],
		[65.07, 68.27, 74.36],
	],
	const: [
		[7.52, 9.24, 12.97],
		[13.75, 15.67, 20.2],
		[19.77, 22, 26.81],
		[25.56, 28.14, 33.24],
		[31.66, 34.4, 39.79],
		[37.45, 40.3, 46.82],
		[43.25, 46.45, 51.91],
		[48.91, 52, 57.95],
		[54.35, 57.42, 63.71],
		[60.25, 63.57, 69.94],
		[66.02, 69.74, 76.63],
	],
	trend: [
		[10.49, 12.25, 16.26],
		[16.85, 18.96, 23.65],
		[23.11, 25.54, 30.34],
		[29.12, 31.46, 36.65],
		[34.75, 37.52, 42.36],
		[40.91, 43.97, 49.51],
		[46.32, 49.42, 54.71],
		[52.16, 55.5, 62.46],
		[57.87, 61.29, 67.88],
		[63.18, 66.23, 73.73],
		[69.26, 72.72, 79.23],
	],
};

const trace: Readonly<Record<CointegrationDeterministic, Table>> = {
	none: [
		[6.5, 8.18, 11.65],
		[15.66, 17.95, 23.52],
		[28.71, 31.52, 37.22],
		[45.23, 48.28, 55.43],
		[66.49, 70.6, 78.87],
		[90.39, 85.18, 104.2],
		[118.99, 124.25, 136.06],
		[151.38, 157.11, 168.92],
		[186.54, 192.84, 204.79],
		[226.34, 232.49, 246.27],
		[269.53, 277.39, 292.65],
	],
	const: [
		[7.52, 9.24, 12.97],
		[17.85, 19.96, 24.6],
		[32, 34.91, 41.07],
		[49.65, 53.12, 60.16],
		[71.86, 76.07, 84.45],
		[97.18, 102.14, 111.01],
		[126.58, 131.7, 143.09],
		[159.48, 165.58, 177.2],
		[196.37, 202.92, 215.74],
		[236.54, 244.15, 257.68],
		[282.45, 291.4, 307.64],
	],
	trend: [
		[10.49, 12.25, 16.26],
		[22.76, 25.32, 30.45],
		[39.06, 42.44, 48.45],
		[59.14, 62.99, 70.05],
		[83.2, 87.31, 96.58],
		[110.42, 114.9, 124.75],
		[141.01, 146.76, 158.49],
		[176.67, 182.82, 196.08],
		[215.17, 222.21, 234.41],
		[256.72, 263.42, 279.07],
		[303.13, 310.81, 327.45],
	],
};

/** Critical values of both statistics at 10, 5 and 1 % for p ... : the largest rank first, rank 0 last; none beyond 11 variables. */
export function johansenCritical(
	deterministic: CointegrationDeterministic,
	variables: number,
): { trace: Table; maxEigen: Table } {
	if (variables > trace[deterministic].length) return { trace: [], maxEigen: [] };
	return {
		trace: trace[deterministic].slice(0, variables),
		maxEigen: maxEigen[deterministic].slice(0, variables),
	};
}
