import { config } from '../config/door.server.ts';
import { keyPrints, makeKeys } from '../config/keys.server.ts';
import { refuse } from '../errors/door.ts';
import type { Sql } from './door.server.ts';
import { postgres } from './driver.server.ts';

/**
 * Compares the file of keys with those that this database worked with. Without it a lost file would be made anew in silence, and
 * people would learn of it one by one, by second factors and passwords that no longer open.
 * @throws platform.keys-lost, platform.keys-foreign
 */
export async function proveKeys(url: string): Promise<void> {
	await connected(url, async (sql) => {
		const known = await sql<
			{ version: number; print: Buffer }[]
		>`select version, print from platform.key_print`;
		if (known.length > 0 && !keyPrints()) refuse('platform.keys-lost', { file: config().keys });
		if (!keyPrints()) makeKeys();
		const ours = keyPrints()!;
		if (known.some(({ version, print }) => !ours.get(version)?.equals(print)))
			refuse('platform.keys-foreign', { file: config().keys });
		await remember(sql);
	});
}

/**
 * Goes on with new keys when the old ones are lost for good: an act of the operator, never of a start.
 * @throws platform.keys-there when a file stands in the way
 */
export async function beginWithNewKeys(url: string): Promise<void> {
	await connected(url, async (sql) => {
		if (keyPrints()) refuse('platform.keys-there', { file: config().keys });
		makeKeys();
		await sql`delete from platform.key_print`;
		await remember(sql);
	});
}

async function remember(sql: Sql): Promise<void> {
	for (const [version, print] of keyPrints()!)
		await sql`
			insert into platform.key_print (version, print, since) values (${version}, ${print}, ${new Date()})
			on conflict (version) do nothing`;
}

async function connected(url: string, work: (sql: Sql) => Promise<void>): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {}, prepare: false });
	try {
		await work(sql);
	} finally {
		await sql.end();
	}
}
