/** What a check found in a row: `wrong` keeps it out, `doubtful` lets it in, changed as said. */
export type Found = {
	line: number;
	column: string | null;
	severity: 'wrong' | 'doubtful';
	code: string;
	facts: Record<string, string | number>;
};
