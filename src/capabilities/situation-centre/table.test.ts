import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComparedRow } from './boards.ts';
import { compare } from './compare.ts';
import type { BoardView } from './show.ts';
import { tableOf } from './table.ts';

test('who has no counterpart is told with its own figures and a gap, not with nought and a hundred per cent', () => {
	const of = (due: number, late: number) => ({ due, met: due - late, replies: 0, returned: 0 });
	const { rows, usual } = compare(
		[
			{ unit: 'water', byCategory: new Map([['pipes', of(200, 40)]]) },
			{ unit: 'heat', byCategory: new Map([['pipes', of(300, 90)]]) },
			{ unit: 'school', byCategory: new Map([['school', of(60, 6)]]) },
		],
		'overdue',
	);
	const { columns, rows: told } = tableOf({
		board: 'by-body',
		comparison: {
			rows: rows.map((row) => ({
				...row,
				name: row.unit,
				now: { filed: row.of, half: 3, ninety: 9 },
			})) as unknown as ComparedRow[],
			usual,
			months: { from: '2026-01', to: '2026-12' },
		},
	} as unknown as BoardView);
	const value = (name: string, column: string) =>
		told.find((row) => row[0] === name)?.[columns.indexOf(column)];
	assert.equal(value('school', 'share'), 0.1);
	for (const column of ['usual-share', 'fair-share', 'low', 'high'])
		assert.equal(value('school', column), null, column);
	assert.ok(Number(value('water', 'fair-share')) > 0);
	assert.ok(Number(value('water', 'high')) < 1);
});
