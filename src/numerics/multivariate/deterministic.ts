/** What stands beside the lags: nothing, a constant, a trend, or both. */
export type Deterministic = 'none' | 'const' | 'trend' | 'both';

export type NamedColumn = { name: string; column: Float64Array };

/** A constant and a trend that counts observations from 1, over those numbered `from` (from 0) on. */
export function deterministicColumns(
	deterministic: Deterministic,
	from: number,
	rows: number,
): NamedColumn[] {
	const columns: NamedColumn[] = [];
	if (deterministic === 'const' || deterministic === 'both')
		columns.push({ name: 'const', column: new Float64Array(rows).fill(1) });
	if (deterministic === 'trend' || deterministic === 'both')
		columns.push({ name: 'trend', column: Float64Array.from({ length: rows }, (_, t) => from + t + 1) });
	return columns;
}

/** Centred seasonal dummies: season − 1 columns, 1 − 1/s in the season of their number and −1/s elsewhere. */
export function seasonalColumns(season: number, from: number, rows: number): NamedColumn[] {
	return Array.from({ length: season - 1 }, (_, s) => ({
		name: `sd${s + 1}`,
		column: Float64Array.from({ length: rows }, (_, t) => ((from + t) % season === s ? 1 : 0) - 1 / season),
	}));
}
