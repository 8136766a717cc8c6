import { stringify } from 'csv-stringify/sync';
import { streamedAnswer } from './streamed.ts';

/** A cell that a spreadsheet would run as a formula is given as text. */
const plain = (text: string) => (/^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text);

type Rows = readonly (readonly string[])[];

/**
 * Rows as a CSV download, streamed, so that neither side holds all of it. Begins with the mark of the byte order, so that
 * spreadsheets read Cyrillic.
 */
export function csvAnswer(name: string, head: readonly string[], rows: AsyncIterable<Rows> | Rows): Response {
	async function* lines() {
		yield `\ufeff${stringify([[...head]])}`;
		for await (const some of Symbol.asyncIterator in rows ? rows : [rows])
			yield stringify(some.map((row) => row.map(plain)));
	}
	return streamedAnswer(lines(), { type: 'text/csv; charset=utf-8', name });
}
