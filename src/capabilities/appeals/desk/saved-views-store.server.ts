import type { AccountId, Db, Id, Tx } from '#platform/db/door.server.ts';
import { type Desk, territoryOf } from './desk.ts';

export type SavedView = {
	id: Id<'saved-view'>;
	owner: AccountId | null;
	name: string;
	shared: boolean;
	query: string;
	opensFirst: boolean;
};

/** Null at a registry. */
export const bodyIdOf = (desk: Desk) => (desk.kind === 'body' ? desk.body.id : null);
const columns = (db: Db) => db`id, owner_id as owner, name, shared, query, opens_first as "opensFirst"`;

/** What this person sees at the desk: what is shared there, and their own. */
export async function viewsAt(db: Db, desk: Desk, account: AccountId): Promise<SavedView[]> {
	return db<SavedView[]>`
		select ${columns(db)} from appeals.saved_view
		where territory_id = ${territoryOf(desk)} and body_id is not distinct from ${bodyIdOf(desk)}
			and (shared or owner_id = ${account})
		order by shared desc, name collate "C", id limit 60`;
}

export async function lockView(tx: Tx, desk: Desk, id: string): Promise<SavedView | undefined> {
	const [row] = await tx<SavedView[]>`
		select ${columns(tx)} from appeals.saved_view
		where territory_id = ${territoryOf(desk)} and body_id is not distinct from ${bodyIdOf(desk)} and id = ${id} for update`;
	return row;
}

export async function insertView(tx: Tx, desk: Desk, view: SavedView, at: Date): Promise<void> {
	await tx`
		insert into appeals.saved_view (territory_id, id, body_id, owner_id, name, shared, query, opens_first, created_at)
		values (${territoryOf(desk)}, ${view.id}, ${bodyIdOf(desk)}, ${view.owner}, ${view.name}, ${view.shared}, ${view.query},
			${view.opensFirst}, ${at})`;
}

export async function updateView(
	tx: Tx,
	desk: Desk,
	view: Pick<SavedView, 'id' | 'name' | 'shared' | 'opensFirst'>,
): Promise<void> {
	await tx`
		update appeals.saved_view set name = ${view.name}, shared = ${view.shared}, opens_first = ${view.opensFirst}
		where territory_id = ${territoryOf(desk)} and id = ${view.id}`;
}

/** One desk opens with one view. */
export async function clearFirst(tx: Tx, desk: Desk, account: AccountId): Promise<void> {
	await tx`
		update appeals.saved_view set opens_first = false
		where territory_id = ${territoryOf(desk)} and body_id is not distinct from ${bodyIdOf(desk)} and owner_id = ${account}
			and opens_first`;
}

export async function deleteView(tx: Tx, desk: Desk, id: string): Promise<void> {
	await tx`delete from appeals.saved_view where territory_id = ${territoryOf(desk)} and id = ${id}`;
}
