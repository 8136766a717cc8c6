import type { Rows } from '../linear/cholesky.ts';

/** A table that has no answer: what is wrong, and in which sector. */
export class UnusableTable extends Error {
	readonly sector: string;
	constructor(sector: string, what: string) {
		super(`${sector}: ${what}`);
		this.name = 'UnusableTable';
		this.sector = sector;
	}
}

/** A table of n sectors in one currency and period. */
export type InputOutputTable = {
	sectors: readonly string[];
	/** What row sells to column, n rows of n. */
	flows: Rows;
	/** Of the whole output of each sector. */
	output: Float64Array;
};

/**
 * The output that rows add up to, x = Z1 + f.
 * @throws UnusableTable when flows and demand are not of one size
 */
export function outputOf(sectors: readonly string[], flows: Rows, finalDemand: Float64Array): Float64Array {
	checkShape(sectors, flows, finalDemand);
	return Float64Array.from(flows, (row, i) => row.reduce((sum, one) => sum + one, finalDemand[i]!));
}

/**
 * A = Zx̂⁻¹: what a unit of the column's output takes of the row's (Miller and Blair, Input-Output Analysis, 2nd ed., 2.2). A sector
 * without output may stand in the table as long as it buys nothing.
 * @throws UnusableTable with a negative flow or output, or inputs without output
 */
export function technicalCoefficients({ sectors, flows, output }: InputOutputTable): Float64Array[] {
	checkShape(sectors, flows, output);
	return flows.map((row, i) =>
		row.map((flow, j) => {
			checkFlow(sectors, flow, i, j);
			return shareOf(flow, output[j]!, sectors[j]!, 'it buys');
		}),
	);
}

/**
 * B = x̂⁻¹Z: what share of the row's output goes to the column (allocation coefficients; the same, 12.1).
 * @throws UnusableTable with a negative flow or output, or sales without output
 */
export function allocationCoefficients({ sectors, flows, output }: InputOutputTable): Float64Array[] {
	checkShape(sectors, flows, output);
	return flows.map((row, i) =>
		row.map((flow, j) => {
			checkFlow(sectors, flow, i, j);
			return shareOf(flow, output[i]!, sectors[i]!, 'it sells');
		}),
	);
}

/** Of anything, as jobs or wages, for a unit of output; nothing where there is no output. */
export function perOutput(of: Float64Array, output: Float64Array): Float64Array {
	return of.map((one, i) => (output[i] === 0 ? 0 : one / output[i]!));
}

function shareOf(flow: number, output: number, sector: string, how: string): number {
	if (output > 0) return flow / output;
	if (output < 0 || Number.isNaN(output))
		throw new UnusableTable(sector, 'its output is negative or missing');
	if (flow === 0) return 0;
	throw new UnusableTable(sector, `${how} without having any output`);
}

function checkFlow(sectors: readonly string[], flow: number, row: number, column: number): void {
	if (!(flow >= 0 && flow < Number.POSITIVE_INFINITY))
		throw new UnusableTable(sectors[row]!, `what it sells to ${sectors[column]} is negative or missing`);
}

function checkShape(sectors: readonly string[], rows: Rows, beside: Float64Array): void {
	const n = sectors.length;
	if (rows.length !== n || beside.length !== n)
		throw new UnusableTable(
			sectors[0] ?? '',
			`${rows.length} rows and ${beside.length} totals for ${n} sectors`,
		);
	for (const [i, row] of rows.entries())
		if (row.length !== n) throw new UnusableTable(sectors[i]!, `${row.length} flows for ${n} sectors`);
}
