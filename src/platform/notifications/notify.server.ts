import { type AccountId, type Db, database, newId, type TerritoryId, type Uuid } from '../db/door.server.ts';
import type { Facts } from '../errors/door.ts';
import { newsIsKept, put } from '../events/door.server.ts';
import { enqueue } from '../jobs/queue.server.ts';
import { kindOf, wayOf } from './kinds.ts';
import { recipientsOf } from './ports.server.ts';
import { afterQuiet, nextDigest, usualRhythm } from './rhythm.ts';
import * as store from './store.server.ts';

export type Notice = {
	/** One that a room declares in `notices`. */
	kind: string;
	account: AccountId;
	/** Where it happened. */
	territory?: TerritoryId | null;
	/** What the words `notice.<kind>.title` and `.text` need; `body.en` is the `body` of a reader of English. */
	facts?: Facts;
	/** Where it leads; without the language. */
	url: string;
	/** The same news has the same key, whoever tells it how often: `appeals.answered <answer id>`. */
	key?: string;
};

/**
 * Tells a person. Inside a transaction they are told only if it commits. The words are made when it is shown or sent, in
 * the language they then read. One statement that wakes nobody; delivery follows a moment later, for many people at once.
 */
export async function notify(db: Db, notice: Notice): Promise<void> {
	await put(db, told, parcelOf(notice));
}

/** Tells many people at once, for a job that may run twice: each notice has a key. Nothing is put in line: it is written down now. */
export async function notifyNow(notices: readonly (Notice & { key: string })[]): Promise<void> {
	if (notices.length && !newsIsKept()) await deliver(notices.map(parcelOf));
}

function parcelOf(notice: Notice): Parcel {
	kindOf(notice.kind);
	const facts = Object.fromEntries(
		Object.entries(notice.facts ?? {}).map(([name, value]) => [
			name,
			value instanceof Date ? value.toISOString() : value,
		]),
	);
	const id = newId();
	return {
		id,
		kind: notice.kind,
		account: notice.account,
		territory: notice.territory ?? null,
		facts,
		url: notice.url,
		key: notice.key ?? `${notice.kind} ${id}`,
		at: new Date().toISOString(),
	};
}

export const told = 'notifications.told';

export type Parcel = {
	id: Uuid;
	kind: string;
	account: AccountId;
	territory: TerritoryId | null;
	facts: Record<string, string | number>;
	url: string;
	key: string;
	at: string;
};

/** Writes the news down by each person's own choices. Mail leaves by `notifications.mail`. */
export async function deliver(parcels: readonly Parcel[]): Promise<void> {
	const db = database();
	const accounts = [...new Set(parcels.map((parcel) => parcel.account))];
	const [people, choices, rhythms] = await Promise.all([
		recipientsOf(accounts),
		store.choicesOf(db, accounts),
		store.rhythmsOf(db, accounts),
	]);
	const now = new Date();
	const notices = parcels.flatMap((parcel): store.NewNotice[] => {
		const { account } = parcel;
		const to = people.get(account);
		if (!to) return [];
		const way = wayOf(kindOf(parcel.kind), choices.get(account)?.get(parcel.kind));
		const rhythm = rhythms.get(account) ?? usualRhythm(to.zone);
		const mail = to.email === null ? 'never' : way.mail;
		if (!way.account && mail === 'never') return [];
		const mailAfter =
			mail === 'never' ? null : mail === 'digest' ? nextDigest(now, rhythm) : afterQuiet(now, rhythm);
		return [
			{
				...parcel,
				key: parcel.key.slice(0, 200),
				shown: way.account,
				mail,
				mailAfter,
				createdAt: new Date(parcel.at),
			},
		];
	});
	const fresh = await store.insert(db, notices);
	const due = notices.filter((one) => fresh.has(one.id) && one.mailAfter && one.mailAfter <= now);
	// What may be mailed now is, without waiting for the next round.
	for (const account of new Set(due.map((one) => one.account)))
		await enqueue(db, 'notifications.mail', { account }, { key: `notifications.mail ${account}` });
}
