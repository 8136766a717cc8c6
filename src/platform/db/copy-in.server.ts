import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tx } from './door.server.ts';

export type Value = string | number | boolean | Date | Uint8Array | null | readonly number[];

/** Sends rows by COPY, the fastest way into a table. `table` and `columns` are ours, never a visitor's. */
export async function copyIn(
	tx: Tx,
	table: string,
	columns: readonly string[],
	rows: Iterable<readonly Value[]>,
): Promise<void> {
	const pieces = lines(rows);
	const first = pieces.next();
	// a COPY that is closed before its first piece never ends
	if (first.done) return;
	const names = columns.map((name) => `"${name}"`).join(', ');
	const into = await tx.unsafe(`copy ${table} (${names}) from stdin`).writable();
	await pipeline(Readable.from(after(first.value, pieces)), into);
}

function* after(first: string, others: Iterable<string>): Generator<string> {
	yield first;
	yield* others;
}

/** Text of COPY in pieces of about 64 kB. */
function* lines(rows: Iterable<readonly Value[]>): Generator<string> {
	let piece = '';
	for (const row of rows) {
		for (let i = 0; i < row.length; i++) piece += (i ? '\t' : '') + textOf(row[i] as Value);
		piece += '\n';
		if (piece.length > 65_536) {
			yield piece;
			piece = '';
		}
	}
	if (piece) yield piece;
}

const escaped: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
function textOf(value: Value): string {
	if (value === null) return '\\N';
	if (typeof value === 'string') return value.replace(/[\\\n\r\t]/g, (sign) => escaped[sign] as string);
	if (value instanceof Date) return value.toISOString();
	if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
	if (Array.isArray(value)) return `{${value.join(',')}}`;
	return String(value);
}
