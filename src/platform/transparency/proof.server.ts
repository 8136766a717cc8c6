import { publicOrigin } from '../config/door.server.ts';
import { askTogether, database } from '../db/door.server.ts';
import { keysOf } from './checkpoints-store.server.ts';
import { Look, type Published } from './look.server.ts';
import { type Remembered, recall } from './memory.server.ts';
import { isForgotten } from './sequence.server.ts';
import type { HaltReason } from './standstill.ts';
import * as store from './store.server.ts';
import type { Opening } from './tlog/receipt.ts';
import { type TileName, tileWidth } from './tlog/tiles.ts';
import { ourPolicyText } from './witness/ask-witnesses.server.ts';

export type { Published };

const width = BigInt(tileWidth);

/** The newest signed state with what witnesses have put under it; null while nothing was signed. */
export const publishedCheckpoint = (): Promise<Published | null> => new Look().newest();

/** A tile or a bundle of entries that a signed state has; null for any other. */
export async function publishedTile(name: TileName): Promise<Uint8Array | null> {
	const checkpoint = await publishedCheckpoint();
	if (!checkpoint) return null;
	const level = name.level === 'entries' ? 0 : name.level;
	const hashes = checkpoint.size >> BigInt(8 * level);
	if (name.number * width + BigInt(name.width) > hashes) return null;
	return store.readPublished(database(), name);
}

/** The receipt of the leaf at a place, against the newest signed state; null when that state does not reach so far. */
export async function receiptAt(position: bigint, opening: Opening | null = null): Promise<string | null> {
	return new Look().receiptAt(position, opening);
}

const together = askTogether(async (asked: readonly { sealed: store.Leafed; opening: Opening | null }[]) => {
	const look = new Look();
	const positions = await store.positionsOf(
		database(),
		asked.map(({ sealed }) => sealed),
	);
	return Promise.all(
		positions.map((position, i) => (position === null ? null : look.receiptAt(position, asked[i]!.opening))),
	);
});

/** The receipt of a thing, with what opens its commitment (left out when it does not); null while it waits in line. */
export const receiptOf = (sealed: store.Leafed, opening: Opening | null = null): Promise<string | null> =>
	together({ sealed, opening });

/** Whom to believe about this log, as a file of c2sp.org/tlog-policy: its keys, and the witnesses that the operator has named. */
export async function publishedPolicy(): Promise<string> {
	const { epoch } = await store.readHead(database());
	const keys = (await keysOf(database(), epoch)).filter(({ retiredAt }) => retiredAt === null);
	const named = ourPolicyText();
	const own = keys.map(({ vkey }) => `log ${vkey} ${publicOrigin()}/log\n`).join('');
	return own + (named ?? 'quorum none\n');
}

/** What former keys say of those that follow them: signed notes, one after another. */
export async function publishedKeys(): Promise<string> {
	const { epoch } = await store.readHead(database());
	const rows = await keysOf(database(), epoch);
	return rows.flatMap(({ statement }) => statement ?? []).join('\n');
}

/** Why the log stands still, also where nobody has run into it yet; null: it goes on. */
export async function whyStill(): Promise<{ reason: HaltReason; since: Date | null } | null> {
	const db = database();
	const head = await store.readHead(db);
	if (head.halted !== null) return { reason: head.halted as HaltReason, since: head.haltedAt };
	let signed: Remembered | null;
	try {
		signed = recall();
	} catch {
		// what cannot be read is not remembered
		signed = null;
	}
	return (await isForgotten(db, head, signed)) ? { reason: 'no-memory', since: null } : null;
}

/** Whether the log stands still, and since when. */
export async function standsStill(): Promise<Date | null> {
	return (await store.readHead(database())).haltedAt;
}
