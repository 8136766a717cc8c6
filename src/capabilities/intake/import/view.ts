import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { viewWork } from '#platform/jobs/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Mapping, WordField } from './fields.ts';
import type { Found } from './found.ts';
import type { SeenColumn } from './guess.ts';
import { reach } from './manage.ts';
import * as store from './store.server.ts';

/** What the pages of imports show. */

export async function listImports(actor: Actor, territory: TerritoryId) {
	demand(actor, 'intake.import', { territory });
	const [imports, mappings] = await Promise.all([
		store.list(database(), territory),
		store.namedMappings(database(), territory),
	]);
	return { imports, mappings };
}

export type ImportView = {
	run: store.ImportRow;
	mapping: Mapping;
	columns: SeenColumn[];
	/** How far its work is. */
	work: { done: number; total: number | null; stops: boolean } | null;
	counts: { code: string; severity: 'wrong' | 'doubtful'; column: string | null; count: number }[];
	problems: (Found & { number: number })[];
	next: number | null;
	/** Only what stays out is shown: what comes in, changed as said, would hide it. */
	onlyWrong: boolean;
	/** Columns whose days make sense only swapped, and are not read so yet. */
	swaps: { column: string; rows: number }[];
};

const shown = 100;

export async function viewImport(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
	query: { code?: string | undefined; all?: boolean; after?: number } = {},
): Promise<ImportView> {
	const run = await reach(actor, territory, id);
	const db = database();
	const busy = ['checking', 'importing', 'undoing'].includes(run.state);
	const onlyWrong = run.wrong > 0 && !query.code && !query.all;
	const [mapping, columns, counts, problems, work] = await Promise.all([
		store.readMapping(db, territory, run.mapping),
		store.columnsOf(db, territory, id),
		store.problemCounts(db, territory, id),
		store.problems(db, territory, id, {
			code: query.code,
			severity: onlyWrong ? 'wrong' : undefined,
			after: query.after ?? -1,
			limit: shown + 1,
		}),
		busy && run.work ? viewWork(actor, run.work as never) : null,
	]);
	if (!mapping) refuse('platform.not-found');
	const page = problems.slice(0, shown);
	return {
		run,
		mapping,
		columns,
		work: work && { done: work.done, total: work.total, stops: work.state === 'stopping' },
		counts,
		problems: page,
		onlyWrong,
		next: problems.length > shown ? (page.at(-1)?.number ?? null) : null,
		swaps: mapping.fields.flatMap((one) => {
			const column = columns.find((seen) => seen.name === one.column);
			return column && column.swapped > 0 && !one.swapped && one.written
				? [{ column: column.name, rows: column.swapped }]
				: [];
		}),
	};
}

/** Words of a column with how often they stand there and what they are here. */
export async function viewValues(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
	field: WordField,
): Promise<{
	run: store.ImportRow;
	column: string | null;
	/** Null: too many different ones to choose for each. */
	words: { value: string; count: number; target: string }[] | null;
	otherwise: string;
}> {
	const run = await reach(actor, territory, id);
	const db = database();
	const mapping = (await store.readMapping(db, territory, run.mapping)) ?? refuse('platform.not-found');
	const of = mapping.fields.find((one) => one.field === field);
	const column = of?.column ?? null;
	const values = column === null ? [] : await store.valuesOf(db, territory, id, column);
	const seen = (await store.columnsOf(db, territory, id)).find((one) => one.name === column);
	const known = mapping.values.get(field);
	return {
		run,
		column,
		words:
			column !== null && seen?.different === null
				? null
				: values.map((one) => ({ ...one, target: known?.get(one.value) ?? '' })),
		otherwise: of?.otherwise ?? '',
	};
}
