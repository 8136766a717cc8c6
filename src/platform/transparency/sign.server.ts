import { publicOrigin } from '../config/door.server.ts';
import type { Sql, Tx } from '../db/door.server.ts';
import { keepSigned, lastSigned, signedAt } from './checkpoints-store.server.ts';
import { signersOf } from './keys.server.ts';
import { recall, remember, rememberEntries } from './memory.server.ts';
import { continues, reader, type Sequencer, sha256 } from './sequence.server.ts';
import { Standstill } from './standstill.ts';
import * as store from './store.server.ts';
import { same } from './tlog/bytes.ts';
import { checkpointText } from './tlog/checkpoint.ts';
import { nodeCrypto } from './tlog/node-crypto.server.ts';
import { noteOf, signatureLine } from './tlog/note.ts';
import { tileWidth, treeOf } from './tlog/tiles.ts';

const width = BigInt(tileWidth);

/** The name of a log in its checkpoints: its address without the protocol. */
export function originFor(epoch: number): string {
	const { host } = new URL(publicOrigin());
	return epoch === 1 ? `${host}/log` : `${host}/log/${epoch}`;
}

/**
 * Signs the end of the log, which an earlier transaction has made durable, unless it is signed. What is about to be signed is
 * remembered outside of the database first; whoever is killed in between signs the same once more.
 * @throws Standstill
 */
export async function signHead(db: Sql, by: Sequencer, now = new Date()): Promise<boolean> {
	const end = await store.readHead(db);
	if (end.size === 0n || (await signedAt(db, end.epoch, end.size))) return false;
	return (await db.begin(async (tx) => {
		const head = await store.takeHead(tx, by.me, by.lease);
		if (!head || (await signedAt(tx, head.epoch, head.size))) return false;
		const before = await demandMemory(tx, head);
		const origin = head.origin ?? originFor(head.epoch);
		if (head.origin === null) await store.nameLog(tx, origin);
		const keys = await signersOf(tx, head, origin, now);
		if (!same(await treeOf(sha256, head.size, reader(tx)).root(), head.root)) throw new Standstill('fork');
		for (let number = before / width; number * width < head.size; number++)
			rememberEntries(head.epoch, number, await store.readEntries(tx, number));
		remember({ epoch: head.epoch, origin, size: head.size, root: head.root });
		const text = checkpointText({ origin, size: head.size, root: head.root });
		const note = noteOf(
			text,
			keys.map((key) => signatureLine(nodeCrypto, origin, key, text)),
		);
		await keepSigned(tx, {
			epoch: head.epoch,
			size: head.size,
			root: head.root,
			fence: head.fence,
			signedAt: now,
			note,
		});
		return true;
	})) as boolean;
}

/** How far the entries are remembered; the tree must go on from what was signed last, by whoever. */
async function demandMemory(tx: Tx, head: store.Head): Promise<bigint> {
	const known = await lastSigned(tx, head.epoch);
	const signed = recall();
	if (known && (!signed || signed.epoch < head.epoch)) throw new Standstill('no-memory');
	if (known && !(await continues(tx, head, { ...known, origin: '' }))) throw new Standstill('fork');
	if (!signed || signed.epoch < head.epoch) return 0n;
	if (signed.epoch > head.epoch || signed.size > head.size) throw new Standstill('older-database');
	if (!(await continues(tx, head, signed))) throw new Standstill('fork');
	return signed.size;
}
