import { createHash } from 'node:crypto';
import type { AccountId, TerritoryId, Uuid } from '../db/ids.ts';

/** What somebody did, or which personal data they read. */
export type Entry = {
	territory: TerritoryId;
	at: Date;
	id: Uuid;
	/** Null when the house itself acted. */
	actor: AccountId | null;
	/** A fact of a room: `appeals.answered`. */
	action: string;
	reading: boolean;
	thing: { kind: string; id: string } | null;
	/** Whose data were read or changed. */
	about: AccountId | null;
	request: string | null;
	/** SHA-256 of nonce and payload; stays when the payload is erased. */
	commitment: Buffer | null;
};

/** A row of audit.entry as the driver gives it. */
export type EntryRow = {
	territory_id: TerritoryId;
	at: Date;
	id: Uuid;
	actor: AccountId | null;
	action: string;
	reading: boolean;
	thing_kind: string | null;
	thing_id: string | null;
	about: AccountId | null;
	request: string | null;
	commitment: Buffer | null;
};

export function entryOf(row: EntryRow): Entry {
	return {
		territory: row.territory_id,
		at: row.at,
		id: row.id,
		actor: row.actor,
		action: row.action,
		reading: row.reading,
		thing: row.thing_kind === null ? null : { kind: row.thing_kind, id: row.thing_id ?? '' },
		about: row.about,
		request: row.request,
		commitment: row.commitment,
	};
}

export function sha256(...parts: (string | Uint8Array)[]): Buffer {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
}

/**
 * The one form of an entry that is hashed. A new column means a new version at its head; entries of an older version keep theirs.
 */
export function hashOf(entry: Entry): Buffer {
	return sha256(
		JSON.stringify([
			'veche-audit/1',
			entry.territory,
			entry.at.toISOString(),
			entry.id,
			entry.actor,
			entry.action,
			entry.reading,
			entry.thing?.kind ?? null,
			entry.thing?.id ?? null,
			entry.about,
			entry.request,
			entry.commitment?.toString('hex') ?? null,
		]),
	);
}

/** What the first link follows. */
export const beginning = Buffer.alloc(32);

export function linkHash(previous: Uint8Array, entryHash: Uint8Array): Buffer {
	return sha256(previous, entryHash);
}
