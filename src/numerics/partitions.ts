/**
 * How far two ways of parting the same things into groups agree: the adjusted Rand index (Hubert and Arabie, Journal of
 * Classification 2, 1985). 1: the same groups; 0: as two random ways with groups of these sizes would; below: worse. Where both
 * have one group only, or each thing alone, they are the same.
 */
export function adjustedRand(first: Int32Array, second: Int32Array): number {
	const both = new Map<string, number>();
	const rows = new Map<number, number>();
	const columns = new Map<number, number>();
	for (let i = 0; i < first.length; i++) {
		const a = first[i]!;
		const b = second[i]!;
		rows.set(a, (rows.get(a) ?? 0) + 1);
		columns.set(b, (columns.get(b) ?? 0) + 1);
		both.set(`${a} ${b}`, (both.get(`${a} ${b}`) ?? 0) + 1);
	}
	const pairs = (counts: Iterable<number>) => {
		let sum = 0;
		for (const n of counts) sum += (n * (n - 1)) / 2;
		return sum;
	};
	const all = pairs([first.length]);
	if (all === 0) return 1;
	const inRows = pairs(rows.values());
	const inColumns = pairs(columns.values());
	const byChance = (inRows * inColumns) / all;
	const most = (inRows + inColumns) / 2;
	return most === byChance ? 1 : (pairs(both.values()) - byChance) / (most - byChance);
}
