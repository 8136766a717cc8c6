import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { postgres } from '#platform/db/driver.server.ts';
import { migrate, pendingMigrations } from '#platform/db/migrate.server.ts';
import { anEmptyDatabase } from '#tests/support/database.ts';

/** Figures that a migration throws away, because they are counted anew from rows that stay. */
const derived = new Set(['appeals.tally']);
const folder = fileURLToPath(new URL('../releases/', import.meta.url));

/** `tools/release-rows.ts` wrote them: the migrations of the release, then each table with its columns, number of rows, rows. */
function readRelease(file: string) {
	const lines = gunzipSync(readFileSync(folder + file))
		.toString('utf8')
		.split('\n');
	const migrations = (lines[0] ?? '').split(' ');
	const tables: { name: string; target: string; rows: string[] }[] = [];
	for (let at = 1; at < lines.length - 1; ) {
		const [target = '', count = '0'] = (lines[at] ?? '').split('\t');
		tables.push({
			name: target.split(' ')[0] ?? '',
			target,
			rows: lines.slice(at + 1, at + 1 + Number(count)),
		});
		at += 1 + Number(count);
	}
	return { migrations, tables };
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.copy.gz')))
	test(`a database with the rows of release ${file.replace('.copy.gz', '')} is taken over by this one, every row kept`, async () => {
		const { migrations, tables } = readRelease(file);
		assert.ok(tables.length > 40);
		const database = await anEmptyDatabase();
		await migrate({ url: database.url, only: new Set(migrations) });
		const sql = postgres(database.url, { max: 1, onnotice: () => {}, prepare: false });
		try {
			// what the migrations themselves put there is among the rows of the release
			for (const { name } of tables.toReversed()) await sql.unsafe(`delete from ${name}`);
			for (const { target, rows } of tables)
				await pipeline(
					Readable.from([`${rows.join('\n')}\n`]),
					await sql.unsafe(`copy ${target} from stdin`).writable(),
				);
			await migrate({ url: database.url });
			assert.deepEqual(await pendingMigrations(sql), []);
			for (const { name, rows } of tables) {
				const [there] = await sql<{ kept: boolean }[]>`select to_regclass(${name}) is not null as kept`;
				if (!there?.kept || derived.has(name)) continue;
				const [found] = await sql.unsafe(`select count(*)::int as count from ${name}`);
				assert.ok(found!.count >= rows.length, `${name}: ${rows.length} rows became ${found!.count}`);
			}
		} finally {
			await sql.end();
			await database.drop();
		}
	});
