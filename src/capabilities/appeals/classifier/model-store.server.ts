import type { Db, Id, TerritoryId } from '#platform/db/door.server.ts';
import type { ModelRef } from './version.ts';

export async function readActive(
	db: Db,
): Promise<{ territory: TerritoryId; model: Id<'classifier-model'> }[]> {
	return db`select territory_id as territory, model_id as model from appeals.classifier_active`;
}

export async function readBytes(db: Db, ref: ModelRef): Promise<Map<string, Buffer>> {
	const rows = await db<{ target: string; bytes: Buffer }[]>`
		select target, bytes from appeals.classifier_bytes
		where territory_id = ${ref.territory} and model_id = ${ref.id}`;
	return new Map(rows.map((row) => [row.target, row.bytes]));
}
