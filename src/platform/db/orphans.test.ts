import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classes } from '#database/classes.ts';
import { references } from '#database/references.ts';
import { house } from '#tests/support/house.ts';
import { database } from './door.server.ts';
import { findOrphans } from './orphans.server.ts';

await house();
const sql = database();

test('every reference that is declared exists in the tables', async () => {
	assert.deepEqual(await findOrphans(sql), []);
});

test('every account_id outside of the account class has its other end watched', async () => {
	const columns = await sql<{ table: string }[]>`
		select table_schema || '.' || table_name as table from information_schema.columns
		where column_name = 'account_id' and table_schema || '.' || table_name = any (${Object.keys(classes)})`;
	const watched = new Set(
		references.filter((one) => one.columns.includes('account_id')).map((one) => one.from as string),
	);
	const missing = columns
		.map((column) => column.table)
		.filter((table) => classes[table as keyof typeof classes] !== 'account' && !watched.has(table));
	assert.deepEqual(missing, [], 'add them to database/references.ts');
});

test('a row whose other end is missing is counted and shown', async () => {
	await sql`create schema mill`;
	await sql`create table mill.sack (territory_id int, field_id uuid)`;
	await sql`create table mill.field (territory_id int, id uuid)`;
	const id = '019abcde-0000-7000-8000-000000000001';
	await sql`insert into mill.field values (1, ${id})`;
	await sql`insert into mill.sack values (1, ${id}), (2, ${id}), (3, null)`;
	const list = [
		{
			from: 'mill.sack',
			columns: ['territory_id', 'field_id'],
			to: 'mill.field',
			keys: ['territory_id', 'id'],
		},
	] as const;
	const [orphans] = await findOrphans(sql, list);
	assert.deepEqual([orphans?.count, orphans?.example], [1, `2/${id}`]);
});
