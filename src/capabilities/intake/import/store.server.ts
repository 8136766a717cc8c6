import {
	type AccountId,
	copyIn,
	type Db,
	type Id,
	type TerritoryId,
	type Tx,
} from '#platform/db/door.server.ts';
import type { Delimiter, Encoding } from '#platform/tables/door.server.ts';
import type { FieldMapping, Mapping, WordField } from './fields.ts';
import type { Found } from './found.ts';
import type { SeenColumn } from './guess.ts';
import type { ImportState } from './state.ts';

export type { ImportState } from './state.ts';

/** SQL of imports, their mappings and what they found. */

export type ImportId = Id<'import'>;
export type MappingId = Id<'mapping'>;

export type ImportRow = {
	territory: TerritoryId;
	id: ImportId;
	fileName: string;
	size: number;
	/** The file is still here. */
	hasContent: boolean;
	format: 'csv' | 'xlsx';
	encoding: Encoding | null;
	delimiter: Delimiter | null;
	headed: boolean;
	mapping: MappingId;
	/** The named one that learns along. */
	keeps: MappingId | null;
	state: ImportState;
	rows: number;
	wrong: number;
	doubtful: number;
	brought: number;
	known: number;
	takenBack: number;
	kept: number;
	reached: number;
	mirrored: number;
	seconds: number | null;
	work: string | null;
	account: AccountId | null;
	createdAt: Date;
	endedAt: Date | null;
	undoUntil: Date | null;
};

const columns = (db: Db) => db`
	territory_id as territory, id, file_name as "fileName", size, content is not null as "hasContent", format, encoding,
	delimiter, headed, mapping_id as mapping, keeps_id as keeps, state, rows, wrong, doubtful, brought, known, taken_back as "takenBack", kept,
	reached, mirrored, seconds::float8 as seconds, work_id as work, account_id as account, created_at as "createdAt",
	ended_at as "endedAt", undo_until as "undoUntil"`;

export async function insertImport(
	tx: Tx,
	row: Pick<
		ImportRow,
		| 'territory'
		| 'id'
		| 'fileName'
		| 'format'
		| 'encoding'
		| 'delimiter'
		| 'headed'
		| 'mapping'
		| 'keeps'
		| 'rows'
		| 'account'
	> & { content: Uint8Array; at: Date },
): Promise<void> {
	await tx`
		insert into intake.import (territory_id, id, file_name, content, size, format, encoding, delimiter, headed, mapping_id,
			keeps_id, state, rows, account_id, created_at)
		values (${row.territory}, ${row.id}, ${row.fileName}, ${Buffer.from(row.content)}, ${row.content.length}, ${row.format},
			${row.encoding}, ${row.delimiter}, ${row.headed}, ${row.mapping}, ${row.keeps}, 'columns', ${row.rows}, ${row.account}, ${row.at})`;
}

export async function read(db: Db, territory: TerritoryId, id: ImportId): Promise<ImportRow | undefined> {
	const [row] = await db<ImportRow[]>`
		select ${columns(db)} from intake.import where territory_id = ${territory} and id = ${id}`;
	return row;
}
export async function lock(tx: Tx, territory: TerritoryId, id: ImportId): Promise<ImportRow | undefined> {
	const [row] = await tx<ImportRow[]>`
		select ${columns(tx)} from intake.import where territory_id = ${territory} and id = ${id} for update`;
	return row;
}
export async function list(db: Db, territory: TerritoryId): Promise<ImportRow[]> {
	return db<ImportRow[]>`
		select ${columns(db)} from intake.import where territory_id = ${territory} order by created_at desc limit 50`;
}
export async function content(db: Db, territory: TerritoryId, id: ImportId): Promise<Uint8Array | null> {
	const [row] = await db<{ content: Buffer | null }[]>`
		select content from intake.import where territory_id = ${territory} and id = ${id}`;
	return row?.content ?? null;
}

export type Change = Partial<
	Pick<
		ImportRow,
		| 'state'
		| 'rows'
		| 'wrong'
		| 'doubtful'
		| 'brought'
		| 'known'
		| 'takenBack'
		| 'kept'
		| 'reached'
		| 'mirrored'
		| 'seconds'
		| 'work'
		| 'endedAt'
		| 'undoUntil'
		| 'keeps'
		| 'encoding'
		| 'delimiter'
		| 'headed'
	>
>;
const names: Record<keyof Change, string> = {
	state: 'state',
	rows: 'rows',
	wrong: 'wrong',
	doubtful: 'doubtful',
	brought: 'brought',
	known: 'known',
	takenBack: 'taken_back',
	kept: 'kept',
	reached: 'reached',
	mirrored: 'mirrored',
	seconds: 'seconds',
	work: 'work_id',
	endedAt: 'ended_at',
	undoUntil: 'undo_until',
	keeps: 'keeps_id',
	encoding: 'encoding',
	delimiter: 'delimiter',
	headed: 'headed',
};
export async function change(db: Db, territory: TerritoryId, id: ImportId, what: Change): Promise<void> {
	const set = Object.fromEntries(
		Object.entries(what).map(([name, value]) => [names[name as keyof Change], value]),
	) as Record<string, string>;
	await db`update intake.import set ${db(set)} where territory_id = ${territory} and id = ${id}`;
}

