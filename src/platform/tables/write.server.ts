import type { WriteSheet } from 'hucre/xlsx';
import { columnLetter } from './column-letter.ts';

export type SheetCell = string | number | boolean | Date | null;

export type Sheet = {
	/** At most 31 signs, without []:*?/\ (a rule of Excel). */
	name: string;
	columns: readonly {
		title: string;
		/** In letters. */
		width?: number;
		/** Only these may be typed; taken from a column of another sheet, where they may be longer than Excel's own 255 signs. */
		allowed?: { sheet: string; column: string; count: number };
		/** Shown when the cell is chosen. */
		hint?: { title: string; text: string };
		format?: string;
	}[];
	rows: readonly (readonly SheetCell[])[];
	/** Rows that the lists of allowed values are offered in. */
	room?: number;
	wrap?: boolean;
};

/** A workbook of Excel with headings that stay in sight. A text that begins with a sign of a formula stays a text. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
	const { writeXlsx } = await import('hucre/xlsx');
	return writeXlsx({ sheets: sheets.map(sheetOf) });
}

function sheetOf(sheet: Sheet): WriteSheet {
	const letters = sheet.columns.map((_, i) => columnLetter(i));
	const last = 1 + Math.max(sheet.room ?? 0, sheet.rows.length);
	return {
		name: sheet.name,
		columns: sheet.columns.map(({ width = 20, format }) => ({
			width,
			...(format ? { numFmt: format } : {}),
		})),
		rows: [sheet.columns.map(({ title }) => title), ...sheet.rows.map((row) => [...row])],
		cells: new Map([
			...sheet.columns.map(
				(_, i) =>
					[
						`0,${i}`,
						{ style: { font: { bold: true }, alignment: { wrapText: true, vertical: 'top' as const } } },
					] as const,
			),
			...(sheet.wrap
				? sheet.rows.flatMap((row, r) =>
						row.map(
							(_, c) =>
								[
									`${r + 1},${c}`,
									{ style: { alignment: { wrapText: true, vertical: 'top' as const } } },
								] as const,
						),
					)
				: []),
		]),
		freezePane: { rows: 1 },
		dataValidations: sheet.columns.flatMap(({ allowed, hint }, i) => {
			const range = `${letters[i]}2:${letters[i]}${last}`;
			const told = hint
				? {
						showInputMessage: true,
						inputTitle: hint.title.slice(0, 32),
						inputMessage: hint.text.slice(0, 255),
					}
				: {};
			if (allowed)
				return [
					{
						type: 'list' as const,
						formula1: `'${allowed.sheet.replaceAll("'", "''")}'!$${allowed.column}$2:$${allowed.column}$${allowed.count + 1}`,
						allowBlank: true,
						showErrorMessage: true,
						errorStyle: 'warning' as const,
						range,
						...told,
					},
				];
			return [];
		}),
	};
}
