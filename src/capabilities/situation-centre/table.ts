import type { ComparedRow } from './boards.ts';
import type { BoardView } from './show.ts';

export type Cell = string | number | null;
/** A board as a plain table: names of columns are keys of the words `situation.column.<name>`. Shares are 0 ... 1. */
export type BoardTable = { columns: string[]; rows: Cell[][] };

const rounded = (value: number | null | undefined, digits = 4): number | null =>
	value === null || value === undefined ? null : Number(value.toFixed(digits));

/** Nothing of it has a counterpart elsewhere: from nought to everything is what one says who knows nothing. */
const isCompared = ({ fair, interval }: ComparedRow) => fair > 0 || interval.low > 0 || interval.high < 1;

/** Every value that a board shows, for the table behind it and for CSV. */
export function tableOf(view: BoardView): BoardTable {
	switch (view.board) {
		case 'map':
			return {
				columns: ['cell', 'filed', 'lat', 'lon'],
				rows: view.cells
					.toSorted((a, b) => b.count - a.count)
					.map((one) => {
						const ring = one.outline.slice(1);
						const middle = (i: 0 | 1) => ring.reduce((sum, point) => sum + point[i], 0) / ring.length;
						return [one.id, one.count, rounded(middle(1), 5), rounded(middle(0), 5)];
					}),
			};
		case 'flow':
			return {
				columns: ['from', 'filed', 'answered', 'filed-before', 'overdue-share', 'returned-share'],
				rows: view.moments.map((one) => [
					one.at,
					one.filed,
					one.answered,
					one.before,
					rounded(one.overdue),
					rounded(one.cameBack),
				]),
			};
		case 'categories':
			return {
				columns: [
					'category',
					'filed',
					'filed-before',
					'answered',
					'due',
					'overdue-share',
					'returned-share',
					'half-days',
					'ninety-days',
					'reaction-hours',
				],
				rows: view.rows.map(({ name, now, filedBefore }) => [
					name,
					now.filed,
					filedBefore,
					now.answered,
					now.overdue?.of ?? 0,
					rounded(now.overdue?.share),
					rounded(now.cameBack?.share),
					now.half,
					now.ninety,
					rounded(now.reaction, 1),
				]),
			};
		case 'speed':
		case 'reaction':
			return {
				columns: ['month', 'half-days', 'ninety-days', 'reaction-hours'],
				rows: view.speeds.map((one) => [one.at, one.half, one.ninety, rounded(one.reaction, 1)]),
			};
		case 'by-territory':
		case 'by-body':
			return {
				columns: [
					'unit',
					'cases',
					'seen',
					'share',
					'usual-share',
					'fair-share',
					'low',
					'high',
					'verdict',
					'filed',
					'half-days',
					'ninety-days',
				],
				rows: view.comparison.rows.map((row) => [
					row.name,
					row.of,
					row.seen,
					rounded(row.share),
					...(isCompared(row)
						? [rounded(row.usual), rounded(row.fair), rounded(row.interval.low), rounded(row.interval.high)]
						: [null, null, null, null]),
					row.verdict,
					row.now.filed,
					row.now.half,
					row.now.ninety,
				]),
			};
		case 'effects':
			return {
				columns: ['measure', 'now', 'before'],
				rows: (['filed', 'people', 'answered', 'accepted', 'returned'] as const).map((measure) => [
					measure,
					view.now[measure],
					view.before?.[measure] ?? null,
				]),
			};
	}
}
