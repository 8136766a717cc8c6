import { createHash } from 'node:crypto';
import { refuse } from '../errors/door.ts';
import type { Tx } from './door.server.ts';
import type { TerritoryId } from './ids.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Runs `work` once for a key that came from the client's form or API call; a repeat gets the stored answer.
 * The key lives in the territory of what it changes; the same key with another request is refused.
 */
export async function once<T extends Json>(
	tx: Tx,
	call: { territory: TerritoryId; key: string; request: unknown },
	work: () => Promise<T>,
): Promise<{ answer: T; repeated: boolean }> {
	const hash = createHash('sha256').update(JSON.stringify(call.request)).digest();
	const taken = await tx`
		insert into platform.idempotency (territory_id, key, request_hash, created_at)
		values (${call.territory}, ${call.key}, ${hash}, ${new Date()})
		on conflict (territory_id, key) do nothing
		returning 1`;
	if (taken.length === 0) {
		const [stored] = await tx<{ request_hash: Buffer; answer: T }[]>`
			select request_hash, answer from platform.idempotency
			where territory_id = ${call.territory} and key = ${call.key}`;
		if (!stored?.request_hash.equals(hash)) refuse('platform.key-used-meanwhile');
		return { answer: stored.answer, repeated: true };
	}
	const answer = await work();
	await tx`
		update platform.idempotency set answer = ${tx.json(answer as never)}
		where territory_id = ${call.territory} and key = ${call.key}`;
	return { answer, repeated: false };
}
