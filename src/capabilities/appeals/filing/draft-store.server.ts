import type { AccountId, Db, TerritoryId } from '#platform/db/door.server.ts';
import type { DraftFields } from './keep-draft.ts';

export type OwnDraft = { territory: TerritoryId; fields: DraftFields; updatedAt: Date };

export async function putDraft(
	db: Db,
	account: AccountId,
	territory: TerritoryId,
	fields: DraftFields,
	at: Date,
): Promise<void> {
	await db`
		insert into appeals.draft (account_id, territory_id, fields, updated_at)
		values (${account}, ${territory}, ${db.json(fields)}, ${at})
		on conflict (account_id, territory_id) do update set fields = excluded.fields, updated_at = excluded.updated_at`;
}

export async function readDraftOf(
	db: Db,
	account: AccountId,
	territory: TerritoryId,
): Promise<OwnDraft | undefined> {
	const [row] = await db<OwnDraft[]>`
		select territory_id as territory, fields, updated_at as "updatedAt" from appeals.draft
		where account_id = ${account} and territory_id = ${territory}`;
	return row;
}

export async function draftsOf(db: Db, account: AccountId): Promise<OwnDraft[]> {
	return db<OwnDraft[]>`
		select territory_id as territory, fields, updated_at as "updatedAt" from appeals.draft
		where account_id = ${account} order by updated_at desc limit 50`;
}

export async function deleteDraft(db: Db, account: AccountId, territory: TerritoryId): Promise<void> {
	await db`delete from appeals.draft where account_id = ${account} and territory_id = ${territory}`;
}

export async function deleteSent(
	db: Db,
	sent: readonly { account: AccountId; text: string }[],
): Promise<void> {
	if (sent.length === 0) return;
	await db`
		delete from appeals.draft d
		using unnest(${sent.map((one) => one.account)}::uuid[], ${sent.map((one) => one.text)}::text[]) as s (account_id, text)
		where d.account_id = s.account_id and d.fields ->> 'text' = s.text`;
}

export async function deleteDraftsOf(db: Db, account: AccountId): Promise<void> {
	await db`delete from appeals.draft where account_id = ${account}`;
}

/** Background, over all accounts. */
export async function deleteOlder(db: Db, before: Date): Promise<void> {
	await db`delete from appeals.draft where updated_at < ${before}`;
}
