import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BodyQuality, QualityFigures } from './figures.ts';
import { qualityColumns, qualityTable } from './table.ts';

const share = (of: number, seen: number) => ({ share: seen / of, interval: { low: 0.1, high: 0.54321 }, of });
const figures: QualityFigures = {
	from: '2026-08-31',
	answers: 120,
	sampled: 20,
	scored: 18,
	formal: share(18, 3),
	returned: share(120, 6),
	disputed: share(120, 0),
	points: 0.81239,
	agreement: null,
	weeks: [{ week: '2026-08-31', formal: null, scored: 0, answers: 9 }],
};
const body = {
	name: 'МУП «Дорожник»',
	answers: 4,
	scored: 2,
	formal: null,
	points: null,
	returned: null,
	disputed: null,
} as unknown as BodyQuality;

test('a download of quality holds the territory, its bodies and its weeks; what is no figure is empty', () => {
	const rows = qualityTable('Светлоборск', figures, [body]);
	for (const row of rows) assert.equal(row.length, qualityColumns.length);
	assert.deepEqual(rows, [
		['territory', 'Светлоборск', '2026-08-31', 120, 18, 0.1667, 0.1, 0.5432, 0.8124, 0.05, 0],
		['body', 'МУП «Дорожник»', '2026-08-31', 4, 2, null, null, null, null, null, null],
		['week', 'Светлоборск', '2026-08-31', 9, 0, null, null, null, null, null, null],
	]);
});
