import { createHash } from 'node:crypto';
import { refuse } from '../errors/door.ts';
import type { Db, Tx } from './door.server.ts';
import type { AccountId, TerritoryId } from './ids.ts';
import { type Json, json } from './json.server.ts';

/** A command by the key of the client's form or API call. The key lives with what the command changes: a territory's or an account's. */
export type KeyedCall = { key: string; request: unknown } & (
	| { territory: TerritoryId; account?: undefined }
	| { account: AccountId; territory?: undefined }
);

/**
 * Runs `work` once for a key that came from the client's form or API call; a repeat gets the stored answer.
 * The same key with another request is refused.
 */
export async function once<T extends Json>(
	tx: Tx,
	call: KeyedCall,
	work: () => Promise<T>,
): Promise<{ answer: T; repeated: boolean }> {
	const hash = hashOf(call.request);
	const taken =
		call.account !== undefined
			? await tx`
			insert into platform.account_idempotency (account_id, key, request_hash, created_at)
			values (${call.account}, ${call.key}, ${hash}, ${new Date()})
			on conflict (account_id, key) do nothing
			returning 1`
			: await tx`
			insert into platform.idempotency (territory_id, key, request_hash, created_at)
			values (${call.territory}, ${call.key}, ${hash}, ${new Date()})
			on conflict (territory_id, key) do nothing
			returning 1`;
	if (taken.length === 0) return { answer: await givenBefore(tx, call), repeated: true };
	const answer = await work();
	if (call.account !== undefined)
		await tx`
			update platform.account_idempotency set answer = ${json(tx, answer)}
			where account_id = ${call.account} and key = ${call.key}`;
	else
		await tx`
			update platform.idempotency set answer = ${json(tx, answer)}
			where territory_id = ${call.territory} and key = ${call.key}`;
	return { answer, repeated: false };
}

export type TakenKey = { territory: TerritoryId; key: string; request: unknown; answer: Json };

/**
 * As `once`, for the hottest writes: the answers are known beforehand, so that this is one statement, sent beside the others
 * with Promise.all. A repeat fails the transaction; `storedAnswer` of the failure tells what the first one answered.
 */
export async function takeKeys(tx: Tx, keys: readonly TakenKey[]): Promise<void> {
	if (keys.length === 0) return;
	await tx`
		insert into platform.idempotency (territory_id, key, request_hash, answer, created_at)
		select territory_id, key, decode(request_hash, 'hex'), answer::jsonb, ${new Date()}
		from unnest(${keys.map((one) => one.territory)}::int[], ${keys.map((one) => one.key)}::text[],
			${keys.map((one) => hashOf(one.request).toString('hex'))}::text[], ${keys.map((one) => JSON.stringify(one.answer))}::text[])
			as t (territory_id, key, request_hash, answer)`;
}

/** The answer given before, if `failure` is that of a repeated key; else the failure rises. */
export async function storedAnswer<T extends Json>(
	db: Db,
	call: { territory: TerritoryId; key: string; request: unknown },
	failure: unknown,
): Promise<T> {
	const { code, table_name: table } = failure as { code?: string; table_name?: string };
	if (code !== '23505' || table !== 'idempotency') throw failure;
	return givenBefore(db, call);
}

async function givenBefore<T extends Json>(db: Db, call: KeyedCall): Promise<T> {
	const [stored] =
		call.account !== undefined
			? await db<{ request_hash: Buffer; answer: T }[]>`
			select request_hash, answer from platform.account_idempotency
			where account_id = ${call.account} and key = ${call.key}`
			: await db<{ request_hash: Buffer; answer: T }[]>`
			select request_hash, answer from platform.idempotency
			where territory_id = ${call.territory} and key = ${call.key}`;
	if (!stored?.request_hash.equals(hashOf(call.request))) refuse('platform.key-used-meanwhile');
	return stored.answer;
}

function hashOf(request: unknown): Buffer {
	return createHash('sha256').update(JSON.stringify(request)).digest();
}