export async function forgetContents(db: Db, before: Date): Promise<void> {
	await db`/* background: nightly, over all territories */
		update intake.import set content = null where content is not null and created_at < ${before}`;
}

export async function putColumns(
	tx: Tx,
	territory: TerritoryId,
	id: ImportId,
	seen: readonly SeenColumn[],
	values: ReadonlyMap<number, readonly { value: string; count: number }[]>,
): Promise<void> {
	await tx`delete from intake.import_column where territory_id = ${territory} and import_id = ${id}`;
	await tx`delete from intake.import_value where territory_id = ${territory} and import_id = ${id}`;
	for (const one of seen)
		await tx`
			insert into intake.import_column (territory_id, import_id, position, name, filled, samples, different, written, swapped)
			values (${territory}, ${id}, ${one.position}, ${one.name}, ${one.filled}, ${[...one.samples]}, ${one.different},
				${one.written}, ${one.swapped})`;
	const rows = [...values].flatMap(([position, of]) =>
		of.map(({ value, count }) => [territory, id, position, value.slice(0, 300), count] as const),
	);
	await copyIn(tx, 'intake.import_value', ['territory_id', 'import_id', 'position', 'value', 'count'], rows);
}
export async function columnsOf(db: Db, territory: TerritoryId, id: ImportId): Promise<SeenColumn[]> {
	return db<SeenColumn[]>`
		select position, name, filled, samples, different, written, swapped from intake.import_column
		where territory_id = ${territory} and import_id = ${id} order by position`;
}
export async function valuesOf(
	db: Db,
	territory: TerritoryId,
	id: ImportId,
	column: string,
): Promise<{ value: string; count: number }[]> {
	return db<{ value: string; count: number }[]>`
		select v.value, v.count from intake.import_value v
		join intake.import_column c on c.territory_id = v.territory_id and c.import_id = v.import_id and c.position = v.position
		where v.territory_id = ${territory} and v.import_id = ${id} and c.name = ${column}
		order by v.count desc, v.value collate "C"`;
}

export async function insertMapping(
	tx: Tx,
	of: { territory: TerritoryId; id: MappingId; name: string | null; by: AccountId | null; at: Date },
	mapping: Mapping,
): Promise<void> {
	await tx`
		insert into intake.mapping (territory_id, id, name, source, made_by, made_at)
		values (${of.territory}, ${of.id}, ${of.name}, ${mapping.source}, ${of.by}, ${of.at})`;
	await writeMapping(tx, of.territory, of.id, mapping);
}
/** The whole of a mapping, anew. */
export async function writeMapping(
	tx: Tx,
	territory: TerritoryId,
	id: MappingId,
	mapping: Mapping,
): Promise<void> {
	await tx`
		update intake.mapping set source = ${mapping.source} where territory_id = ${territory} and id = ${id}`;
	await tx`delete from intake.mapping_field where territory_id = ${territory} and mapping_id = ${id}`;
	await tx`delete from intake.mapping_value where territory_id = ${territory} and mapping_id = ${id}`;
	for (const one of mapping.fields)
		await tx`
			insert into intake.mapping_field (territory_id, mapping_id, field, "column", otherwise, written, swapped)
			values (${territory}, ${id}, ${one.field}, ${one.column}, ${one.otherwise}, ${one.written}, ${one.swapped})`;
	const rows = [...mapping.values].flatMap(([field, words]) =>
		[...words].map(([value, target]) => [territory, id, field, value.slice(0, 300), target] as const),
	);
	await copyIn(tx, 'intake.mapping_value', ['territory_id', 'mapping_id', 'field', 'value', 'target'], rows);
}
export async function readMapping(
	db: Db,
	territory: TerritoryId,
	id: MappingId,
): Promise<(Mapping & { name: string | null }) | undefined> {
	const [head] = await db<{ name: string | null; source: string }[]>`
		select name, source from intake.mapping where territory_id = ${territory} and id = ${id}`;
	if (!head) return undefined;
	const [of, words] = await Promise.all([
		db<FieldMapping[]>`
			select field, "column", otherwise, written, swapped from intake.mapping_field
			where territory_id = ${territory} and mapping_id = ${id}`,
		db<{ field: WordField; value: string; target: string }[]>`
			select field, value, target from intake.mapping_value where territory_id = ${territory} and mapping_id = ${id}`,
	]);
	const values: Mapping['values'] = new Map();
	for (const { field, value, target } of words)
		values.set(field, (values.get(field) ?? new Map<string, string>()).set(value, target));
	return { ...head, fields: of, values };
}
export async function namedMappings(
	db: Db,
	territory: TerritoryId,
): Promise<{ id: MappingId; name: string; source: string }[]> {
	return db<{ id: MappingId; name: string; source: string }[]>`
		select id, name, source from intake.mapping
		where territory_id = ${territory} and name is not null order by lower(name) collate "C" limit 100`;
}
export async function mappingNamed(
	db: Db,
	territory: TerritoryId,
	name: string,
): Promise<MappingId | undefined> {
	const [row] = await db<{ id: MappingId }[]>`
		select id from intake.mapping where territory_id = ${territory} and lower(name) = lower(${name})`;
	return row?.id;
}

