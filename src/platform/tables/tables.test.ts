import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Refusal } from '../errors/door.ts';
import { columnLetter } from './column-letter.ts';
import { guessDelimiter } from './delimiter.ts';
import { guessEncoding } from './encoding.ts';
import { type OpenTable, openTable } from './read.server.ts';
import { writeWorkbook } from './write.server.ts';

const russian =
	'Номер;Текст;Дата\r\n1;"Яма; во дворе\r\nна Мира";05.02.2024\r\n2;Фонарь не горит;13.02.2024\r\n';

/** windows-1251, koi8-r and ibm866 have no encoder in Node: the table of each is read backwards from its decoder. */
function encode(text: string, encoding: string): Uint8Array {
	const decoder = new TextDecoder(encoding);
	const table = new Map(Array.from({ length: 256 }, (_, i) => [decoder.decode(Uint8Array.of(i)), i]));
	return Uint8Array.from([...text], (sign) => table.get(sign) ?? 0x3f);
}

async function all(table: OpenTable) {
	const rows = [];
	for await (const row of table.rows()) rows.push(row);
	return rows;
}

const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'nothing',
		(error) => (error instanceof Refusal ? error.code : String(error)),
	);

for (const encoding of ['utf-8', 'windows-1251', 'koi8-r', 'ibm866', 'utf-16le'] as const)
	test(`a table in ${encoding} is read without being told`, async () => {
		const bytes =
			encoding === 'utf-8'
				? Buffer.from(`\ufeff${russian}`)
				: encoding === 'utf-16le'
					? Buffer.from(russian, 'utf16le')
					: encode(russian, encoding);
		assert.equal(guessEncoding(bytes), encoding);
		const table = await openTable(bytes);
		assert.deepEqual(table.header, ['Номер', 'Текст', 'Дата']);
		assert.equal(table.delimiter, ';');
		const rows = await all(table);
		assert.deepEqual(
			rows.map(({ line }) => line),
			[2, 3],
		);
		assert.equal(rows[0]?.cells[1]?.replace('\r\n', '\n'), 'Яма; во дворе\nна Мира');
	});

test('German letters among Latin ones are no Russian', () => {
	assert.equal(guessEncoding(encode('Straße;Ampel gestört;Müll überall\n', 'windows-1252')), 'windows-1252');
});

test('the delimiter is what cuts all lines alike, and not what stands inside quotes', () => {
	assert.equal(guessDelimiter('a,b\n"1;2;3",4\n"5;6",7\n'), ',');
	assert.equal(guessDelimiter('a\tb,c\n1\t2,3,4\n5\t6\n'), '\t');
	assert.equal(guessDelimiter('a|b|c\n1|2|3\n'), '|');
});

test('a table without headings keeps its first row', async () => {
	const table = await openTable(Buffer.from('1;Яма;2024-02-05\n2;Фонарь;2024-02-06\n'));
	assert.equal(table.headed, false);
	assert.deepEqual(table.header, ['A', 'B', 'C']);
	assert.equal((await all(table)).length, 2);
	assert.equal((await openTable(Buffer.from('1;x\n'), { headed: true })).headed, true);
});

test('empty rows are left out and keep their numbers; columns of one name are told apart', async () => {
	const table = await openTable(gzipSync('имя,имя,\n\n,,\nа,б,в\n'));
	assert.deepEqual(table.header, ['имя', 'имя (2)', 'C']);
	assert.deepEqual(await all(table), [{ line: 4, cells: ['а', 'б', 'в'] }]);
});

test('a workbook is read as it is shown: days, numbers, long texts, lines as in Excel', async () => {
	const bytes = await writeWorkbook([
		{
			name: 'Обращения',
			columns: [{ title: 'Номер' }, { title: 'Текст' }, { title: 'Подано', format: 'dd.mm.yyyy hh:mm' }],
			rows: [
				[1, '=2+3, но это текст', new Date(Date.UTC(2024, 1, 5, 14, 30))],
				[2.5, 'Фонарь', null],
			],
		},
	]);
	const table = await openTable(bytes);
	assert.equal(table.format, 'xlsx');
	assert.deepEqual(table.header, ['Номер', 'Текст', 'Подано']);
	const rows = await all(table);
	assert.deepEqual(
		rows.map((row) => [row.line, ...row.cells.slice(0, 3)]),
		[
			[2, '1', '=2+3, но это текст', '2024-02-05 14:30:00'],
			[3, '2.5', 'Фонарь', ...(rows[1]?.cells.length === 3 ? [''] : [])],
		],
	);
});

test('what is no table is refused with what to do', async () => {
	assert.equal(await codeOf(openTable(new Uint8Array())), 'tables.empty');
	assert.equal(await codeOf(openTable(Buffer.from('\n\n'))), 'tables.empty');
	assert.equal(await codeOf(openTable(Buffer.from('d0cf11e0a1b11ae1', 'hex'))), 'tables.old-excel');
	assert.equal(await codeOf(openTable(Buffer.from('PK\u0003\u0004 no workbook'))), 'tables.broken-workbook');
	assert.equal(
		await codeOf(openTable(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))),
		'tables.not-a-table',
	);
	const broken = await openTable(Buffer.from('a,b\n1,"open\n2,3\n'));
	assert.equal(await codeOf(all(broken)), 'tables.broken-row');
});

test('columns are called as spreadsheets call them', () => {
	assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnLetter), [
		'A',
		'Z',
		'AA',
		'AZ',
		'BA',
		'ZZ',
		'AAA',
	]);
});
