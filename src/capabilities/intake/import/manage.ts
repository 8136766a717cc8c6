import { record } from '#platform/audit/door.server.ts';
import { database, newId, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { resumeWork, startWork, stopWork } from '#platform/jobs/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { type Delimiter, type Encoding, openTable } from '#platform/tables/door.server.ts';
import { addBody, bodyKey } from '#rooms/organisations/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { type FieldMapping, type Mapping, type WordField, wordFields } from './fields.ts';
import { guessColumns } from './guess.ts';
import { lookAt } from './look.ts';
import * as store from './store.server.ts';
import { suggestValues } from './suggest-values.ts';
import { titlesOf } from './template.ts';

export const mostRows = 1_000_000;
export const mostBytes = 200 * 2 ** 20;

/**
 * Takes a table in: looks through it, guesses its columns or takes a named mapping. Nothing of it becomes an appeal yet.
 * @throws Refusal tables.* when it is no table
 */
export async function openImport(
	actor: Actor,
	input: {
		territory: TerritoryId;
		file: { name: string; bytes: Uint8Array };
		/** A named mapping to begin with. */
		mapping?: store.MappingId | null;
	},
	now = new Date(),
): Promise<store.ImportId> {
	const { territory, file } = input;
	demand(actor, 'intake.import', { territory });
	if (tree.ownerOf(territory) === null) refuse('appeals.territory-not-found');
	const table = await openTable(file.bytes);
	const looked = await lookAt(table, now, mostRows);
	if (looked.rows === 0) refuse('tables.empty');
	if (looked.rows > mostRows) refuse('intake.import.too-many-rows', { most: mostRows });
	const named = input.mapping ? await store.readMapping(database(), territory, input.mapping) : undefined;
	const mapping: Mapping = named
		? { ...named, fields: fitting(named.fields, table.header) }
		: { source: sourceOf(file.name), fields: guessColumns(looked.columns, titles()), values: new Map() };
	if (!named) for (const field of wordFields) await guessWords(territory, mapping, looked, field);
	const id = newId<store.ImportId>(now.getTime());
	const mappingId = newId<store.MappingId>(now.getTime());
	await transaction(async (tx) => {
		await store.insertMapping(
			tx,
			{ territory, id: mappingId, name: null, by: actor.account, at: now },
			mapping,
		);
		await store.insertImport(tx, {
			territory,
			id,
			fileName: file.name.slice(0, 200) || 'table',
			format: table.format,
			encoding: table.encoding,
			delimiter: table.delimiter,
			headed: table.headed,
			mapping: mappingId,
			keeps: named ? (input.mapping ?? null) : null,
			rows: looked.rows,
			account: actor.account,
			content: file.bytes,
			at: now,
		});
		await store.putColumns(tx, territory, id, looked.columns, looked.values);
		await record(tx, {
			actor,
			territory,
			action: 'intake.import-opened',
			thing: { kind: 'appeal-import', id },
			payload: { file: file.name, rows: looked.rows },
		});
	});
	return id;
}

const titles = () => [...titlesOf('ru'), ...titlesOf('en')];

/** Columns of a named mapping that this table has. */
const fitting = (fields: readonly FieldMapping[], header: readonly string[]): FieldMapping[] =>
	fields.filter((one) => one.column === null || header.includes(one.column));

/** `Обращения 2024.xlsx` → `Обращения`: a name for the numbers of such tables, to be changed by whoever imports. */
function sourceOf(file: string): string {
	const name = file
		.replace(/\.(csv|xlsx|txt|tsv|gz)$/gi, '')
		.replace(/\.(csv|txt)$/i, '')
		.replace(/[\d_.\-\s()]+$/g, '')
		.trim();
	return (name || file).slice(0, 120);
}

async function guessWords(
	territory: TerritoryId,
	mapping: Mapping,
	looked: {
		columns: readonly { name: string; position: number }[];
		values: ReadonlyMap<number, readonly { value: string }[]>;
	},
	field: WordField,
): Promise<void> {
	const column = mapping.fields.find((one) => one.field === field)?.column;
	const position = looked.columns.find((one) => one.name === column)?.position;
	const words = position === undefined ? undefined : looked.values.get(position);
	if (words)
		mapping.values.set(
			field,
			await suggestValues(
				territory,
				field,
				words.map((one) => one.value),
			),
		);
}

/** Another way of reading the same file: the columns are looked at anew. */
export async function readAnew(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
	as: { encoding: Encoding | null; delimiter: Delimiter | null; headed: boolean },
): Promise<void> {
	await reach(actor, territory, id);
	const bytes = (await store.content(database(), territory, id)) ?? refuse('intake.import.file-gone');
	const table = await openTable(bytes, {
		encoding: as.encoding ?? undefined,
		delimiter: as.delimiter ?? undefined,
		headed: as.headed,
	});
	const looked = await lookAt(table, new Date(), mostRows);
	await transaction(async (tx) => {
		const row = await lockIn(tx, territory, id, ['columns', 'checked', 'stopped', 'failed']);
		const mapping = (await store.readMapping(tx, territory, row.mapping)) ?? refuse('platform.not-found');
		await store.putColumns(tx, territory, id, looked.columns, looked.values);
		await store.writeMapping(tx, territory, row.mapping, {
			...mapping,
			fields: guessColumns(looked.columns, titles()),
			values: new Map(),
		});
		await store.change(tx, territory, id, {
			encoding: table.encoding,
			delimiter: table.delimiter,
			headed: table.headed,
			rows: looked.rows,
			state: 'columns',
		});
	});
}

/** Keeps which column is what; with a name also for further tables. Words of columns that changed are guessed anew. */
export async function saveMapping(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
	input: { source: string; fields: FieldMapping[]; name: string },
): Promise<void> {
	const row = await reach(actor, territory, id);
	const db = database();
	const before = (await store.readMapping(db, territory, row.mapping)) ?? refuse('platform.not-found');
	const columnIn = (fields: readonly FieldMapping[], field: string) =>
		fields.find((one) => one.field === field)?.column ?? null;
	const values: Mapping['values'] = new Map();
	for (const field of wordFields) {
		const column = columnIn(input.fields, field);
		if (column === null) continue;
		if (column === columnIn(before.fields, field)) values.set(field, before.values.get(field) ?? new Map());
		else {
			const words = await store.valuesOf(db, territory, id, column);
			values.set(
				field,
				await suggestValues(
					territory,
					field,
					words.map((one) => one.value),
				),
			);
		}
	}
	const mapping = { source: input.source, fields: input.fields, values };
	await transaction(async (tx) => {
		await lockIn(tx, territory, id, ['columns', 'checked', 'stopped', 'failed']);
		await store.writeMapping(tx, territory, row.mapping, mapping);
		await store.change(tx, territory, id, { state: 'columns' });
		if (input.name)
			await store.change(tx, territory, id, {
				keeps: await keepNamed(tx, actor, territory, input.name, mapping),
			});
		else await learn(tx, row, mapping);
	});
}

async function keepNamed(
	tx: Tx,
	actor: Actor,
	territory: TerritoryId,
	name: string,
	mapping: Mapping,
): Promise<store.MappingId> {
	const known = await store.mappingNamed(tx, territory, name);
	const id = known ?? newId<store.MappingId>();
	if (known) await store.writeMapping(tx, territory, known, mapping);
	else await store.insertMapping(tx, { territory, id, name, by: actor.account, at: new Date() }, mapping);
	return id;
}

/** The named mapping of an import learns what is told of its words and days. */
async function learn(tx: Tx, row: store.ImportRow, mapping: Mapping): Promise<void> {
	if (row.keeps) await store.writeMapping(tx, row.territory, row.keeps, mapping);
}

/** Keeps what words of the table are here, and what holds where nothing was chosen. */
export async function saveValues(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
	field: WordField,
	input: { values: ReadonlyMap<string, string>; otherwise: string },
): Promise<void> {
	const row = await reach(actor, territory, id);
	const makesRest = field === 'body' && input.otherwise === '+';
	const chosen = new Map(
		[...input.values].map(([value, target]) => [value, target || (makesRest ? '+' : '')]),
	);
	if (
		field === 'body' &&
		(makesRest || [...chosen.values()].includes('+')) &&
		!may(actor, 'organisations.edit', { territory })
	)
		invalid({ field: 'otherwise', code: 'intake.import.values.may-not-make' });
	const otherwise = makesRest ? null : input.otherwise || null;
	await transaction(async (tx) => {
		await lockIn(tx, territory, id, ['columns', 'checked', 'stopped', 'failed']);
		const mapping = (await store.readMapping(tx, territory, row.mapping)) ?? refuse('platform.not-found');
		const values = new Map(mapping.values.get(field));
		for (const [value, target] of chosen)
			if (target === '') values.delete(value);
			else values.set(value, target);
		mapping.values.set(field, values);
		const fields = mapping.fields.some((one) => one.field === field)
			? mapping.fields.map((one) => (one.field === field ? { ...one, otherwise } : one))
			: [...mapping.fields, { field, column: null, otherwise, written: null, swapped: false }];
		await store.writeMapping(tx, territory, row.mapping, { ...mapping, fields });
		await learn(tx, row, { ...mapping, fields });
		await store.change(tx, territory, id, { state: 'columns' });
	});
}

/** Takes the swap of day and month in a column back, or lets it stand; the offer of the page of faults. */
export async function swapDays(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
	column: string,
	swapped: boolean,
): Promise<void> {
	const row = await reach(actor, territory, id);
	await transaction(async (tx) => {
		await lockIn(tx, territory, id, ['columns', 'checked', 'stopped', 'failed']);
		const mapping = (await store.readMapping(tx, territory, row.mapping)) ?? refuse('platform.not-found');
		await store.writeMapping(tx, territory, row.mapping, {
			...mapping,
			fields: mapping.fields.map((one) => (one.column === column ? { ...one, swapped } : one)),
		});
		await store.change(tx, territory, id, { state: 'columns' });
	});
}

/** The dry run. */
export async function startCheck(actor: Actor, territory: TerritoryId, id: store.ImportId): Promise<void> {
	await reach(actor, territory, id);
	await transaction(async (tx) => {
		const row = await lockIn(tx, territory, id, ['columns', 'checked', 'stopped', 'failed']);
		if (!row.hasContent) refuse('intake.import.file-gone');
		const mapping = await store.readMapping(tx, territory, row.mapping);
		if (!mapping?.fields.some((one) => one.field === 'text' && one.column))
			invalid({ field: 'text', code: 'intake.import.columns.text-missing' });
		await begin(tx, actor, row, 'checking', 'intake.check-import');
	});
}

/** The import itself, of the rows that the last check let through. Bodies that are to be made are made first. */
export async function startImport(actor: Actor, territory: TerritoryId, id: store.ImportId): Promise<void> {
	const row = await reach(actor, territory, id);
	if (row.state !== 'checked' && row.state !== 'stopped') refuse('intake.import.check-first');
	await makeBodies(actor, row);
	await transaction(async (tx) => {
		const now = await lockIn(tx, territory, id, ['checked', 'stopped']);
		if (!now.hasContent) refuse('intake.import.file-gone');
		await begin(tx, actor, now, 'importing', 'intake.carry-in');
		await record(tx, {
			actor,
			territory,
			action: 'intake.import-begun',
			thing: { kind: 'appeal-import', id },
			payload: { file: row.fileName, rows: row.rows, wrong: row.wrong },
		});
	});
}

async function makeBodies(actor: Actor, row: store.ImportRow): Promise<void> {
	const mapping = await store.readMapping(database(), row.territory, row.mapping);
	const words = [...(mapping?.values.get('body') ?? [])].filter(([, target]) => target === '+');
	if (!mapping || words.length === 0) return;
	const values = new Map(mapping.values.get('body'));
	for (const [name] of words) {
		const body = await addBody(actor, row.territory, {
			kind: 'department',
			parent: null,
			position: 0,
			nameRu: name.slice(0, 300),
			shortNameRu: null,
			aboutRu: '',
			nameEn: null,
			shortNameEn: null,
			aboutEn: '',
			phone: null,
			email: null,
			site: null,
			address: null,
			hours: null,
			serves: [],
		});
		values.set(name, bodyKey(body));
		mapping.values.set('body', values);
		// one by one: whoever goes on after a death makes none twice
		await transaction((tx) => store.writeMapping(tx, row.territory, row.mapping, mapping));
	}
}

/** Takes a whole import back, within its days. */
export async function startTakingBack(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
	now = new Date(),
): Promise<void> {
	await reach(actor, territory, id);
	await transaction(async (tx) => {
		const row = await lockIn(tx, territory, id, ['done', 'stopped']);
		if (row.state === 'done' && (!row.undoUntil || row.undoUntil < now)) refuse('intake.import.undo-late');
		await begin(tx, actor, row, 'undoing', 'intake.take-back');
		await record(tx, {
			actor,
			territory,
			action: 'intake.import-undo-begun',
			thing: { kind: 'appeal-import', id },
			payload: { file: row.fileName, brought: row.brought },
		});
	});
}

export async function stopImport(actor: Actor, territory: TerritoryId, id: store.ImportId): Promise<void> {
	const row = await reach(actor, territory, id);
	if (!row.work) refuse('intake.import.not-running');
	await transaction((tx) => stopWork(tx, actor, row.work as never));
}

/** Goes on from where it stood. */
export async function resumeImport(actor: Actor, territory: TerritoryId, id: store.ImportId): Promise<void> {
	const row = await reach(actor, territory, id);
	if (row.state !== 'stopped' || !row.work) refuse('intake.import.not-running');
	await transaction(async (tx) => {
		await store.change(tx, territory, id, { state: 'importing' });
		await resumeWork(tx, actor, row.work as never);
	});
}

const workTitles = {
	checking: 'intake.import.work.checking',
	importing: 'intake.import.work.importing',
	undoing: 'intake.import.work.undoing',
} as const;

async function begin(
	tx: Tx,
	actor: Actor,
	row: store.ImportRow,
	state: keyof typeof workTitles,
	job: string,
): Promise<void> {
	const work = await startWork(tx, {
		job,
		territory: row.territory,
		by: actor.account,
		title: { key: workTitles[state], facts: { file: row.fileName } },
		payload: { territory: row.territory, import: row.id },
	});
	await store.change(tx, row.territory, row.id, { state, work });
}

export async function reach(
	actor: Actor,
	territory: TerritoryId,
	id: store.ImportId,
): Promise<store.ImportRow> {
	demand(actor, 'intake.import', { territory });
	return (await store.read(database(), territory, id)) ?? refuse('platform.not-found');
}

async function lockIn(
	tx: Tx,
	territory: TerritoryId,
	id: store.ImportId,
	allowed: readonly store.ImportState[],
): Promise<store.ImportRow> {
	const row = (await store.lock(tx, territory, id)) ?? refuse('platform.not-found');
	if (!allowed.includes(row.state)) refuse('intake.import.changed-meanwhile');
	return row;
}
