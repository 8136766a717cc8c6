import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { database } from './door.server.ts';
import { makePartitions } from './partitions.server.ts';

await house();

test('the next months get their partitions, and rows that were early move into them', async () => {
	const sql = database();
	await sql`create schema mill`;
	await sql`create table mill.sack (id int, at timestamptz not null, primary key (at, id)) partition by range (at)`;
	await sql`create table mill.sack_rest partition of mill.sack default`;
	await sql`insert into mill.sack values (1, '2031-05-31 23:59:59.999Z'), (2, '2031-06-01Z'), (3, '2031-08-31Z'), (4, '2031-09-01Z')`;
	const now = new Date('2031-05-15T00:00:00Z');
	const made = (await makePartitions(sql, now)).filter((name) => name.startsWith('mill.'));
	assert.deepEqual(made, [
		'mill.sack_2031_05',
		'mill.sack_2031_06',
		'mill.sack_2031_07',
		'mill.sack_2031_08',
	]);
	const rows = await sql`select tableoid::regclass::text as place, id from mill.sack order by id`;
	assert.deepEqual(
		rows.map((row) => [row.id, row.place]),
		[
			[1, 'mill.sack_2031_05'],
			[2, 'mill.sack_2031_06'],
			[3, 'mill.sack_2031_08'],
			[4, 'mill.sack_rest'],
		],
	);
	assert.deepEqual(await makePartitions(sql, now), []);
	await assert.rejects(sql`insert into mill.sack values (1, '2031-05-31 23:59:59.999Z')`, /duplicate key/);
});

test('two processes that make partitions at once make each one once', async () => {
	const now = new Date('2041-01-15T00:00:00Z');
	const made = await Promise.all([makePartitions(database(), now), makePartitions(database(), now)]);
	assert.ok(made.flat().includes('audit.entry_2041_01'));
});
