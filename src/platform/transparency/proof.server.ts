import { publicOrigin } from '../config/door.server.ts';
import { type Db, database } from '../db/door.server.ts';
import {
	cosignaturesOf,
	keysOf,
	lastSigned,
	type Signed,
	signedAt,
	sizesCosigned,
} from './checkpoints-store.server.ts';
import { reader, sha256 } from './sequence.server.ts';
import * as store from './store.server.ts';
import { same, textOf, utf8 } from './tlog/bytes.ts';
import { isQuorum } from './tlog/policy.ts';
import { type Opening, readEntry, receiptText } from './tlog/receipt.ts';
import { type TileName, tileWidth, treeOf } from './tlog/tiles.ts';

import { ourPolicy, ourPolicyText } from './witness/ask-witnesses.server.ts';

const width = BigInt(tileWidth);

export type Published = Signed & { origin: string; witnesses: string[] };

/** The newest signed state with what witnesses have put under it; null while nothing was signed. */
export async function publishedCheckpoint(db: Db = database()): Promise<Published | null> {
	const head = await store.readHead(db);
	const signed = head.origin === null ? null : await lastSigned(db, head.epoch);
	if (!signed || head.origin === null) return null;
	return withLines(db, signed, head.origin);
}

async function withLines(db: Db, signed: Signed, origin: string): Promise<Published> {
	const lines = await cosignaturesOf(db, signed.epoch, signed.size);
	return {
		...signed,
		origin,
		note: signed.note + lines.map(({ line }) => line).join(''),
		witnesses: lines.map(({ witness }) => witness),
	};
}

/** The newest state that proves this place to whoever asks for the operator's quorum; the newest of all while none does. */
async function provingCheckpoint(position: bigint): Promise<Published | null> {
	const newest = await publishedCheckpoint();
	const policy = ourPolicy();
	const convinces = (names: readonly string[]) =>
		!policy ||
		isQuorum(
			policy.quorum,
			policy.witnesses.map(({ key }) => key).filter((key) => names.includes(key.name)),
		);
	if (!newest || convinces(newest.witnesses)) return newest;
	for (const [size, names] of await sizesCosigned(database(), newest.epoch)) {
		if (size <= position || !convinces(names)) continue;
		const signed = await signedAt(database(), newest.epoch, size);
		if (signed) return withLines(database(), signed, newest.origin);
	}
	return newest;
}

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
	const checkpoint = await provingCheckpoint(position);
	if (!checkpoint || position < 0n || position >= checkpoint.size) return null;
	const db = database();
	const [hashes, entries] = await Promise.all([
		treeOf(sha256, checkpoint.size, reader(db)).inclusion(position),
		store.readEntries(db, position / width),
	]);
	const entry = entries[Number(position % width)];
	if (!entry) return null;
	const text = textOf(entry);
	const opens = opening && same(sha256(opening.nonce, utf8(opening.content)), readEntry(text)!.commitment);
	return receiptText({ index: position, hashes, checkpoint: checkpoint.note }, text, opens ? opening : null);
}

/** The receipt of a thing, with what opens its commitment (left out when it does not); null while it waits in line. */
export async function receiptOf(
	sealed: { territory: number; kind: string; thing: string; leaf: Uint8Array },
	opening: Opening | null = null,
): Promise<string | null> {
	const position = await store.positionOf(database(), sealed);
	return position === null ? null : receiptAt(position, opening);
}

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

/** Whether the log stands still, and since when. */
export async function standsStill(): Promise<Date | null> {
	return (await store.readHead(database())).haltedAt;
}
