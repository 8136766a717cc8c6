/** Columns that say the same as others before them: there is no one answer. */
export class DependentColumns extends Error {
	/** Which columns, from 0. */
	readonly columns: number[];
	constructor(columns: number[]) {
		super(`columns that depend on others: ${columns.join(', ')}`);
		this.name = 'DependentColumns';
		this.columns = columns;
	}
}
