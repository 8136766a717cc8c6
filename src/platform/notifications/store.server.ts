import type { AccountId, Db, TerritoryId, Uuid } from '../db/door.server.ts';
import type { Way } from './kinds.ts';
import type { Rhythm } from './rhythm.ts';

export type NoticeRow = {
	account: AccountId;
	id: Uuid;
	kind: string;
	territory: TerritoryId | null;
	facts: Record<string, string | number>;
	url: string;
	createdAt: Date;
	readAt: Date | null;
};

const columns = `account_id as account, id, kind, about_territory as territory, facts, url, created_at as "createdAt",
	read_at as "readAt"`;

export type NewNotice = Omit<NoticeRow, 'readAt'> & {
	key: string;
	shown: boolean;
	mail: Way['mail'];
	mailAfter: Date | null;
};

/** Answers which of them are news: the same key is told once. */
export async function insert(db: Db, notices: readonly NewNotice[]): Promise<Set<Uuid>> {
	if (notices.length === 0) return new Set();
	const instant = (at: Date | null) => at?.toISOString() ?? null;
	const rows = await db<{ id: Uuid }[]>`
		insert into notifications.notice
			(account_id, id, kind, key, about_territory, facts, url, shown, mail, mail_after, created_at)
		select account_id, id, kind, key, about_territory, facts::jsonb, url, shown::bool, mail, mail_after, created_at
		from unnest(
			${notices.map((one) => one.account)}::uuid[], ${notices.map((one) => one.id)}::uuid[],
			${notices.map((one) => one.kind)}::text[], ${notices.map((one) => one.key)}::text[],
			${notices.map((one) => one.territory)}::int[], ${notices.map((one) => JSON.stringify(one.facts))}::text[],
			${notices.map((one) => one.url)}::text[], ${notices.map((one) => String(one.shown))}::text[],
			${notices.map((one) => one.mail)}::text[], ${notices.map((one) => instant(one.mailAfter))}::timestamptz[],
			${notices.map((one) => instant(one.createdAt))}::timestamptz[]
		) as given (account_id, id, kind, key, about_territory, facts, url, shown, mail, mail_after, created_at)
		on conflict (account_id, key) do nothing returning id`;
	return new Set(rows.map((row) => row.id));
}

export async function list(
	db: Db,
	account: AccountId,
	wanted: { unread: boolean; after?: { at: Date; id: Uuid } | undefined; limit: number },
): Promise<NoticeRow[]> {
	return db<NoticeRow[]>`
		select ${db.unsafe(columns)} from notifications.notice
		where account_id = ${account} and shown
			and ${wanted.unread ? db`read_at is null` : db`true`}
			and ${wanted.after ? db`(created_at, id) < (${wanted.after.at}, ${wanted.after.id})` : db`true`}
		order by created_at desc, id desc limit ${wanted.limit}`;
}

