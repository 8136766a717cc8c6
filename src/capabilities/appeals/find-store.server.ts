import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { asAppeal, columns, type Row } from './store.server.ts';

/** Appeals by their refs, in one question. */
export async function readMany(db: Db, refs: readonly AppealRef[]): Promise<Appeal[]> {
	if (refs.length === 0) return [];
	const rows = await db<Row[]>`
		select ${columns(db)} from appeals.appeal
		where territory_id = any(${territoriesOf(refs)}::int[]) and id = any(${refs.map((ref) => ref.id)}::uuid[])`;
	return rows.map(asAppeal);
}

/** The first photograph of each, by the id of the appeal. */
export async function firstPhotographs(
	db: Db,
	refs: readonly AppealRef[],
): Promise<Map<string, { file: string; name: string }>> {
	if (refs.length === 0) return new Map();
	const rows = await db<{ appeal: string; file: string; name: string }[]>`
		select distinct on (territory_id, appeal_id) appeal_id as appeal, file_id as file, name from appeals.photograph
		where territory_id = any(${territoriesOf(refs)}::int[]) and appeal_id = any(${refs.map((ref) => ref.id)}::uuid[])
			and moment = 'before'
		order by territory_id, appeal_id, position`;
	return new Map(rows.map(({ appeal, ...photograph }) => [appeal, photograph]));
}

const territoriesOf = (refs: readonly AppealRef[]): TerritoryId[] => [
	...new Set(refs.map((ref) => ref.territory)),
];
