import type { OpenTable } from '#platform/tables/door.server.ts';
import { guessWriting, SwapWatch } from './days.ts';
import type { SeenColumn } from './guess.ts';

/** Different values that a page can still show one by one. */
export const mostValues = 1_000;
const longestValue = 300;
const longestSample = 160;
/** Cells looked at before it is said how a column writes its days. */
const firstCells = 400;

export type Looked = {
	rows: number;
	columns: SeenColumn[];
	/** By column: how often each value stands in it, the most frequent first; only of those with few different ones. */
	values: Map<number, { value: string; count: number }[]>;
};

/** Goes through a table once and tells of each column what stands in it. Nothing is kept of the rest. */
export async function lookAt(table: OpenTable, now = new Date(), most = 1_000_000): Promise<Looked> {
	const seen = table.header.map(() => ({
		filled: 0,
		samples: [] as string[],
		values: new Map<string, number>() as Map<string, number> | null,
		first: [] as string[],
		watch: null as SwapWatch | null,
		told: false,
	}));
	let rows = 0;
	const settle = (one: (typeof seen)[number]) => {
		one.told = true;
		const written = guessWriting(one.first);
		if (!written) return;
		one.watch = new SwapWatch(written, now);
		for (const cell of one.first) one.watch.see(cell);
	};
	for await (const { cells } of table.rows()) {
		if (++rows > most) break;
		for (const [i, one] of seen.entries()) {
			const cell = (cells[i] ?? '').trim();
			if (cell === '') continue;
			one.filled++;
			if (one.samples.length < 3 && !one.samples.includes(cell.slice(0, longestSample)))
				one.samples.push(cell.slice(0, longestSample));
			if (one.values) {
				if (cell.length > longestValue || (one.values.size >= mostValues && !one.values.has(cell)))
					one.values = null;
				else one.values.set(cell, (one.values.get(cell) ?? 0) + 1);
			}
			if (one.watch) one.watch.see(cell);
			else if (!one.told && one.first.push(cell) >= firstCells) settle(one);
		}
	}
	for (const one of seen) if (!one.told) settle(one);
	return {
		rows,
		columns: seen.map((one, position) => ({
			position,
			name: table.header[position] as string,
			filled: one.filled,
			samples: one.samples,
			different: one.values?.size ?? null,
			written: one.watch ? guessWriting(one.first) : null,
			swapped: one.watch?.mends ?? 0,
		})),
		values: new Map(
			seen.flatMap((one, position) =>
				one.values
					? [
							[
								position,
								[...one.values]
									.map(([value, count]) => ({ value, count }))
									.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
							] as const,
						]
					: [],
			),
		),
	};
}
