import {
	closeSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { config } from '../config/door.server.ts';
import { fromBase64, toBase64 } from './tlog/bytes.ts';
import { bundleOf, entriesOf, tilePath, tileWidth } from './tlog/tiles.ts';

/**
 * What is remembered outside of the database, beside the file of keys: the last state that was signed, and the entries. A database
 * brought back from an older backup knows less; here it is seen, and from here it catches up.
 */
export type Remembered = { epoch: number; origin: string; size: bigint; root: Uint8Array };

export const memoryFolder = (): string => join(dirname(config().keys), 'transparency');
const stateFile = (): string => join(memoryFolder(), 'signed.json');
const bundleFile = (epoch: number, number: bigint): string =>
	join(memoryFolder(), `log-${epoch}`, tilePath({ level: 'entries', number, width: tileWidth }));

export function recall(): Remembered | null {
	let text: string;
	try {
		text = readFileSync(stateFile(), 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
	const { epoch, origin, size, root } = JSON.parse(text) as {
		epoch: number;
		origin: string;
		size: string;
		root: string;
	};
	const bytes = fromBase64(root);
	if (!Number.isInteger(epoch) || typeof origin !== 'string' || bytes?.length !== 32)
		throw new Error(`${stateFile()} is damaged`);
	return { epoch, origin, size: BigInt(size), root: bytes };
}

/** Durable when it returns. Called before the signature, under the lock of the head. */
export function remember({ epoch, origin, size, root }: Remembered): void {
	const text = JSON.stringify({ epoch, origin, size: String(size), root: toBase64(root) });
	writeDurably(stateFile(), Buffer.from(`${text}\n`));
}

export function rememberEntries(epoch: number, number: bigint, entries: readonly Uint8Array[]): void {
	writeDurably(bundleFile(epoch, number), bundleOf(entries));
}

/** The entries of a bundle as they were before signing; null when they are not here. */
export function recallEntries(epoch: number, number: bigint): Uint8Array[] | null {
	try {
		return entriesOf(new Uint8Array(readFileSync(bundleFile(epoch, number))));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

/** Removes entries that every backup worth keeping has by now. The last bundle stays. */
export function forgetBefore(epoch: number, day: Date, last: bigint): number {
	let gone = 0;
	const top = join(memoryFolder(), `log-${epoch}`, 'tile/entries');
	const keep = bundleFile(epoch, last);
	const walk = (folder: string): void => {
		for (const entry of readdirSync(folder, { withFileTypes: true })) {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) walk(path);
			else if (path !== keep && statSync(path).mtime < day) {
				rmSync(path);
				gone++;
			}
		}
	};
	try {
		walk(top);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	return gone;
}

/** A file is whole or not there: written aside, flushed, renamed, the folder flushed. */
export function writeDurably(path: string, bytes: Uint8Array): void {
	const folder = dirname(path);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const aside = `${path}.${process.pid}.new`;
	const file = openSync(aside, 'w', 0o600);
	try {
		for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(aside, path);
	if (process.platform === 'win32') return;
	const opened = openSync(folder, 'r');
	try {
		fsyncSync(opened);
	} finally {
		closeSync(opened);
	}
}
