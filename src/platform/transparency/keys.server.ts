import { currentKey, keyedHash } from '../config/keys.server.ts';
import type { Tx } from '../db/door.server.ts';
import { type KeyRow, keepKey, keysOf, retireKeys } from './checkpoints-store.server.ts';
import { Standstill } from './standstill.ts';
import type { Head } from './store.server.ts';
import { nodeCrypto, type SigningKey, signingKey } from './tlog/node-crypto.server.ts';
import { keyText, makeKey, noteOf, signatureLine } from './tlog/note.ts';

/**
 * The log's own keys. The secret half is derived from the file of keys (a version of it, a purpose, the log's name and a number), so
 * that there is one secret to keep safe; the database holds public halves.
 */
function secretOf(origin: string, generation: number, version: number): SigningKey | null {
	try {
		return signingKey(keyedHash('transparency.log', `${origin} ${generation}`, version));
	} catch {
		return null;
	}
}

const vkeyOf = (origin: string, key: SigningKey): string =>
	keyText(makeKey(nodeCrypto, origin, key.publicKey));

/** What a key says of the one that follows it. */
export const successionText = (origin: string, vkey: string): string =>
	`veche-log-key/1\n${origin}\n${vkey}\n`;

/**
 * The keys that sign now: more than one while an older one has not retired yet.
 * @throws Standstill when the file of keys is not the one they were derived from
 */
export async function signersOf(tx: Tx, head: Head, origin: string, now: Date): Promise<SigningKey[]> {
	const rows = await keysOf(tx, head.epoch);
	if (rows.length === 0) return [await makeNext(tx, head, origin, rows, now)];
	return rows
		.filter((row) => row.retiredAt === null)
		.map((row) => {
			const key = secretOf(origin, row.generation, row.keyVersion);
			if (!key || vkeyOf(origin, key) !== row.vkey) throw new Standstill('key-lost');
			return key;
		});
}

async function makeNext(
	tx: Tx,
	head: Head,
	origin: string,
	rows: readonly KeyRow[],
	now: Date,
): Promise<SigningKey> {
	const generation = (rows.at(-1)?.generation ?? 0) + 1;
	const version = currentKey();
	const key = secretOf(origin, generation, version);
	if (!key) throw new Standstill('key-lost');
	const vkey = vkeyOf(origin, key);
	const former = rows.at(-1);
	const signer = former ? secretOf(origin, former.generation, former.keyVersion) : null;
	const text = successionText(origin, vkey);
	const statement =
		signer && vkeyOf(origin, signer) === former!.vkey
			? noteOf(text, [signatureLine(nodeCrypto, origin, signer, text)])
			: null;
	await keepKey(tx, head.epoch, {
		generation,
		keyVersion: version,
		vkey,
		since: head.size,
		madeAt: now,
		statement,
	});
	return key;
}

/**
 * Begins a new key. The former one goes on signing beside it until it retires, so that who trusts it has time to take over the new
 * one, for which it vouches; when its secret is lost it retires at once, and nobody vouches.
 */
export async function rotateKey(
	tx: Tx,
	head: Head,
	origin: string,
	now: Date,
): Promise<{ vouched: boolean }> {
	const rows = await keysOf(tx, head.epoch);
	await makeNext(tx, head, origin, rows, now);
	const after = await keysOf(tx, head.epoch);
	const last = after.at(-1)!;
	const vouched = rows.length === 0 || last.statement !== null;
	if (!vouched) await retireKeys(tx, head.epoch, last.generation, now);
	return { vouched };
}

/** Retires all keys but the newest. */
export async function retireFormerKeys(tx: Tx, epoch: number, now: Date): Promise<number> {
	const last = (await keysOf(tx, epoch)).at(-1);
	return last ? retireKeys(tx, epoch, last.generation, now) : 0;
}
