import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { ApiKey, KeyId } from './key.ts';

const columns = (db: Db) => db`
	territory_id as territory, id, name, contact, scopes, origins, per_minute as "perMinute", created_by as "createdBy",
	created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

export async function read(
	db: Db,
	territory: TerritoryId,
	id: KeyId,
): Promise<(ApiKey & { hash: Buffer }) | undefined> {
	const [row] = await db<(ApiKey & { hash: Buffer })[]>`
		select ${columns(db)}, secret_hash as hash from intake.api_key where territory_id = ${territory} and id = ${id}`;
	return row;
}

export async function lock(tx: Tx, territory: TerritoryId, id: KeyId): Promise<ApiKey | undefined> {
	const [row] = await tx<ApiKey[]>`
		select ${columns(tx)} from intake.api_key where territory_id = ${territory} and id = ${id} for update`;
	return row;
}

/** Those that work first, then the newest. */
export async function list(db: Db, territory: TerritoryId): Promise<ApiKey[]> {
	return db<ApiKey[]>`
		select ${columns(db)} from intake.api_key
		where territory_id = ${territory} order by revoked_at is not null, created_at desc, id desc limit 500`;
}

export async function insert(tx: Tx, key: ApiKey, hash: Buffer): Promise<void> {
	await tx`
		insert into intake.api_key (territory_id, id, name, contact, secret_hash, scopes, origins, per_minute, created_by,
			created_at, expires_at)
		values (${key.territory}, ${key.id}, ${key.name}, ${key.contact}, ${hash}, ${[...key.scopes]}, ${[...key.origins]},
			${key.perMinute}, ${key.createdBy}, ${key.createdAt}, ${key.expiresAt})`;
}

export async function revoke(
	tx: Tx,
	territory: TerritoryId,
	id: KeyId,
	by: AccountId,
	at: Date,
): Promise<void> {
	await tx`
		update intake.api_key set revoked_at = ${at}, revoked_by = ${by}
		where territory_id = ${territory} and id = ${id} and revoked_at is null`;
}

export async function addUses(
	db: Db,
	use: { territory: TerritoryId; key: KeyId; day: string; calls: number; refused: number; at: Date },
): Promise<void> {
	await db`
		insert into intake.api_key_day as d (territory_id, key_id, day, calls, refused)
		values (${use.territory}, ${use.key}, ${use.day}, ${use.calls}, ${use.refused})
		on conflict (territory_id, key_id, day) do update set
			calls = d.calls + excluded.calls, refused = d.refused + excluded.refused`;
	await db`
		update intake.api_key set last_used_at = ${use.at}
		where territory_id = ${use.territory} and id = ${use.key} and (last_used_at is null or last_used_at < ${use.at})`;
}

/** Calls and refusals since a day, by key. */
export async function uses(
	db: Db,
	territory: TerritoryId,
	since: string,
): Promise<{ key: KeyId; calls: number; refused: number }[]> {
	return db<{ key: KeyId; calls: number; refused: number }[]>`
		select key_id as key, sum(calls)::int as calls, sum(refused)::int as refused from intake.api_key_day
		where territory_id = ${territory} and day >= ${since} group by key_id`;
}
