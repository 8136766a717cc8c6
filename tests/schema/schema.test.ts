import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { aDatabase } from '#tests/support/database.ts';
import { dumpSchema, schemaFile } from '../../tools/schema-dump.ts';

const database = await aDatabase();
after(() => database.drop());

// Another major version prints some definitions differently.
const elsewhere = process.env.VECHE_TEST_DATABASE_URL !== undefined;

test('database/schema.sql is what the migrations give', { skip: elsewhere }, async () => {
	const given = (await dumpSchema(database.url)).split('\n');
	const kept = readFileSync(schemaFile, 'utf8').split('\n');
	const at = given.findIndex((line, i) => line !== kept[i]);
	// The first line that differs says it; the whole would be thousands.
	if (at !== -1 || kept.length !== given.length)
		assert.fail(
			`database/schema.sql:${at + 1} is "${kept[at]}", the migrations give "${given[at]}"; run: node tools/schema-dump.ts`,
		);
});
