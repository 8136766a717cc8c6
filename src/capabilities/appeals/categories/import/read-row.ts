import { visibilities } from '../../appeal.ts';
import { type Amount, type Category, type CategoryText, workingWeeks } from '../../category.ts';
import type { Column } from './columns.ts';

export type Wrong = { line: number; code: string; facts: Record<string, string | number> };

/** A row of a table as far as it could be read: only what its columns say. */
export type ReadRow = {
	line: number;
	code: string | null;
	/** Code of the parent, or the name of its group. */
	parent: string | null;
	group: string | null;
	name: string;
	starred: boolean;
	part: Partial<Category>;
	texts: Map<string, Partial<CategoryText>>;
};

const longestName = 200;

/** Reads one row; what cannot be read is named with its column. */
export function readRow(
	line: number,
	cells: readonly string[],
	at: ReadonlyMap<Column, number>,
	/** The first row of the table: what a column is called there. */
	header: readonly string[],
): { row: ReadRow; wrong: Wrong[] } {
	const wrong: Wrong[] = [];
	const cell = (column: Column) => (cells[at.get(column) ?? -1] ?? '').trim().replace(/\s+/g, ' ');
	const bad = (code: string, facts: Record<string, string | number> = {}) =>
		wrong.push({ line, code, facts });
	const read = <T>(column: Column, reader: (text: string) => T | undefined): T | null => {
		const text = cell(column);
		if (text === '') return null;
		const value = reader(text);
		if (value === undefined)
			bad('appeals.category.import.cell', {
				column: header[at.get(column) ?? -1] ?? column,
				value: text.slice(0, 60),
			});
		return value ?? null;
	};
	const part: Partial<Category> = {};
	if (at.has('answer')) part.answer = read('answer', readAmount);
	if (at.has('reaction')) part.reaction = read('reaction', readAmount);
	if (at.has('calendar'))
		part.calendar = read('calendar', (text) => workingWeeks.find((one) => one === text));
	if (at.has('seasonFrom')) part.seasonFrom = read('seasonFrom', readDayOfYear);
	if (at.has('seasonTo')) part.seasonTo = read('seasonTo', readDayOfYear);
	if (at.has('emergency')) part.emergency = read('emergency', readYes) ?? false;
	if (at.has('emergencyPhone'))
		part.emergencyPhone = read('emergencyPhone', (text) =>
			/^[+\d][\d\s()-]{1,39}$/.test(text) ? text : undefined,
		);
	if (at.has('shownTo')) part.shownTo = read('shownTo', (text) => visibilities.find((one) => one === text));
	if (at.has('placeKind'))
		part.placeKind = read('placeKind', (text) => (/^[a-z][a-z0-9-]{0,39}$/.test(text) ? text : undefined));
	if (at.has('routeAt')) {
		const said = read('routeAt', readShare);
		part.routeAt = typeof said === 'number' ? said : null;
		part.routeNever = said === 'never';
	}
	if (at.has('wordsRu') || at.has('wordsEn'))
		part.words = (['ru', 'en'] as const).flatMap((lang) =>
			[
				...new Set(
					cell(lang === 'ru' ? 'wordsRu' : 'wordsEn')
						.split(/[,;]/)
						.map((word) => word.trim())
						.filter((word) => word.length >= 2 && word.length <= 80),
				),
			].map((word) => ({ lang, word })),
		);
	const texts = new Map<string, Partial<CategoryText>>();
	const say = (lang: string, field: 'name' | 'hint', column: Column, most: number) => {
		const text = cell(column);
		if (!at.has(column)) return;
		if (text.length > most) bad('appeals.category.import.long', { column, most });
		texts.set(lang, { ...texts.get(lang), [field]: text });
	};
	say('ru', 'name', 'nameRu', longestName);
	say('ru', 'hint', 'hintRu', 500);
	say('en', 'name', 'nameEn', longestName);
	say('en', 'hint', 'hintEn', 500);
	const code = read('code', (text) =>
		/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/.test(text) && text.length <= 80 ? text : undefined,
	);
	const name = cell('nameRu');
	if (name === '') bad('appeals.category.import.no-name');
	const group = cell('group');
	if (group.length > longestName) bad('appeals.category.import.long', { column: 'group', most: longestName });
	return {
		row: {
			line,
			code,
			parent: cell('parent') || null,
			group: group || null,
			name,
			starred: read('starred', readYes) ?? false,
			part,
			texts,
		},
		wrong,
	};
}

/** `10`, `10 working-days`, `10 рабочих дней`, `4 рабочих часа`, `30 дней`. A bare number is of working days. */
export function readAmount(text: string): Amount | undefined {
	const [, digits = '', rest = ''] = /^(\d{1,3})\s*(.*)$/.exec(text.toLowerCase()) ?? [];
	const amount = Number(digits);
	if (digits === '' || amount < 1) return undefined;
	if (rest === '' || /^(working-days|раб\S*\s+дн\S*|раб\S*\s+ден\S*|р\.?\s?д\.?)$/.test(rest))
		return { amount, unit: 'working-days' };
	if (/^(working-hours|раб\S*\s+час\S*|час\S*|ч\.?)$/.test(rest)) return { amount, unit: 'working-hours' };
	if (/^(days|(календ\S*\s+)?(дн\S*|ден\S*)|дн\.)$/.test(rest)) return { amount, unit: 'days' };
	return undefined;
}

function readDayOfYear(text: string): string | undefined {
	const [, day = '', month = ''] = /^(\d{1,2})\.(\d{1,2})\.?$/.exec(text) ?? [];
	if (day) return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	return /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) ? text : undefined;
}

function readYes(text: string): boolean | undefined {
	const clean = text.toLowerCase();
	if (['1', 'да', 'yes', 'true', '+', '★', '*'].includes(clean)) return true;
	return ['0', 'нет', 'no', 'false', '-'].includes(clean) ? false : undefined;
}

/** 0.75, 75 %, never. */
function readShare(text: string): number | 'never' | undefined {
	if (['never', 'никогда'].includes(text.toLowerCase())) return 'never';
	const number = Number(text.replace('%', '').replace(',', '.').trim());
	const share = text.includes('%') || number > 1 ? number / 100 : number;
	return share > 0 && share <= 1 ? share : undefined;
}
