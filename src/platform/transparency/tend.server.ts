import { newId, type Tx, transaction } from '../db/door.server.ts';
import { keysOf, lastSigned } from './checkpoints-store.server.ts';
import { retireFormerKeys, rotateKey } from './keys.server.ts';
import { type Remembered, recall, remember } from './memory.server.ts';
import { catchUp, type EntrySource, isForgotten } from './sequence.server.ts';
import { originFor } from './sign.server.ts';
import { type HaltReason, Standstill } from './standstill.ts';
import { markHalt, nextEpoch, type readHead, takeHead } from './store.server.ts';
import { openCheckpoint } from './tlog/checkpoint.ts';
import { nodeCrypto } from './tlog/node-crypto.server.ts';
import { parseKey } from './tlog/note.ts';

/** What an operator does with the log by hand, under the lock of its head: whoever runs the sequencer waits meanwhile. */
const hand = newId();
const underLock = <T>(work: (tx: Tx, head: Awaited<ReturnType<typeof readHead>>) => Promise<T>): Promise<T> =>
	transaction(async (tx) => {
		// the lease of a running sequencer is taken from it for this one transaction
		await tx`update transparency.head set lease_until = '-infinity'`;
		const head = await takeHead(tx, hand, 0);
		if (!head) throw new Error('transparency.head has no row');
		return work(tx, head);
	});

type Head = Awaited<ReturnType<typeof readHead>>;

/** While the log stands still no key changes: what was published last would be left without one that signed it. */
const unlessHalted = <T>(work: (tx: Tx, head: Head) => Promise<T>, mends?: HaltReason): Promise<T> =>
	underLock(async (tx, head) => {
		if (head.halted && head.halted !== mends) throw new Standstill(head.halted as HaltReason);
		// nobody may have noticed yet: the next entry would
		if (await isForgotten(tx, head)) throw new Standstill('no-memory');
		return work(tx, await catchUp(tx, head, recall()));
	});

/** Begins a new key; the former one vouches for it and signs beside it until it retires. Where it was lost, the new one stands alone. @throws Standstill */
export const rotateLogKey = (now = new Date()): Promise<{ vouched: boolean }> =>
	unlessHalted((tx, head) => rotateKey(tx, head, head.origin ?? originFor(head.epoch), now), 'key-lost');

/** @throws Standstill */
export const retireLogKeys = (now = new Date()): Promise<number> =>
	unlessHalted((tx, head) => retireFormerKeys(tx, head.epoch, now));

/**
 * Takes the newest signed state of the database for the newest there is: after a planned move to another machine. Who does this with
 * an older backup makes the log fork.
 */
export const trustDatabase = (): Promise<Remembered | null> =>
	underLock(async (tx, head) => {
		const signed = await lastSigned(tx, head.epoch);
		if (!signed || head.origin === null) return null;
		const state = { epoch: head.epoch, origin: head.origin, size: signed.size, root: signed.root };
		remember(state);
		await markHalt(tx, null, new Date());
		return state;
	});

/** Takes missing entries from a copy of the log, up to what was signed: by what is remembered here, or by the copy's checkpoint. */
export const catchUpFrom = (
	source: EntrySource,
	checkpoint: string | null,
): Promise<{ from: bigint; to: bigint }> =>
	underLock(async (tx, head) => {
		const keys = (await keysOf(tx, head.epoch)).map(({ vkey }) => parseKey(nodeCrypto, vkey));
		const theirs = checkpoint === null ? null : openCheckpoint(nodeCrypto, checkpoint, { logs: keys });
		const ours = recall();
		const copied = theirs && {
			epoch: head.epoch,
			origin: theirs.origin,
			size: theirs.size,
			root: theirs.root,
		};
		const signed = ours && (!copied || ours.size >= copied.size) ? ours : copied;
		const caught = await catchUp(tx, head, signed, source);
		if (signed) remember(signed);
		await markHalt(tx, null, new Date());
		return { from: head.size, to: caught.size };
	});

/**
 * The same entries under a new name and key: when entries that were signed are lost for good. The name goes on from the former
 * one, because a command in a terminal need not know at which address the server is reached.
 */
export const beginAnew = (): Promise<string> =>
	underLock(async (tx, head) => {
		const epoch = head.epoch + 1;
		const origin = head.origin?.replace(/\/log(\/\d+)?$/, `/log/${epoch}`) ?? originFor(epoch);
		await nextEpoch(tx, origin);
		await markHalt(tx, null, new Date());
		return origin;
	});
