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
	const given = await dumpSchema(database.url);
	assert.equal(readFileSync(schemaFile, 'utf8'), given, 'run: node tools/schema-dump.ts');
});
