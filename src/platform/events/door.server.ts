import { AsyncLocalStorage } from 'node:async_hooks';
import { type Db, newId, type Tx, type Uuid } from '../db/door.server.ts';

const unheard = new AsyncLocalStorage<true>();

/**
 * Does work of which no news goes out: a past that is planted or brought in from elsewhere must not send letters today.
 * Whoever calls brings in line what listeners would have.
 */
export function withoutNews<T>(work: () => Promise<T>): Promise<T> {
	return unheard.run(true, work);
}

/** Whether this work goes without news. */
export const newsIsKept = (): boolean => unheard.getStore() === true;

/**
 * Tells other rooms that something happened. The row is written in the transaction, so that there is no news of what was
 * rolled back, and none is lost; listeners run as jobs after the commit, at least once.
 * One statement: send it beside other writes of the transaction with Promise.all.
 * @returns the id of the event
 */
export function announce(tx: Tx, name: string, payload: Record<string, unknown>): Promise<Uuid> {
	return put(tx, name, payload);
}

/** The same for what is news by itself and hangs on no other row: a notice to a person, from a job. */
export async function put(db: Db, name: string, payload: Record<string, unknown>): Promise<Uuid> {
	const id = newId();
	if (newsIsKept()) return id;
	await db`
		insert into events.outbox (id, name, payload, at)
		values (${id}, ${name}, ${db.json(payload as never)}, ${new Date()})`;
	return id;
}

export type News = { name: string; payload: Record<string, unknown> };

/** Many pieces of news in one statement, in their order. */
export async function announceAll(tx: Tx, news: readonly News[]): Promise<void> {
	if (news.length === 0 || newsIsKept()) return;
	const at = Date.now();
	await tx`
		insert into events.outbox (id, name, payload, at)
		select id, name, payload::jsonb, ${new Date(at)}
		from unnest(${news.map(() => newId(at))}::uuid[], ${news.map((one) => one.name)}::text[],
			${news.map((one) => JSON.stringify(one.payload))}::text[]) as t (id, name, payload)`;
}
