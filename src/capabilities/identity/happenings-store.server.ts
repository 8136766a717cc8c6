import type { AccountId, Db, Uuid } from '#platform/db/door.server.ts';

// Happenings and attempts

export async function insertHappening(
	db: Db,
	row: { account: AccountId; id: Uuid; at: Date; what: string; ip: string | null; agent: string },
): Promise<void> {
	await db`
		insert into identity.happening (account_id, id, at, what, ip, agent)
		values (${row.account}, ${row.id}, ${row.at}, ${row.what}, ${row.ip}, ${row.agent})`;
}

export type Happening = { at: Date; what: string; ip: string | null; agent: string };
export async function happeningsOf(db: Db, account: AccountId, limit: number): Promise<Happening[]> {
	return db<Happening[]>`
		select at, what, host(ip) as ip, agent from identity.happening
		where account_id = ${account} order by id desc limit ${limit}`;
}

/** Background: letters that ran out go with the happenings of their time. */
export async function dropOldHappenings(db: Db, before: Date): Promise<void> {
	await db`delete from identity.happening where at < ${before}`;
	await db`delete from identity.letter where expires_at < ${before}`;
}
