import { type AccountId, type Db, database, newId, type TerritoryId, type Uuid } from '../db/door.server.ts';
import type { Facts } from '../errors/door.ts';
import { enqueue } from '../jobs/queue.server.ts';
import type { Job } from '../room.ts';
import { kindOf, wayOf } from './kinds.ts';
import { recipientOf } from './ports.server.ts';
import { afterQuiet, nextDigest, usualRhythm } from './rhythm.ts';
import * as store from './store.server.ts';

export type Notice = {
	/** One that a room declares in `notices`. */
	kind: string;
	account: AccountId;
	/** Where it happened. */
	territory?: TerritoryId | null;
	/** What the words `notice.<kind>.title` and `.text` need. */
	facts?: Facts;
	/** Where it leads; without the language. */
	url: string;
	/** The same news has the same key, whoever tells it how often: `appeals.answered <answer id>`. */
	key?: string;
};

/**
 * Tells a person. Inside a transaction they are told only if it commits. The words are made when it is shown or sent, in
 * the language they then read.
 */
export async function notify(db: Db, notice: Notice): Promise<void> {
	kindOf(notice.kind);
	const facts = Object.fromEntries(
		Object.entries(notice.facts ?? {}).map(([name, value]) => [
			name,
			value instanceof Date ? value.toISOString() : value,
		]),
	);
	const id = newId();
	await enqueue(db, 'notifications.deliver', {
		id,
		kind: notice.kind,
		account: notice.account,
		territory: notice.territory ?? null,
		facts,
		url: notice.url,
		key: notice.key ?? `${notice.kind} ${id}`,
		at: new Date().toISOString(),
	});
}

type Parcel = {
	id: Uuid;
	kind: string;
	account: AccountId;
	territory: TerritoryId | null;
	facts: Record<string, string | number>;
	url: string;
	key: string;
	at: string;
};

/** Writes the news down by the person's own choices. Mail leaves by `notifications.mail`. */
export const deliver: Job<Parcel> = async (parcel) => {
	const to = await recipientOf(parcel.account);
	if (!to) return;
	const kind = kindOf(parcel.kind);
	const way = wayOf(kind, (await store.choices(database(), parcel.account)).get(parcel.kind));
	const rhythm = (await store.rhythm(database(), parcel.account)) ?? usualRhythm(to.zone);
	const now = new Date();
	const mail = to.email === null ? 'never' : way.mail;
	if (!way.account && mail === 'never') return;
	const mailAfter =
		mail === 'never' ? null : mail === 'digest' ? nextDigest(now, rhythm) : afterQuiet(now, rhythm);
	const { id, account, territory, facts, url, key } = parcel;
	const told = await store.insert(database(), {
		id,
		account,
		kind: parcel.kind,
		territory,
		facts,
		url,
		key: key.slice(0, 200),
		shown: way.account,
		mail,
		mailAfter,
		createdAt: new Date(parcel.at),
	});
	// What may be mailed now is, without waiting for the next round.
	if (told && mailAfter && mailAfter <= now)
		await enqueue(database(), 'notifications.mail', { account }, { key: `notifications.mail ${account}` });
};
