import { parse } from 'csv-parse/sync';
import { Invalid, invalid, type Problem } from '../errors/door.ts';
import { type DayKind, dayKinds, dayOf } from './working-calendar.ts';

/**
 * Reads `day;kind` lines (comma or tab too, with or without a heading). All mistakes are told at once, by row.
 * The kinds are the words of the code; Russian ones are understood as well.
 */
export function readTable(table: string): Map<number, Map<string, DayKind>> {
	const problems: Problem[] = [];
	const byYear = new Map<number, Map<string, DayKind>>();
	let rows: string[][];
	try {
		rows = parse(table, {
			delimiter: [';', ',', '\t'],
			bom: true,
			trim: true,
			relax_column_count: true,
			skip_empty_lines: true,
		});
	} catch {
		invalid({ field: 'table', code: 'calendar.import.not-a-table' });
	}
	if (rows.length > 5000)
		invalid({ field: 'table', code: 'calendar.import.too-long', facts: { most: 5000 } });
	const seen = new Set<string>();
	for (const [i, [first = '', second = '']] of rows.entries()) {
		const heading = i === 0 && !/\d/.test(first);
		if (heading) continue;
		const day = readDay(first);
		const kind = readKind(second);
		const facts = { row: i + 1, value: `${first} ${second}`.slice(0, 60) };
		if (!day) problems.push({ field: 'table', code: 'calendar.import.not-a-day', facts });
		else if (!kind) problems.push({ field: 'table', code: 'calendar.import.not-a-kind', facts });
		else if (seen.has(day)) problems.push({ field: 'table', code: 'calendar.import.day-twice', facts });
		else {
			seen.add(day);
			const year = Number(day.slice(0, 4));
			byYear.set(year, (byYear.get(year) ?? new Map<string, DayKind>()).set(day, kind));
		}
	}
	if (problems.length === 0 && seen.size === 0)
		problems.push({ field: 'table', code: 'calendar.import.empty' });
	if (problems.length > 0) throw new Invalid(problems.slice(0, 50));
	return byYear;
}

function readDay(text: string): string | null {
	const iso = text.replace(
		/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/,
		(_, d, m, y) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`,
	);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
	try {
		const day = dayOf(iso);
		return day.year >= 1990 && day.year <= 2200 ? day.toString() : null;
	} catch {
		return null;
	}
}

const russianKinds: Record<string, DayKind> = {
	праздник: 'holiday',
	праздничный: 'holiday',
	перенос: 'moved',
	выходной: 'moved',
	рабочий: 'working',
	сокращённый: 'short',
	сокращенный: 'short',
};
function readKind(text: string): DayKind | null {
	const word = text.toLowerCase();
	return dayKinds.find((kind) => kind === word) ?? russianKinds[word] ?? null;
}
