import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { Config } from '#platform/config/door.server.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { openFiles, readContent } from '#platform/files/door.server.ts';
import { nameOf, neverCopied, quoted, quotedTable, readMonths, readTables, type Table } from './catalogue.ts';
import type { Manifest } from './manifest.ts';
import { sealKeys } from './seal.ts';
import { Hashing, hashOfFile, readCopy, toDisk, writeRows } from './streams.ts';

export type BackupOptions = {
	config: Config;
	/** A direct connection to the database. */
	url: string;
	/** The folder to write; it must not exist yet. */
	to: string;
	release: string;
	/** Without it the keys stay out of the backup. */
	passphrase?: string | undefined;
	say?: (step: 'rows' | 'files', done: number, total: number) => void;
};

/**
 * A backup is a folder: rows of every table as of one moment, then the files that those rows name, then the manifest.
 * It is written beside its name and moved there in the end, so that what bears the name is whole.
 */
export async function backup(options: BackupOptions): Promise<Manifest> {
	const to = resolve(options.to);
	if (existsSync(to)) refuse('cli.backup.exists', { folder: to });
	const part = `${to}.part`;
	await rm(part, { recursive: true, force: true });
	await mkdir(join(part, 'rows'), { recursive: true, mode: 0o700 });

	const snapshot = await writeTables(options, part);
	const files = await writeFiles(options, part);
	const keys = await writeKeys(options, part);
	const erasures = await writeErasures(options, part);
	const manifest: Manifest = {
		format: 1,
		release: options.release,
		madeAt: new Date().toISOString(),
		...snapshot,
		files,
		keys,
		erasures,
	};
	await writeFile(join(part, 'manifest.json'), `${JSON.stringify(manifest, null, '\t')}\n`, { mode: 0o600 });
	await toDisk(join(part, 'manifest.json'));
	await rename(part, to);
	return manifest;
}

type Snapshot = Pick<Manifest, 'postgres' | 'migrations' | 'months' | 'tables'>;

/** Everything of the database, in one transaction that sees one moment. The list of files belongs to the same moment. */
async function writeTables(options: BackupOptions, part: string): Promise<Snapshot> {
	const sql = postgres(options.url, {
		max: 1,
		onnotice: () => {},
		prepare: false,
		connection: {
			application_name: 'veche backup',
			idle_in_transaction_session_timeout: 0,
			statement_timeout: 0,
		},
	});
	try {
		return (await sql.begin('isolation level repeatable read read only', async (tx) => {
			const [server] = await tx`select current_setting('server_version') as version`;
			const migrations = await tx<{ name: string; checksum: string }[]>`
				select name, checksum from platform.migration order by name collate "C"`;
			const months = await readMonths(tx);
			const all = (await readTables(tx)).filter((table) => !neverCopied.includes(nameOf(table)));
			const tables: Manifest['tables'] = [];
			for (const [i, table] of all.entries()) {
				options.say?.('rows', i, all.length);
				const file = `rows/${nameOf(table)}.copy.gz`;
				const copied = await tx.unsafe(copyOut(table)).readable();
				const written = await readCopy(copied, (rows) => writeRows(rows, join(part, file)));
				tables.push({ schema: table.schema, name: table.name, columns: table.columns, file, ...written });
			}
			options.say?.('rows', all.length, all.length);
			const list = await tx.unsafe(listOfFiles).readable();
			await readCopy(list, (lines) =>
				pipeline(lines, createWriteStream(join(part, 'files.txt'), { mode: 0o600 })),
			);
			return { postgres: server?.version as string, migrations: [...migrations], months, tables };
		})) as Snapshot;
	} finally {
		await sql.end();
	}
}

function copyOut(table: Table): string {
	const order = table.key.length > 0 ? table.key : table.columns;
	return `copy (select ${table.columns.map(quoted).join(', ')} from ${quotedTable(table)} order by ${order.map(quoted).join(', ')}) to stdout`;
}

const listOfFiles = `copy (
	select encode(sha256, 'hex'), min(size) from files.file group by sha256 order by 1
) to stdout (delimiter ' ')`;

/** After the rows: a file that is sent meanwhile has no row here, and one that a row names stays for a day at least. */
async function writeFiles(options: BackupOptions, part: string): Promise<Manifest['files']> {
	const list = join(part, 'files.txt');
	const total = await countLines(list);
	await openFiles(options.config.files);
	let count = 0;
	let bytes = 0;
	const missing: string[] = [];
	for await (const line of createInterface({ input: createReadStream(list) })) {
		const sha256 = line.split(' ')[0] as string;
		options.say?.('files', count + missing.length, total);
		const content = await readContent(sha256);
		const path = placeOf(part, sha256);
		const hashing = new Hashing();
		if (content) {
			await mkdir(dirname(path), { recursive: true });
			await pipeline(content, hashing, createWriteStream(path, { mode: 0o600 }));
		}
		if (content && hashing.digest() === sha256) {
			await toDisk(path);
			count++;
			bytes += hashing.bytes;
		} else {
			await rm(path, { force: true });
			missing.push(sha256);
		}
	}
	options.say?.('files', total, total);
	return { count, bytes, sha256: await hashOfFile(list), missing };
}

export function placeOf(folder: string, sha256: string): string {
	return join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

async function countLines(path: string): Promise<number> {
	let count = 0;
	for await (const _ of createInterface({ input: createReadStream(path) })) count++;
	return count;
}

async function writeKeys({ config, passphrase }: BackupOptions, part: string): Promise<boolean> {
	if (!passphrase || !existsSync(config.keys)) return false;
	await writeFile(join(part, 'keys.sealed'), await sealKeys(await readFile(config.keys), passphrase), {
		mode: 0o600,
	});
	return true;
}

/** Who was erased so far; after a restore of this backup those who were erased later are added from the newest journal. */
async function writeErasures({ config }: BackupOptions, part: string): Promise<string> {
	const path = join(part, 'erasures.jsonl');
	const journal = join(config.data, 'erasures.jsonl');
	if (existsSync(journal)) await copyFile(journal, path);
	else await writeFile(path, '', { mode: 0o600 });
	return createHash('sha256')
		.update(await readFile(path))
		.digest('hex');
}

/** How much a backup takes on the disk. */
export async function sizeOf(folder: string): Promise<number> {
	let sum = 0;
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
		if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
	return sum;
}
