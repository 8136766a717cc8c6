import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline as connect, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { publicOrigin } from '#platform/config/door.server.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { filesOf, readContent } from '#platform/files/door.server.ts';
import type { DataMonth } from './months-store.server.ts';
import { openRecords } from './read-data.ts';
import { csvHead, csvRows } from './write-data.ts';

/** A packed table on disk; size and SHA-256 are those of the table itself. */
export type Packed = { path: string; rows: number; size: number; sha256: string };

/**
 * Writes the table of a month into a temporary file: what the territory owns itself, then the tables of those below it as they
 * are kept. The same appeals give the same bytes. `use` gets null when there is nothing open; the file goes afterwards.
 */
export async function packMonth<T>(
	of: { territory: TerritoryId; from: string; to: string; parts: readonly DataMonth[] },
	use: (packed: Packed | null) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'veche-month-'));
	try {
		const path = join(folder, 'table.gz');
		const hash = createHash('sha256');
		let rows = of.parts.reduce((sum, part) => sum + part.rows, 0);
		let size = 0;
		async function* lines(): AsyncGenerator<Buffer> {
			yield Buffer.from(csvHead());
			const asked = { filters: { from: of.from, to: of.to, sort: 'newest' as const }, alone: true };
			for await (const { records } of openRecords(of.territory, asked, {
				lang: 'ru',
				origin: publicOrigin(),
			})) {
				rows += records.length;
				yield Buffer.from(csvRows(records));
			}
			for (const part of of.parts) yield* withoutHead(await unpacked(part));
		}
		const measured = new Transform({
			transform(part: Buffer, _, done) {
				hash.update(part);
				size += part.length;
				done(null, part);
			},
		});
		await pipeline(Readable.from(lines()), measured, createGzip(), createWriteStream(path));
		if (rows === 0) return await use(null);
		return await use({ path, rows, size, sha256: hash.digest('hex') });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** A kept table as it is read. */
export async function unpacked(month: Pick<DataMonth, 'territory' | 'month' | 'file'>): Promise<Readable> {
	const table = createGunzip();
	// a fault of the store ends the table with it
	connect(await packedContent(month), table, () => {});
	return table;
}

/** The same as it lies there, packed by gzip. */
export async function packedContent({
	territory,
	month,
	file,
}: Pick<DataMonth, 'territory' | 'month' | 'file'>): Promise<Readable> {
	const kept = (await filesOf(territory, [file], database())).get(file);
	const content = kept && (await readContent(kept.sha256));
	if (!content)
		throw new Error(`the table of ${month} of territory ${territory} is missing from the store of files`);
	return content;
}

async function* withoutHead(stream: Readable): AsyncGenerator<Buffer> {
	let inHead = true;
	for await (const part of stream as AsyncIterable<Buffer>) {
		if (!inHead) {
			yield part;
			continue;
		}
		// names of columns hold no line breaks, and the first part holds them all
		const end = part.indexOf(0x0a);
		if (end < 0) continue;
		inHead = false;
		yield part.subarray(end + 1);
	}
}
