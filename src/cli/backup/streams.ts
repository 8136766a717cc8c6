import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Passes everything on and knows its SHA-256 and length in the end. */
export class Hashing extends Transform {
	bytes = 0;
	private readonly hash = createHash('sha256');
	override _transform(part: Buffer, _: string, done: () => void): void {
		this.bytes += part.length;
		this.hash.update(part);
		this.push(part);
		done();
	}
	digest(): string {
		return this.hash.digest('hex');
	}
}

/** In COPY's text form a line is a row: line ends inside values are written `\n`. */
class Lines extends Transform {
	count = 0;
	override _transform(part: Buffer, _: string, done: () => void): void {
		for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) this.count++;
		this.push(part);
		done();
	}
}

/** Writes what COPY gives, gzipped; answers how many rows that were and the hash of the file. */
export async function writeRows(rows: Readable, path: string): Promise<{ rows: number; sha256: string }> {
	const lines = new Lines();
	const hashing = new Hashing();
	await pipeline(rows, lines, createGzip({ level: 6 }), hashing, createWriteStream(path, { mode: 0o600 }));
	await toDisk(path);
	return { rows: lines.count, sha256: hashing.digest() };
}

/**
 * What COPY gives, read to its end by `read`. The driver stops listening to the server while a reader is slow and goes on when the
 * reader asks for more; nobody asks a stream that has ended meanwhile, so the connection would stand still for ever.
 */
export async function readCopy<T>(rows: Readable, read: (rows: Readable) => Promise<T>): Promise<T> {
	try {
		return await read(rows);
	} finally {
		rows._read(0);
	}
}

export async function hashOfFile(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const part of createReadStream(path)) hash.update(part as Buffer);
	return hash.digest('hex');
}

export async function toDisk(path: string): Promise<void> {
	await using file = await open(path, 'r+');
	await file.sync();
}
