import { pipeline as connect, type Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type DataField, dataFields, type OpenRecord } from './fields.ts';

/** So many records are handed on at once. */
const together = 500;

/** The records of a kept table, as they were when it was made: one table of a month gives every format. */
export async function* recordsOfTable(table: Readable): AsyncGenerator<{ records: OpenRecord[] }> {
	const rows = parse({ bom: true, columns: true, record_delimiter: '\n' });
	// a fault of the table ends the reading with it
	connect(table, rows, () => {});
	let records: OpenRecord[] = [];
	for await (const row of rows as AsyncIterable<Record<string, string>>) {
		records.push(recordOf(row));
		if (records.length < together) continue;
		yield { records };
		records = [];
	}
	if (records.length) yield { records };
}

const recordOf = (row: Record<string, string>): OpenRecord =>
	Object.fromEntries(
		dataFields.map((field) => [field.name, cellOf(field, row[field.name] ?? '')]),
	) as OpenRecord;

function cellOf(field: DataField, text: string): OpenRecord[keyof OpenRecord] {
	if (text === '' && !field.required) return null;
	switch (field.type) {
		case 'integer':
		case 'number':
			return Number(text);
		case 'boolean':
			return text === 'true';
		default:
			// what a spreadsheet would run stands behind an apostrophe there
			return text.replace(/^'(?=[=+@\t\r-])/, '');
	}
}
