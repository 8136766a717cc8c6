import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealId } from '../../appeal.ts';
import type { InnerTerm } from './inner-term.ts';

export type InnerDue = {
	kind: InnerTerm['kind'];
	territory: TerritoryId;
	appeal: AppealId;
	id: string;
	nextAt: Date;
};

/** Parts in work, and what others than the author say, that wait for a controller, of which something may have come; the longest waiting first. */
export async function innerDue(db: Db, now: Date, limit: number): Promise<InnerDue[]> {
	return db<InnerDue[]>`
		/* background: the sweep of inner terms looks over all territories */
		select kind, territory_id as territory, appeal_id as appeal, id, next_at as "nextAt" from (
			(select 'part' as kind, territory_id, appeal_id, id, next_at from appeals.part
				where state in ('asked', 'in-work') and next_at <= ${now} order by next_at limit ${limit})
			union all
			(select 'review', territory_id, appeal_id, id, next_at from appeals.review
				where decision is null and because in ('dispute', 'sample') and next_at <= ${now} order by next_at limit ${limit})
		) as due order by next_at limit ${limit}`;
}

export async function toldOf(db: Db, term: InnerTerm): Promise<Set<string>> {
	const rows = await db<{ step: string }[]>`
		select step from appeals.inner_told
		where territory_id = ${term.ref.territory} and thing_id = ${term.id} and due_at = ${term.placed.dueAt}`;
	return new Set(rows.map((row) => row.step));
}

export async function markTold(
	tx: Tx,
	term: InnerTerm,
	steps: readonly { step: string; people: number }[],
	at: Date,
): Promise<void> {
	for (const { step, people } of steps)
		await tx`
			insert into appeals.inner_told (territory_id, appeal_id, thing_id, due_at, step, at, people)
			values (${term.ref.territory}, ${term.ref.id}, ${term.id}, ${term.placed.dueAt}, ${step}, ${at}, ${people})
			on conflict (territory_id, thing_id, due_at, step) do nothing`;
}

/** When it is looked at again. */
export async function lookAgain(tx: Db, one: Omit<InnerDue, 'appeal' | 'nextAt'>, at: Date): Promise<void> {
	const { kind, territory, id } = one;
	if (kind === 'part')
		await tx`update appeals.part set next_at = ${at} where territory_id = ${territory} and id = ${id}`;
	else await tx`update appeals.review set next_at = ${at} where territory_id = ${territory} and id = ${id}`;
}