/** Up to a hundred: nobody needs to know how many more. */
export async function unread(db: Db, account: AccountId): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(*)::int as count from (
			select 1 from notifications.notice where account_id = ${account} and shown and read_at is null limit 100
		) as newest`;
	return row?.count ?? 0;
}

export async function markRead(
	db: Db,
	account: AccountId,
	ids: readonly Uuid[] | 'all',
	at: Date,
): Promise<number> {
	const done = await db`
		update notifications.notice set read_at = ${at}
		where account_id = ${account} and shown and read_at is null
			and ${ids === 'all' ? db`created_at <= ${at}` : db`id = any(${ids as Uuid[]}::uuid[])`}`;
	return done.count;
}

export async function read(db: Db, account: AccountId, id: Uuid): Promise<NoticeRow | undefined> {
	const [row] = await db<NoticeRow[]>`
		select ${db.unsafe(columns)} from notifications.notice where account_id = ${account} and id = ${id} and shown`;
	return row;
}

/** Accounts that have mail due; a background read over all of them. */
export async function accountsDue(db: Db, now: Date, limit: number): Promise<AccountId[]> {
	const rows = await db<{ account_id: AccountId }[]>`
		select distinct account_id from notifications.notice
		where mail in ('at-once', 'digest') and mail_after <= ${now} limit ${limit}`;
	return rows.map((row) => row.account_id);
}

/** Takes what is due for one person, so that no other process sends it too. */
export async function takeDue(
	db: Db,
	account: AccountId,
	now: Date,
): Promise<(NoticeRow & { digest: boolean })[]> {
	const rows = await db<(NoticeRow & { digest: boolean })[]>`
		with due as (
			select account_id, id, mail = 'digest' as digest from notifications.notice
			where account_id = ${account} and mail in ('at-once', 'digest') and mail_after <= ${now}
			order by id for update
		)
		update notifications.notice n set mail = 'sent'
		from due where n.account_id = due.account_id and n.id = due.id and n.account_id = ${account}
		returning n.account_id as account, n.id, n.kind, n.about_territory as territory, n.facts, n.url,
			n.created_at as "createdAt", n.read_at as "readAt", due.digest`;
	return rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
}

export async function choices(db: Db, account: AccountId): Promise<Map<string, Way>> {
	return (await choicesOf(db, [account])).get(account) ?? new Map();
}

/** What people chose, person by person and kind by kind. */
export async function choicesOf(
	db: Db,
	accounts: readonly AccountId[],
): Promise<Map<AccountId, Map<string, Way>>> {
	const rows = await db<{ account: AccountId; kind: string; in_account: boolean; mail: Way['mail'] }[]>`
		select account_id as account, kind, in_account, mail from notifications.choice
		where account_id = any(${[...accounts]}::uuid[])`;
	return new Map(
		[...Map.groupBy(rows, (row) => row.account)].map(([account, own]) => [
			account,
			new Map(own.map((row) => [row.kind, { account: row.in_account, mail: row.mail }])),
		]),
	);
}

export async function saveChoice(
	db: Db,
	account: AccountId,
	kind: string,
	way: Way,
	at: Date,
): Promise<void> {
	await db`
		insert into notifications.choice (account_id, kind, in_account, mail, changed_at)
		values (${account}, ${kind}, ${way.account}, ${way.mail}, ${at})
		on conflict (account_id, kind) do update set in_account = excluded.in_account, mail = excluded.mail,
			changed_at = excluded.changed_at`;
}

export async function rhythm(db: Db, account: AccountId): Promise<Rhythm | undefined> {
	return (await rhythmsOf(db, [account])).get(account);
}

/** The rhythms of those who chose one. */
export async function rhythmsOf(db: Db, accounts: readonly AccountId[]): Promise<Map<AccountId, Rhythm>> {
	const rows = await db<
		{
			account: AccountId;
			zone: string;
			digest_hour: number;
			quiet_from: number | null;
			quiet_to: number | null;
		}[]
	>`
		select account_id as account, zone, digest_hour, quiet_from, quiet_to from notifications.rhythm
		where account_id = any(${[...accounts]}::uuid[])`;
	return new Map(
		rows.map((row) => {
			const quiet =
				row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to };
			return [row.account, { zone: row.zone, digestHour: row.digest_hour, quiet }];
		}),
	);
}

export async function saveRhythm(db: Db, account: AccountId, rhythm: Rhythm, at: Date): Promise<void> {
	await db`
		insert into notifications.rhythm (account_id, zone, digest_hour, quiet_from, quiet_to, changed_at)
		values (${account}, ${rhythm.zone}, ${rhythm.digestHour}, ${rhythm.quiet?.from ?? null}, ${rhythm.quiet?.to ?? null}, ${at})
		on conflict (account_id) do update set zone = excluded.zone, digest_hour = excluded.digest_hour,
			quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, changed_at = excluded.changed_at`;
}

/** Old news go, read or not; a background statement over all accounts. */
export async function removeOlder(db: Db, before: Date): Promise<number> {
	return (await db`delete from notifications.notice where created_at < ${before}`).count;
}

export async function allOf(db: Db, account: AccountId): Promise<NoticeRow[]> {
	return db<NoticeRow[]>`
		select ${db.unsafe(columns)} from notifications.notice where account_id = ${account} order by created_at`;
}

export async function forget(db: Db, account: AccountId): Promise<void> {
	await db`delete from notifications.notice where account_id = ${account}`;
	await db`delete from notifications.choice where account_id = ${account}`;
	await db`delete from notifications.rhythm where account_id = ${account}`;
}
