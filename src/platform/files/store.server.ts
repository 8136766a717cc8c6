import type { AccountId, Db, TerritoryId, Tx } from '../db/door.server.ts';
import type { Audience, FileId, FileRef, StoredFile, Thing } from './file.ts';

type Row = {
	territory_id: TerritoryId;
	id: FileId;
	sha256: Buffer;
	size: string;
	type: string;
	name: string;
	width: number | null;
	height: number | null;
	audience: Audience;
	thing_kind: string | null;
	thing_id: string | null;
	by_account: AccountId | null;
};

const fileOf = (row: Row): StoredFile => ({
	territory: row.territory_id,
	id: row.id,
	sha256: row.sha256.toString('hex'),
	size: Number(row.size),
	type: row.type,
	name: row.name,
	width: row.width,
	height: row.height,
	audience: row.audience,
	thing: row.thing_kind && row.thing_id ? { kind: row.thing_kind, id: row.thing_id } : null,
	by: row.by_account,
});

export async function insert(tx: Tx, file: StoredFile, at: Date, unusedSince: Date | null): Promise<void> {
	await tx`
		insert into files.file (territory_id, id, sha256, size, type, name, width, height, audience, thing_kind, thing_id,
			by_account, created_at, unused_since)
		values (${file.territory}, ${file.id}, ${Buffer.from(file.sha256, 'hex')}, ${file.size}, ${file.type}, ${file.name},
			${file.width}, ${file.height}, ${file.audience}, ${file.thing?.kind ?? null}, ${file.thing?.id ?? null},
			${file.by}, ${at}, ${unusedSince})`;
}

export async function read(db: Db, territory: TerritoryId, ids: readonly FileId[]): Promise<StoredFile[]> {
	if (ids.length === 0) return [];
	const rows = await db<Row[]>`
		select territory_id, id, sha256, size, type, name, width, height, audience, thing_kind, thing_id, by_account
		from files.file where territory_id = ${territory} and id = any(${ids as FileId[]}::uuid[])`;
	return rows.map(fileOf);
}

export async function readOfThing(db: Db, territory: TerritoryId, kind: string, ids: readonly string[]) {
	if (ids.length === 0) return [];
	const rows = await db<Row[]>`
		select territory_id, id, sha256, size, type, name, width, height, audience, thing_kind, thing_id, by_account
		from files.file
		where territory_id = ${territory} and thing_kind = ${kind} and thing_id = any(${ids as string[]}::uuid[])
			and unused_since is null
		order by id`;
	return rows.map(fileOf);
}

export async function attach(tx: Tx, ref: FileRef, thing: Thing, audience: Audience): Promise<boolean> {
	const done = await tx`
		update files.file
		set thing_kind = ${thing.kind}, thing_id = ${thing.id}, audience = ${audience}, unused_since = null
		where territory_id = ${ref.territory} and id = ${ref.id}`;
	return done.count === 1;
}

export async function release(tx: Tx, ref: FileRef, at: Date): Promise<void> {
	await tx`
		update files.file set unused_since = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id} and unused_since is null`;
}

/** Territories that have rows to sweep; a background read over all of them. */
export async function territoriesWithUnused(db: Db, before: Date): Promise<TerritoryId[]> {
	const rows = await db<{ territory_id: TerritoryId }[]>`
		select distinct territory_id from files.file where unused_since < ${before}`;
	return rows.map((row) => row.territory_id);
}

export async function removeUnused(tx: Tx, territory: TerritoryId, before: Date): Promise<number> {
	const done =
		await tx`delete from files.file where territory_id = ${territory} and unused_since < ${before}`;
	return done.count;
}

/** Which of these contents some row still names; a background read over all territories. */
export async function contentsInUse(db: Db, hashes: readonly string[]): Promise<Set<string>> {
	const rows = await db<{ sha256: Buffer }[]>`
		/* background: the sweep */ select distinct sha256 from files.file
		where sha256 in (select decode(hash, 'hex') from unnest(${hashes as string[]}::text[]) as asked(hash))`;
	return new Set(rows.map((row) => row.sha256.toString('hex')));
}

/** All contents that rows name, for a backup and for the doctor. */
export async function* allContents(db: Db): AsyncIterable<{ sha256: string; size: number }> {
	const cursor = db<{ sha256: Buffer; size: string }[]>`
		/* background: backup and doctor */ select sha256, min(size) as size from files.file group by sha256`.cursor(
		1000,
	);
	for await (const rows of cursor)
		for (const row of rows) yield { sha256: row.sha256.toString('hex'), size: Number(row.size) };
}

export async function ofAccount(db: Db, account: AccountId): Promise<StoredFile[]> {
	const rows = await db<Row[]>`
		select territory_id, id, sha256, size, type, name, width, height, audience, thing_kind, thing_id, by_account
		from files.file where by_account = ${account} order by id`;
	return rows.map(fileOf);
}

/** Erasure: files that belong to no thing go; the others stay with their thing, without the sender. */
export async function forgetAccount(
	tx: Tx,
	territory: TerritoryId,
	account: AccountId,
	at: Date,
): Promise<void> {
	await tx`
		update files.file set unused_since = ${at}
		where territory_id = ${territory} and by_account = ${account} and thing_kind is null and unused_since is null`;
	await tx`
		update files.file set by_account = null
		where territory_id = ${territory} and by_account = ${account} and thing_kind is not null`;
}
