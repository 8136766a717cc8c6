import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type Postgres from 'postgres';

/** Rows on their way into one table, by a COPY that stays open until the end. Values must not hold tabs, ends of lines or backslashes. */
export class Sink {
	readonly table: string;
	rows = 0;
	#piece = '';
	#pieces: string[] = [];
	#stream: Writable | undefined;
	#ended: (() => void) | undefined;
	#failed: unknown;
	readonly #copied: Promise<unknown>;
	readonly #ready: Promise<void>;

	/** @param whole the table is empty and nobody reads it: it is written without a log, and its rows are seen by all at once */
	constructor(sql: Postgres.Sql, table: string, columns: readonly string[], whole = true) {
		this.table = table;
		let ready: (value: undefined) => void = () => {};
		let broken: (cause: unknown) => void = () => {};
		this.#ready = new Promise((resolve, reject) => {
			ready = resolve as typeof ready;
			broken = reject;
		});
		const end = new Promise<void>((resolve) => {
			this.#ended = resolve;
		});
		this.#copied = sql
			.begin(async (tx) => {
				if (whole) await tx.unsafe(`truncate ${table}`);
				const names = columns.map((name) => `"${name}"`).join(', ');
				const stream = await tx
					.unsafe(`copy ${table} (${names}) from stdin${whole ? ' with (freeze)' : ''}`)
					.writable();
				// what is wrong is told by the end of the copy
				stream.on('error', (cause) => {
					this.#failed = new Error(`${table}: ${cause.message}`, { cause });
				});
				this.#stream = stream;
				ready(undefined);
				await end;
				stream.end();
				await finished(stream);
			})
			.catch((cause: unknown) => {
				this.#failed = new Error(`${table}: ${(cause as Error).message}`, { cause });
				broken(this.#failed);
			});
	}

	put(row: readonly (string | number | boolean | null)[]): void {
		let line = '';
		for (let i = 0; i < row.length; i++) {
			const value = row[i];
			line += i === 0 ? '' : '\t';
			line += value === null ? '\\N' : value;
		}
		this.#piece += `${line}\n`;
		this.rows++;
		if (this.#piece.length > 131_072) {
			this.#pieces.push(this.#piece);
			this.#piece = '';
		}
	}

	/** Sends what has gathered and waits while the server is behind. */
	async flow(): Promise<void> {
		if (this.#pieces.length === 0) return;
		await this.#ready;
		if (this.#failed) throw this.#failed;
		const stream = this.#stream as Writable;
		for (const piece of this.#pieces) if (!stream.write(piece)) await once(stream, 'drain');
		this.#pieces = [];
	}

	async end(): Promise<void> {
		if (this.#piece) this.#pieces.push(this.#piece);
		this.#piece = '';
		await this.flow();
		await this.#ready;
		this.#ended?.();
		await this.#copied;
		if (this.#failed) throw this.#failed;
	}
}

export const at = (instant: number | Date | null): string | null =>
	instant === null ? null : (typeof instant === 'number' ? new Date(instant) : instant).toISOString();
export const bytes = (value: Uint8Array): string => `\\\\x${Buffer.from(value).toString('hex')}`;