export async function clearProblems(db: Db, territory: TerritoryId, id: ImportId): Promise<void> {
	await db`delete from intake.import_problem where territory_id = ${territory} and import_id = ${id}`;
}
export async function addProblems(
	tx: Tx,
	territory: TerritoryId,
	id: ImportId,
	found: readonly Found[],
	from: number,
): Promise<void> {
	await copyIn(
		tx,
		'intake.import_problem',
		['territory_id', 'import_id', 'number', 'line', 'column', 'severity', 'code', 'facts'],
		found.map((one, i) => [
			territory,
			id,
			from + i,
			one.line,
			one.column?.slice(0, 100) ?? null,
			one.severity,
			one.code,
			JSON.stringify(one.facts),
		]),
	);
}
export async function problems(
	db: Db,
	territory: TerritoryId,
	id: ImportId,
	query: { code?: string | undefined; severity?: string | undefined; after: number; limit: number },
): Promise<(Found & { number: number })[]> {
	return db<(Found & { number: number })[]>`
		select number, line, "column", severity, code, facts from intake.import_problem
		where territory_id = ${territory} and import_id = ${id} and number > ${query.after}
			${query.code ? db`and code = ${query.code}` : db``}
			${query.severity ? db`and severity = ${query.severity}` : db``}
		order by number limit ${query.limit}`;
}
/** How often each fault was found, and in which column. */
export async function problemCounts(
	db: Db,
	territory: TerritoryId,
	id: ImportId,
): Promise<{ code: string; severity: 'wrong' | 'doubtful'; column: string | null; count: number }[]> {
	return db<{ code: string; severity: 'wrong' | 'doubtful'; column: string | null; count: number }[]>`
		select code, severity, "column", count(*)::int as count from intake.import_problem
		where territory_id = ${territory} and import_id = ${id}
		group by code, severity, "column" order by severity desc, count desc, code`;
}

export type NewArrival = { key: string; appeal: string; line: number };

/** Numbers of a source that are here already, with the row and import that brought them. */
export async function knownArrivals(
	db: Db,
	territory: TerritoryId,
	source: string,
	keys: readonly string[],
): Promise<Map<string, { import: string | null; line: number | null }>> {
	const rows = await db<{ key: string; import: string | null; line: number | null }[]>`
		select external_id as key, import_id as import, line from intake.arrival
		where territory_id = ${territory} and source = ${source} and external_id = any(${[...keys]})`;
	return new Map(rows.map(({ key, ...of }) => [key, of]));
}
export async function copyArrivals(
	tx: Tx,
	of: { territory: TerritoryId; source: string; importTerritory: TerritoryId; import: ImportId; at: Date },
	arrivals: readonly NewArrival[],
): Promise<void> {
	await copyIn(
		tx,
		'intake.arrival',
		['territory_id', 'source', 'external_id', 'appeal_id', 'at', 'import_territory_id', 'import_id', 'line'],
		arrivals.map((one) => [
			of.territory,
			of.source,
			one.key,
			one.appeal,
			of.at,
			of.importTerritory,
			of.import,
			one.line,
		]),
	);
}
/** What an import brought, in the order of its rows. */
export async function arrivalsOf(
	db: Db,
	territories: readonly TerritoryId[],
	id: ImportId,
	after: number,
	limit: number,
): Promise<{ territory: TerritoryId; appeal: string; line: number }[]> {
	return db<{ territory: TerritoryId; appeal: string; line: number }[]>`
		select territory_id as territory, appeal_id as appeal, line from intake.arrival
		where territory_id = any(${[...territories]}::int[]) and import_id = ${id} and line > ${after}
		order by line limit ${limit}`;
}
export async function countArrivals(
	db: Db,
	territories: readonly TerritoryId[],
	id: ImportId,
): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(*)::int as count from intake.arrival
		where territory_id = any(${[...territories]}::int[]) and import_id = ${id}`;
	return row?.count ?? 0;
}
export async function dropArrivals(
	tx: Tx,
	territory: TerritoryId,
	id: ImportId,
	appeals: readonly string[],
): Promise<void> {
	await tx`
		delete from intake.arrival
		where territory_id = ${territory} and import_id = ${id} and appeal_id = any(${[...appeals]}::uuid[])`;
}
