import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { writeWorkbook } from '#platform/tables/door.server.ts';
import { tableOf } from './check.ts';
import { reach } from './manage.ts';
import * as store from './store.server.ts';
import { toldFacts } from './told.ts';

/** Rows of the report: whoever has more wrong ones mends the table by its kinds of faults. */
const most = 50_000;

/**
 * The rows that stay out, as a workbook: as they stand in the table, and before them their line, what is wrong and what to do. Mended,
 * it can be brought in itself.
 */
export async function refusedRows(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
): Promise<{ name: string; bytes: Uint8Array }> {
	const row = await reach(actor, territory, id);
	const table = (await tableOf(row)) ?? refuse('intake.import.file-gone');
	const t = translatorFor(actor.lang);
	const told = new Map<number, string[]>();
	for (let after = -1; told.size < most; ) {
		const part = await store.problems(database(), territory, id, { severity: 'wrong', after, limit: 5_000 });
		if (part.length === 0) break;
		after = part.at(-1)!.number;
		for (const one of part) {
			const column = one.column ? `${one.column}: ` : '';
			const said = `${column}${t.any(`intake.import.found.${one.code}`, toldFacts(one.facts, t.formats))} ${t.any(`intake.import.mend.${one.code}`)}`;
			told.set(one.line, [...(told.get(one.line) ?? []), said]);
		}
	}
	const rows: string[][] = [];
	for await (const { line, cells } of table.rows()) {
		const said = told.get(line);
		if (said) rows.push([String(line), said.join('\n'), ...table.header.map((_, i) => cells[i] ?? '')]);
	}
	const bytes = await writeWorkbook([
		{
			name: t('intake.import.report.sheet').slice(0, 31),
			columns: [
				{ title: t('intake.import.report.line'), width: 8 },
				{ title: t('intake.import.report.what'), width: 60 },
				...table.header.map((title) => ({ title, width: 20 })),
			],
			rows,
			wrap: rows.length < 5_000,
		},
	]);
	return { name: `${row.fileName.replace(/\.[^.]*$/, '')}-${t('intake.import.report.file')}.xlsx`, bytes };
}
