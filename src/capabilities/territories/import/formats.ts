import { parse } from 'csv-parse/sync';
import { refuse } from '#platform/errors/door.ts';
import { readOktmo } from '../oktmo.ts';

/** The forms of lists that we read, found by their first line and never by the file's name. */
export const formats = [
	'oktmo-list',
	'oktmo-rosstat',
	'oktmo-volume',
	'sberindex',
	'towns',
	'cities-hflabs',
	'regions-hflabs',
	'population',
	'boundaries',
] as const;
export type Format = (typeof formats)[number];

/** A row of any OKTMO list. `section` 1: municipalities, 2: places. */
export type OktmoRow = {
	line: number;
	/** As written. */
	written: string;
	code: string | null;
	check: number | null;
	name: string;
	centre: string | null;
	section: 1 | 2;
};
export type Row = { line: number; values: Record<string, string> };
export type Read = { format: Format; oktmo: OktmoRow[]; rows: Row[]; json: unknown };

const headers: [Format, string[]][] = [
	['oktmo-list', ['oktmo', 'check_digit', 'name']],
	['sberindex', ['oktmo', 'municipal_district_name', 'municipal_district_type', 'year_from', 'year_to']],
	['cities-hflabs', ['oktmo', 'city', 'region', 'geo_lat', 'geo_lon', 'population']],
	['regions-hflabs', ['name', 'type', 'name_with_type', 'oktmo', 'iso_code', 'timezone']],
	['population', ['territory_id', 'year', 'age', 'gender', 'value']],
	['towns', ['city', 'population', 'lat', 'lon', 'region_name', 'oktmo']],
];

/** The format of a text, or null. */
export function detect(text: string): Format | null {
	const start = text.slice(0, 2000).replace(/^\ufeff/, '');
	if (/^\s*\{/.test(start)) return /"FeatureCollection"/.test(start) ? 'boundaries' : null;
	const first = start.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
	const columns = first.split(',').map((column) => column.trim().replace(/^"|"$/g, ''));
	for (const [format, needed] of headers) if (needed.every((name) => columns.includes(name))) return format;
	if (/^"?\d{2}"?;"?\d{3}"?;"?\d{3}"?;"?\d{3}"?;"?\d"?;"?[12]"?;/.test(first)) return 'oktmo-rosstat';
	if (/^\d{2}[ \u00a0]\d{3}[ \u00a0]\d{3}([ \u00a0]\d{3})?\s*;\d;/.test(first)) return 'oktmo-volume';
	return null;
}

/** Reads the rows with their lines in the file. */
export function read(text: string, wished?: Format): Read {
	const clean = text.replace(/^\ufeff/, '');
	if (clean.trim() === '') refuse('tables.empty');
	const format = wished ?? detect(clean);
	if (!format)
		refuse('territories.import.unknown-format', {
			line: clean.trimStart().split('\n', 1)[0]?.slice(0, 120) ?? '',
		});
	const empty: Read = { format, oktmo: [], rows: [], json: null };
	if (format === 'boundaries') {
		try {
			return { ...empty, json: JSON.parse(clean) };
		} catch (error) {
			refuse('territories.import.broken-json', { reason: (error as Error).message.slice(0, 200) });
		}
	}
	if (format === 'oktmo-rosstat') return { ...empty, oktmo: cells(clean, ';').map(rosstatRow) };
	if (format === 'oktmo-volume') return { ...empty, oktmo: volumeRows(clean) };
	const rows = withHeader(clean, format === 'population' ? wholes : undefined);
	const needed = headers.find(([name]) => name === format)?.[1] ?? [];
	const missing = needed.filter((name) => !(name in (rows[0]?.values ?? {})));
	if (missing.length > 0) refuse('territories.import.missing-columns', { columns: missing.join(', ') });
	if (format !== 'oktmo-list') return { ...empty, rows };
	const oktmo = rows.map(({ line, values }): OktmoRow => {
		const code = readOktmo(values.oktmo ?? '');
		return {
			line,
			written: values.oktmo ?? '',
			code,
			check: digit(values.check_digit),
			name: values.name ?? '',
			centre: null,
			section: code?.length === 11 ? 2 : 1,
		};
	});
	return { ...empty, oktmo };
}

function digit(text: string | undefined): number | null {
	return text && /^\d$/.test(text.trim()) ? Number(text.trim()) : null;
}

/** The list of residents has 700,000 rows by age; the whole of a municipality is a row for each sex. */
const wholes = (record: string[]) => record.includes('Всего') || record.includes('territory_id');

function cells(
	text: string,
	delimiter: string,
	wanted?: (record: string[]) => boolean,
): { line: number; cells: string[] }[] {
	try {
		const read = parse(text, {
			delimiter,
			info: true,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true,
			trim: true,
			...(wanted
				? {
						// with `info` a record comes inside its story; the types know only the bare one
						on_record: ((one: { record: string[] }) => (wanted(one.record) ? one : null)) as never,
					}
				: {}),
		}) as unknown as { record: string[]; info: { lines: number } }[];
		return read.map(({ record, info }) => ({ line: info.lines, cells: record }));
	} catch (error) {
		refuse('territories.import.broken-table', { reason: (error as Error).message.slice(0, 200) });
	}
}

function withHeader(text: string, wanted?: (record: string[]) => boolean): Row[] {
	const [head, ...body] = cells(text, ',', wanted);
	const names = head?.cells ?? [];
	return body.map(({ line, cells: values }) => ({
		line,
		values: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ''])),
	}));
}

/** Rosstat: region; upper; lower; place; check digit; section; name; centre; note; change number; kind of change; two dates. */
function rosstatRow({ line, cells: c }: { line: number; cells: string[] }): OktmoRow {
	const section = c[5] === '2' ? 2 : 1;
	const written = [c[0], c[1], c[2], section === 2 ? c[3] : ''].join(' ').trim();
	return {
		line,
		written,
		code: /^\d{2} \d{3} \d{3}( \d{3})?$/.test(written) ? written.replace(/ /g, '') : null,
		check: digit(c[4]),
		name: c[6] ?? '',
		centre: c[7] || null,
		section,
	};
}

/** A volume of the printed classifier: `80 601 404    ;1;- Альмухаметовский сельсовет;с Целинный`; notes on lines without a code. */
function volumeRows(text: string): OktmoRow[] {
	const rows: OktmoRow[] = [];
	for (const { line, cells: c } of cells(text, ';')) {
		const written = c[0] ?? '';
		if (written === '') continue;
		const digits = written.replace(/[\s\u00a0]/g, '');
		rows.push({
			line,
			written,
			code: /^(\d{8}|\d{11})$/.test(digits) ? digits : null,
			check: digit(c[1]),
			name: c[2] ?? '',
			centre: c[3] || null,
			section: digits.length === 11 ? 2 : 1,
		});
	}
	return rows;
}
