import type { Db } from '#platform/db/door.server.ts';

/** Counts a try in its window and returns how many there were, this one included. */
export async function countAttempt(
	db: Db,
	kind: string,
	value: string,
	window: number,
	at: Date,
): Promise<number> {
	const floor = new Date(at.getTime() - window);
	const [row] = await db<{ count: number }[]>`
		insert into identity.attempt as a (kind, value, since, count) values (${kind}, ${value}, ${at}, 1)
		on conflict (value, kind) do update set
			count = case when a.since < ${floor} then 1 else a.count + 1 end,
			since = case when a.since < ${floor} then excluded.since else a.since end
		returning count`;
	return row?.count ?? 1;
}

/** How many were counted since the window began; nothing is counted by asking. */
export async function attemptsSoFar(
	db: Db,
	kind: string,
	value: string,
	window: number,
	at: Date,
): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count from identity.attempt
		where value = ${value} and kind = ${kind} and since >= ${new Date(at.getTime() - window)}`;
	return row?.count ?? 0;
}

export async function forgetAttempts(db: Db, kind: string, value: string): Promise<void> {
	await db`delete from identity.attempt where value = ${value} and kind = ${kind}`;
}

export async function dropOldAttempts(db: Db, before: Date): Promise<void> {
	await db`delete from identity.attempt where since < ${before}`;
}

export async function giveBackAttempt(db: Db, kind: string, value: string): Promise<void> {
	await db`
		update identity.attempt set count = count - 1 where value = ${value} and kind = ${kind} and count > 0`;
}
