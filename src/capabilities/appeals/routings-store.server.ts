import type { Db } from '#platform/db/door.server.ts';
import type { AppealId, AppealRef } from './appeal.ts';

/** How often each of these appeals was given to a body. */
export async function routingsOf(db: Db, refs: readonly AppealRef[]): Promise<Map<AppealId, number>> {
	if (refs.length === 0) return new Map();
	const rows = await db<{ id: AppealId; times: number }[]>`
		select appeal_id as id, count(*)::int as times from appeals.history
		where (territory_id, appeal_id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[])) and kind = 'routed'
		group by appeal_id`;
	return new Map(rows.map((row) => [row.id, row.times]));
}
