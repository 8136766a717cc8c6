import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Appeal, AppealId, AppealRef } from '../appeal.ts';
import { asAppeal, columns, type Row } from '../store.server.ts';
import type { Term } from './term.ts';

/** Appeals of which something has come, the longest overdue first; reads the index of next moments and nothing more. */
export async function dueNow(db: Db, now: Date, limit: number): Promise<AppealRef[]> {
	return db<{ territory: TerritoryId; id: AppealId }[]>`
		/* background: the sweep of terms looks over all territories */
		select distinct territory_id as territory, appeal_id as id
		from (select territory_id, appeal_id from appeals.term where next_at <= ${now} order by next_at limit ${limit}) as due`;
}

/** The appeal, locked; nothing where another process holds it. */
export async function lockFree(tx: Tx, ref: AppealRef): Promise<Appeal | undefined> {
	const [row] = await tx<Row[]>`
		select ${columns(tx)} from appeals.appeal
		where territory_id = ${ref.territory} and id = ${ref.id} for update skip locked`;
	return row && asAppeal(row);
}

/** What was told, by kind and end of the term. */
export async function toldOf(db: Db, ref: AppealRef): Promise<Map<string, Set<string>>> {
	const rows = await db<{ kind: string; dueAt: Date; step: string }[]>`
		select kind, due_at as "dueAt", step from appeals.term_told
		where territory_id = ${ref.territory} and appeal_id = ${ref.id}`;
	const told = new Map<string, Set<string>>();
	for (const { kind, dueAt, step } of rows) {
		const key = `${kind} ${dueAt.getTime()}`;
		told.set(key, (told.get(key) ?? new Set()).add(step));
	}
	return told;
}

export async function markTold(
	tx: Tx,
	ref: AppealRef,
	term: Pick<Term, 'kind' | 'dueAt'>,
	steps: readonly { step: string; people: number }[],
	at: Date,
): Promise<void> {
	if (steps.length === 0) return;
	await tx`
		insert into appeals.term_told (territory_id, appeal_id, kind, due_at, step, at, people)
		select ${ref.territory}, ${ref.id}, ${term.kind}, ${term.dueAt}, t.step, ${at}, t.people
		from unnest(${steps.map((one) => one.step)}::text[], ${steps.map((one) => one.people)}::smallint[]) as t (step, people)
		on conflict (territory_id, appeal_id, kind, due_at, step) do nothing`;
}

/** What failed waits, so that the others come first. */
export async function postpone(db: Db, ref: AppealRef, now: Date, until: Date): Promise<void> {
	await db`
		update appeals.term set next_at = ${until}
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and next_at <= ${now}`;
}
