import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealRef } from './appeal.ts';

/** The first photograph of each, by the id of the appeal. */
export async function firstPhotographs(
	db: Db,
	refs: readonly AppealRef[],
): Promise<Map<string, { file: string; name: string }>> {
	if (refs.length === 0) return new Map();
	const rows = await db<{ appeal: string; file: string; name: string }[]>`
		select distinct on (territory_id, appeal_id) appeal_id as appeal, file_id as file, name from appeals.photograph
		where territory_id = any(${territoriesOf(refs)}::int[]) and appeal_id = any(${refs.map((ref) => ref.id)}::uuid[])
			and moment = 'before' and hidden_at is null
		order by territory_id, appeal_id, position`;
	return new Map(rows.map(({ appeal, ...photograph }) => [appeal, photograph]));
}

const territoriesOf = (refs: readonly AppealRef[]): TerritoryId[] => [
	...new Set(refs.map((ref) => ref.territory)),
];
