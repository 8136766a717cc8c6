import { type AccountId, type Db, database, type TerritoryId, type Uuid } from '../db/door.server.ts';
import { refuse } from '../errors/door.ts';
import { type Actor, may } from '../permissions/door.ts';
import { type Entry, type EntryRow, entryOf } from './entry.ts';

export type AuditFilter = {
	/** The territories to look at; the asker must have the right in each. */
	territories: readonly TerritoryId[];
	/** Any of these accounts. */
	actors?: readonly AccountId[] | null;
	/** A whole action (`appeals.answered`) or a room (`appeals.`). */
	action?: string | null;
	thing?: string | null;
	reading?: boolean | null;
	from?: Date | null;
	/** Up to, not with. */
	to?: Date | null;
};
/** Where the next page begins: after this entry, going back in time. */
export type AuditCursor = { at: Date; id: Uuid };
export type AuditLine = Entry & { payload: Record<string, unknown> | null };

/** One page of the journal, newest first. */
export async function listEntries(
	actor: Actor,
	filter: AuditFilter,
	page: { after?: AuditCursor | null; limit?: number } = {},
): Promise<{ lines: AuditLine[]; next: AuditCursor | null }> {
	if (filter.territories.length === 0) refuse('platform.not-found');
	for (const territory of filter.territories)
		if (!may(actor, 'audit.see', { territory })) refuse('platform.not-found');
	const limit = page.limit ?? 50;
	const rows = await readEntries(database(), filter, page.after ?? null, limit + 1);
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return {
		lines: await withPayloads(database(), shown),
		next: rows.length > limit && last ? { at: last.at, id: last.id } : null,
	};
}

async function readEntries(db: Db, filter: AuditFilter, after: AuditCursor | null, limit: number) {
	const { actors, action, thing, reading, from, to, territories } = filter;
	// Of one territory the newest are read off the index; over many they must be sorted first.
	const where =
		territories.length === 1
			? db`territory_id = ${territories[0] ?? null}`
			: db`territory_id = any (${[...territories]}::int[])`;
	return db<EntryRow[]>`
		select * from audit.entry
		where ${where}
			${after ? db`and (at, id) < (${after.at}, ${after.id})` : db``}
			${from ? db`and at >= ${from}` : db``}
			${to ? db`and at < ${to}` : db``}
			${actors ? db`and actor = any (${[...actors]}::uuid[])` : db``}
			${action ? (action.endsWith('.') ? db`and starts_with(action, ${action})` : db`and action = ${action}`) : db``}
			${thing ? db`and thing_id = ${thing}` : db``}
			${reading == null ? db`` : db`and reading = ${reading}`}
		order by at desc, id desc limit ${limit}`;
}

async function withPayloads(db: Db, rows: readonly EntryRow[]): Promise<AuditLine[]> {
	const committed = rows.filter((row) => row.commitment !== null);
	const bodies = committed.length
		? await db<{ entry_id: Uuid; body: string }[]>`
			select p.entry_id, p.body
			from unnest(${committed.map((row) => row.territory_id)}::int[],
				${committed.map((row) => row.at.toISOString())}::timestamptz[],
				${committed.map((row) => row.id)}::uuid[]) k (territory_id, at, entry_id)
			join audit.payload p using (territory_id, at, entry_id)`
		: [];
	const found = new Map(bodies.map((row) => [row.entry_id, JSON.parse(row.body) as Record<string, unknown>]));
	return rows.map((row) => ({ ...entryOf(row), payload: found.get(row.id) ?? null }));
}

/** Who read or changed the data of a person: for that person. */
export async function entriesAbout(account: AccountId, limit = 10_000): Promise<Entry[]> {
	const rows = await database()<EntryRow[]>`
		/* background: what a person's own data are taken out of, in every territory */
		select * from audit.entry where about = ${account} order by at desc limit ${limit}`;
	return rows.map(entryOf);
}

/** Erases what entries say of a person. The entries stay, with their commitments, and the chain stays whole. */
export async function erasePayloads(db: Db, about: AccountId): Promise<number> {
	const gone = await db`
		/* background: a person's data are erased in every territory */
		delete from audit.payload where about = ${about}`;
	return gone.count;
}
