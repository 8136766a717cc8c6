import { randomBytes } from 'node:crypto';
import { type AccountId, newId, type TerritoryId, type Tx } from '../db/door.server.ts';
import type { Actor } from '../permissions/door.ts';
import { sha256 } from './entry.ts';

export type Recorded = {
	/** Null when the house itself acts (a job). */
	actor: Pick<Actor, 'account' | 'request'> | null;
	territory: TerritoryId;
	/** A fact of a room in the past tense, `appeals.answered`; its words are at `audit.did.<action>`. */
	action: string;
	thing?: { kind: string; id: string };
	/** The account whose data were read or changed: that person may ask who did it, and the payload goes with them. */
	about?: AccountId | null;
	/** What is worth knowing beyond the columns; erasable, so personal data stand here and nowhere else. */
	payload?: Record<string, unknown>;
	/** Personal data were read, nothing was changed. */
	reading?: boolean;
	at?: Date;
};

/**
 * Writes one entry in the transaction of what it tells of. One statement, two with a payload, sent together; send them beside
 * other writes of the transaction with Promise.all. The chain is laid over them later, so that entries of a busy city
 * do not wait for each other.
 */
export async function record(tx: Tx, entry: Recorded): Promise<void> {
	const at = entry.at ?? new Date();
	const id = newId(at.getTime());
	const about = entry.about ?? null;
	const body = entry.payload === undefined ? null : JSON.stringify(entry.payload);
	const nonce = body === null ? null : randomBytes(16);
	const commitment = body === null || nonce === null ? null : sha256(nonce, body);
	const writes: Promise<unknown>[] = [
		tx`
			insert into audit.entry
				(territory_id, at, id, actor, action, reading, thing_kind, thing_id, about, request, commitment)
			values (${entry.territory}, ${at}, ${id}, ${entry.actor?.account ?? null}, ${entry.action}, ${entry.reading ?? false},
				${entry.thing?.kind ?? null}, ${entry.thing?.id ?? null}, ${about}, ${entry.actor?.request ?? null}, ${commitment})`,
	];
	if (body !== null)
		writes.push(tx`
			insert into audit.payload (territory_id, at, entry_id, about, nonce, body)
			values (${entry.territory}, ${at}, ${id}, ${about}, ${nonce}, ${body})`);
	await Promise.all(writes);
}

/** Many entries in two statements, sent together: what a job does with a hundred things at once. */
export async function recordAll(tx: Tx, entries: readonly Recorded[]): Promise<void> {
	if (entries.length === 0) return;
	const rows = entries.map((entry) => {
		const at = entry.at ?? new Date();
		const body = entry.payload === undefined ? null : JSON.stringify(entry.payload);
		const nonce = body === null ? null : randomBytes(16);
		return {
			territory_id: entry.territory,
			at,
			id: newId(at.getTime()),
			actor: entry.actor?.account ?? null,
			action: entry.action,
			reading: entry.reading ?? false,
			thing_kind: entry.thing?.kind ?? null,
			thing_id: entry.thing?.id ?? null,
			about: entry.about ?? null,
			request: entry.actor?.request ?? null,
			commitment: body === null || nonce === null ? null : sha256(nonce, body).toString('hex'),
			nonce: nonce?.toString('hex') ?? null,
			body,
		};
	});
	await Promise.all([
		tx`
			insert into audit.entry
				(territory_id, at, id, actor, action, reading, thing_kind, thing_id, about, request, commitment)
			select territory_id, at, id, actor, action, reading, thing_kind, thing_id, about, request, decode(commitment, 'hex')
			from jsonb_to_recordset(${tx.json(rows as never)}) as t (territory_id int, at timestamptz, id uuid, actor uuid, action text,
				reading bool, thing_kind text, thing_id text, about uuid, request text, commitment text)`,
		tx`
			insert into audit.payload (territory_id, at, entry_id, about, nonce, body)
			select territory_id, at, id, about, decode(nonce, 'hex'), body
			from jsonb_to_recordset(${tx.json(
				rows
					.filter((row) => row.body !== null)
					.map(({ territory_id, at, id, about, nonce, body }) => ({
						territory_id,
						at,
						id,
						about,
						nonce,
						body,
					})) as never,
			)}) as t (territory_id int, at timestamptz, id uuid, about uuid, nonce text, body text)`,
	]);
}
