import { newId, type Tx } from '#platform/db/door.server.ts';
import type { BodyRef, UnitId } from '#rooms/organisations/door.ts';
import type { AppealId, AppealRef, CategoryBy } from './appeal.ts';
import type { NewHappening } from './store.server.ts';

/** An appeal as it was filed, and what it becomes when it is taken in. */
export type Taken = {
	ref: AppealRef;
	/** Its version when it was read: who changed it meanwhile keeps the word. */
	version: number;
	category: string;
	categoryBy: CategoryBy;
	due: { dueOn: string; dueAt: Date };
	body: BodyRef | null;
	unit: UnitId | null;
	/** How many acts that is: each counts one in the version. */
	acts: number;
};

/** Takes many in by one statement. @returns those that were still as they had been read */
export async function takeMany(tx: Tx, taken: readonly Taken[], at: Date): Promise<Set<AppealId>> {
	const rows = taken.map((one) => ({
		territory_id: one.ref.territory,
		id: one.ref.id,
		version: one.version,
		category: one.category,
		category_by: one.categoryBy,
		due_on: one.due.dueOn,
		due_at: one.due.dueAt,
		body_territory_id: one.body?.territory ?? null,
		body_id: one.body?.id ?? null,
		unit_id: one.unit,
		acts: one.acts,
	}));
	const done = await tx<{ id: AppealId }[]>`
		update appeals.appeal a set
			state = case when t.body_id is null then 'registered' else 'routed' end, registered_at = ${at}, category = t.category,
			category_by = t.category_by, due_on = t.due_on, due_at = t.due_at, body_territory_id = t.body_territory_id,
			body_id = t.body_id, unit_id = t.unit_id, routed_by = case when t.body_id is not null then 'rule' end,
			routed_at = case when t.body_id is not null then ${at}::timestamptz end, version = a.version + t.acts, updated_at = ${at}
		from jsonb_to_recordset(${tx.json(rows as never)}) as t (territory_id int, id uuid, version int, category text,
			category_by text, due_on date, due_at timestamptz, body_territory_id int, body_id uuid, unit_id uuid, acts int)
		where a.territory_id = t.territory_id and a.id = t.id and a.state = 'filed' and a.version = t.version
		returning a.id`;
	return new Set(done.map((row) => row.id));
}

/** Lines of many timelines. `after` orders what happened to one appeal at one moment. */
export async function happenedToMany(
	tx: Tx,
	all: readonly (NewHappening & { ref: AppealRef; at: Date; after: number })[],
): Promise<void> {
	if (all.length === 0) return;
	const rows = all.map((one) => ({
		territory_id: one.ref.territory,
		at: one.at,
		id: newId(one.at.getTime() + one.after),
		appeal_id: one.ref.id,
		kind: one.kind,
		audience: one.audience,
		account_id: one.account ?? null,
		body_territory_id: one.body?.territory ?? null,
		body_id: one.body?.id ?? null,
		facts: one.facts ?? {},
	}));
	await tx`
		insert into appeals.history (territory_id, at, id, appeal_id, kind, audience, account_id, body_territory_id, body_id,
			facts)
		select territory_id, at, id, appeal_id, kind, audience, account_id, body_territory_id, body_id, facts
		from jsonb_to_recordset(${tx.json(rows as never)}) as t (territory_id int, at timestamptz, id uuid, appeal_id uuid, kind text,
			audience text, account_id uuid, body_territory_id int, body_id uuid, facts jsonb)`;
}
