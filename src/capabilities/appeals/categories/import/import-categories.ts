import type { TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { slugOf } from '#platform/i18n/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { openTable } from '#platform/tables/door.server.ts';
import { categories } from '../../categories.server.ts';
import { type Editing, editing, save } from '../change-category.ts';
import { readHeader } from './columns.ts';
import { documentsOf, planDocuments } from './documents.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { type ReadRow, readRow, type Wrong } from './read-row.ts';

export const mostBytes = 5 * 2 ** 20;
const mostRows = 5_000;

export type ImportOfCategories = Omit<ImportPlan, 'changes'> & {
	/** Nothing was written: only looked at, or refused because of wrong rows. */
	written: boolean;
};

/**
 * Brings categories in from a table (groups and topics, or our own export) or from a document of ours. One transaction: all
 * of it or nothing. With wrong rows nothing is written, unless `skipWrong` leaves just those out.
 */
export async function importCategories(
	actor: Actor,
	input: {
		file: { name: string; bytes: Uint8Array };
		/** Whose they become: null is common to all. */
		territory: TerritoryId | null;
		dryRun: boolean;
		skipWrong: boolean;
	},
): Promise<ImportOfCategories> {
	const { file, territory, dryRun, skipWrong } = input;
	demand(actor, 'appeals.edit-categories', { territory: territory ?? installation });
	if (file.bytes.length > mostBytes) refuse('appeals.category.import.too-large');
	const origin = `list:${slugOf(file.name.replace(/\.[a-z0-9]+(\.gz)?$/i, '')) ?? 'table'}`;
	const options = { origin, offeredIn: territory };
	const read = await readFile(file.bytes);
	const plan = async (tree: Parameters<typeof planImport>[1]) => {
		if (read.documents) return planDocuments(read.documents, tree, options);
		const first = planImport(read.rows, tree, options);
		const wrong = [...read.wrong, ...first.wrong].sort((a, b) => a.line - b.line);
		if (!skipWrong || wrong.length === 0) return { ...first, wrong };
		const lines = new Set(wrong.map((one) => one.line));
		return {
			...planImport(
				read.rows.filter((row) => !lines.has(row.line)),
				tree,
				options,
			),
			wrong,
		};
	};
	const told = (done: ImportPlan, written: boolean): ImportOfCategories => {
		const { changes: _, ...counts } = done;
		return { ...counts, written };
	};
	if (dryRun) return told(await plan(await categories()), false);
	return editing(async (now: Editing) => {
		const done = await plan(now.tree);
		if (done.wrong.length > 0 && !skipWrong) return told(done, false);
		await save(now, actor, 'imported', done.changes);
		return told(done, true);
	});
}

async function readFile(
	bytes: Uint8Array,
): Promise<{ rows: ReadRow[]; wrong: Wrong[]; documents: unknown[] | null }> {
	const documents = documentsOf(bytes);
	if (documents) return { rows: [], wrong: [], documents };
	const table = await openTable(bytes, { headed: true });
	const at = readHeader(table.header);
	if (!at.has('nameRu')) refuse('appeals.category.import.no-columns');
	const rows: ReadRow[] = [];
	const wrong: Wrong[] = [];
	for await (const { line, cells } of table.rows()) {
		if (line === 1) continue;
		if (rows.length >= mostRows) refuse('appeals.category.import.many', { most: mostRows });
		const read = readRow(line, cells, at, table.header);
		rows.push(read.row);
		wrong.push(...read.wrong);
	}
	return { rows, wrong, documents: null };
}
