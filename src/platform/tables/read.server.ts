import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse';
import { Refusal, refuse } from '../errors/door.ts';
import { columnLetter } from './column-letter.ts';
import { type Delimiter, guessDelimiter } from './delimiter.ts';
import { decodeText, type Encoding, guessEncoding } from './encoding.ts';

/** A row as a spreadsheet shows it: `line` 1 is the first one, headings included. */
export type TableRow = { line: number; cells: readonly string[] };

export type OpenTable = {
	format: 'csv' | 'xlsx';
	/** Null for a workbook. */
	encoding: Encoding | null;
	delimiter: Delimiter | null;
	/** Whether the first row was taken for headings. */
	headed: boolean;
	/** Names of the columns, each once; A, B, C where there are no headings. */
	header: readonly string[];
	/** Every row with anything in it, from the first again at each call. */
	rows(): AsyncGenerator<TableRow>;
};

export type ReadAs = {
	encoding?: Encoding | undefined;
	delimiter?: Delimiter | undefined;
	headed?: boolean | undefined;
};

/** What a table may weigh when unpacked. */
const mostBytes = 400 * 2 ** 20;
export const mostColumns = 200;

/**
 * Opens a table that an office program wrote: CSV with any delimiter in any usual encoding (also gzipped), or a workbook
 * of Excel, whose first sheet with anything in it is read.
 * @throws Refusal tables.* when it is none
 */
export async function openTable(bytes: Uint8Array, as: ReadAs = {}): Promise<OpenTable> {
	if (bytes.length === 0) refuse('tables.empty');
	if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11) refuse('tables.old-excel');
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) return openWorkbook(bytes, as);
	const plain = unpacked(bytes);
	const encoding = as.encoding ?? guessEncoding(plain);
	if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && plain.subarray(0, 10_000).includes(0))
		refuse('tables.not-a-table');
	const text = decodeText(plain, encoding);
	const delimiter = as.delimiter ?? guessDelimiter(text);
	return opened({ format: 'csv', encoding, delimiter }, () => csvRows(text, delimiter), as);
}

function unpacked(bytes: Uint8Array): Uint8Array {
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
	try {
		return gunzipSync(bytes, { maxOutputLength: mostBytes });
	} catch (error) {
		const code = (error as { code?: string }).code;
		throw new Refusal(
			code === 'ERR_BUFFER_TOO_LARGE' ? 'tables.too-large' : 'tables.broken-packing',
			{},
			{ cause: error },
		);
	}
}

async function* csvRows(text: string, delimiter: Delimiter): AsyncGenerator<TableRow> {
	const parser = parse({
		delimiter,
		relax_column_count: true,
		// a quote inside an unquoted cell is a letter like any other
		relax_quotes: true,
		skip_empty_lines: false,
		record_delimiter: ['\r\n', '\n', '\r'],
	});
	const pieces = Readable.from(piecesOf(text));
	pieces.pipe(parser);
	let line = 0;
	try {
		for await (const cells of parser as AsyncIterable<string[]>) {
			line++;
			yield { line, cells };
		}
	} catch (error) {
		if (!(error as { code?: string }).code?.startsWith('CSV_')) throw error;
		throw new Refusal('tables.broken-row', { line: line + 1 }, { cause: error });
	} finally {
		pieces.destroy();
		parser.destroy();
	}
}

/** Piece by piece, so that a large table never stops the process for long. */
async function* piecesOf(text: string): AsyncGenerator<Buffer> {
	const length = 256 * 1024;
	for (let from = 0; from < text.length; ) {
		let to = Math.min(text.length, from + length);
		// a sign beyond the basic plane is not cut in two
		if (/[\ud800-\udbff]/.test(text[to - 1] ?? '')) to++;
		yield Buffer.from(text.slice(from, to));
		from = to;
		await breathe();
	}
}

async function openWorkbook(bytes: Uint8Array, as: ReadAs): Promise<OpenTable> {
	return opened({ format: 'xlsx', encoding: null, delimiter: null }, () => workbookRows(bytes), as);
}

async function* workbookRows(bytes: Uint8Array): AsyncGenerator<TableRow> {
	try {
		let read = 0;
		const { streamXlsxRows } = await import('hucre/xlsx');
		for await (const row of streamXlsxRows(bytes, { sheet: 0, maxInputBytes: mostBytes })) {
			yield { line: row.index + 1, cells: row.values.map(textOf) };
			if (++read % 500 === 0) await breathe();
		}
	} catch (error) {
		if (error instanceof Refusal) throw error;
		throw new Refusal('tables.broken-workbook', {}, { cause: error });
	}
}

/** Days and hours of a workbook have no zone: they are written as they stand in the cell. */
function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date)
		return Number.isNaN(value.getTime())
			? ''
			: value.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');
	if (typeof value === 'object') return '';
	return String(value);
}

async function opened(
	of: Pick<OpenTable, 'format' | 'encoding' | 'delimiter'>,
	all: () => AsyncGenerator<TableRow>,
	as: ReadAs,
): Promise<OpenTable> {
	const filled = async function* (): AsyncGenerator<TableRow> {
		for await (const row of all()) if (row.cells.some((cell) => cell.trim() !== '')) yield row;
	};
	let first: TableRow | undefined;
	for await (const row of filled()) {
		first = row;
		break;
	}
	if (!first) refuse('tables.empty');
	if (first.cells.length > mostColumns) refuse('tables.too-many-columns', { most: mostColumns });
	const headed = as.headed ?? looksLikeHeadings(first.cells);
	const headingLine = headed ? first.line : 0;
	return {
		...of,
		headed,
		header: headed ? uniqueNames(first.cells) : first.cells.map((_, i) => columnLetter(i)),
		async *rows() {
			for await (const row of filled()) if (row.line !== headingLine) yield row;
		},
	};
}

/** Headings are short and are neither numbers nor days; a row of data nearly always has one of those, or a long text. */
export function looksLikeHeadings(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	return filled.every(
		(cell) =>
			cell.trim().length <= 80 && !/^[-+]?\d+([.,]\d+)?$|^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/.test(cell.trim()),
	);
}

/** Each column has a name of its own: an empty one its letter, a repeated one a number behind it. */
export function uniqueNames(cells: readonly string[]): string[] {
	const seen = new Map<string, number>();
	return cells.map((cell, i) => {
		const name = cell.replace(/\s+/g, ' ').trim().slice(0, 100) || columnLetter(i);
		const times = (seen.get(name) ?? 0) + 1;
		seen.set(name, times);
		return times === 1 ? name : `${name} (${times})`;
	});
}
