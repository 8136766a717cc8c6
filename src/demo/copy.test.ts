import assert from 'node:assert/strict';
import test from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { house } from '#tests/support/house.ts';
import { copyAppeals } from './copy.server.ts';
import { generateDemo } from './generate.ts';
import { plantDemo, plantedGround } from './plant.server.ts';

await house();
const now = new Date('2026-11-22T06:00:00Z');
const options = { now, appeals: 40, history: 0, drawings: false, aftermath: false };

/** Everything but what is drawn by lot: ids, nonces, codes. Things are named by the number of their appeal. */
async function rowsOfAppeals() {
	const sql = database();
	const drawn = ['id', 'appeal_id', 'nonce', 'leaf', 'follow_hash', 'tsv'];
	const tables = ['appeal', 'applicant', 'term', 'term_change', 'history', 'answer', 'joining', 'counter'];
	const numbers = new Map(
		(
			await sql<{ id: string; number: string }[]>`
			/* background: a test reads all territories */ select id, number from appeals.appeal`
		).map((row) => [row.id, row.number]),
	);
	const found: Record<string, string[]> = {};
	for (const table of tables) {
		const rows = await sql.unsafe<Record<string, unknown>[]>(
			`/* background: a test reads all territories */ select * from appeals.${table}`,
		);
		found[table] = rows
			.map((row) => {
				const of = numbers.get(String(row.appeal_id ?? row.id)) ?? '';
				const kept = Object.entries(row).filter(([name]) => !drawn.includes(name));
				return JSON.stringify({
					of,
					stranger: row.follow_hash !== undefined && row.follow_hash !== null,
					...Object.fromEntries(kept),
				});
			})
			.sort();
	}
	return found;
}

test('rows that went through the doors and rows that were copied are the same', async () => {
	await plantDemo(options);
	const planted = await rowsOfAppeals();
	const sql = database();
	await sql.unsafe('truncate appeals.appeal, appeals.history, appeals.term_change, appeals.counter cascade');
	const rows = generateDemo(options);
	await copyAppeals(rows.appeals, await plantedGround());
	const copied = await rowsOfAppeals();
	for (const table of Object.keys(planted)) {
		assert.ok(planted[table]!.length > 0, table);
		assert.deepEqual(copied[table], planted[table], table);
	}
});
