import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Webhook, WebhookRef } from './webhook.ts';

/** SQL of webhooks and of what they deliver. */

const columns = (db: Db) => db`
	territory_id as territory, id, name, url, events, category, secret_sealed as "secretSealed", key_id as key, state,
	failing_since as "failingSince", delivered_at as "deliveredAt", created_by as "createdBy", created_at as "createdAt"`;

export async function list(db: Db, territories: readonly TerritoryId[], on = false): Promise<Webhook[]> {
	return db<Webhook[]>`
		select ${columns(db)} from intake.webhook
		where territory_id = any(${[...territories]}::int[]) ${on ? db`and state = 'on'` : db``}
		order by territory_id, created_at, id`;
}

export async function read(db: Db, ref: WebhookRef): Promise<Webhook | undefined> {
	const [row] = await db<Webhook[]>`
		select ${columns(db)} from intake.webhook where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row;
}

export async function lock(tx: Tx, ref: WebhookRef): Promise<Webhook | undefined> {
	const [row] = await tx<Webhook[]>`
		select ${columns(tx)} from intake.webhook where territory_id = ${ref.territory} and id = ${ref.id} for update`;
	return row;
}

export async function insert(tx: Tx, one: Webhook): Promise<void> {
	await tx`
		insert into intake.webhook (territory_id, id, name, url, events, category, secret_sealed, key_id, state, created_by, created_at)
		values (${one.territory}, ${one.id}, ${one.name}, ${one.url}, ${[...one.events]}, ${one.category}, ${one.secretSealed},
			${one.key}, ${one.state}, ${one.createdBy}, ${one.createdAt})`;
}

export async function setState(tx: Tx, ref: WebhookRef, state: Webhook['state']): Promise<void> {
	await tx`
		update intake.webhook set state = ${state}, failing_since = null
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function remove(tx: Tx, ref: WebhookRef): Promise<void> {
	await tx`delete from intake.webhook where territory_id = ${ref.territory} and id = ${ref.id}`;
}

/** How the last attempt went. @returns since when every attempt fails; null: it went well */
export async function noteAttempt(
	db: Db,
	ref: WebhookRef,
	well: boolean,
	at: Date,
): Promise<{ failingSince: Date | null } | undefined> {
	const [row] = await db<{ failingSince: Date | null }[]>`
		update intake.webhook set ${
			well
				? db`delivered_at = ${at}, failing_since = null`
				: db`failing_since = coalesce(failing_since, ${at})`
		}
		where territory_id = ${ref.territory} and id = ${ref.id}
		returning failing_since as "failingSince"`;
	return row;
}

export type DeliveryId = Id<'delivery'>;
export type Delivery = {
	territory: TerritoryId;
	id: DeliveryId;
	webhook: WebhookRef['id'];
	event: string;
	body: string;
	state: 'waiting' | 'delivered' | 'failed';
	attempts: number;
	status: number | null;
	answer: string | null;
	problem: string | null;
	createdAt: Date;
	triedAt: Date | null;
	deliveredAt: Date | null;
};

const deliveryColumns = (db: Db) => db`
	territory_id as territory, id, webhook_id as webhook, event, body, state, attempts, status, answer, problem,
	created_at as "createdAt", tried_at as "triedAt", delivered_at as "deliveredAt"`;

/** @returns whether it is new */
export async function insertDelivery(
	db: Db,
	one: Pick<Delivery, 'territory' | 'id' | 'webhook' | 'event' | 'body' | 'createdAt'> & { same: string },
): Promise<boolean> {
	const rows = await db`
		insert into intake.delivery (territory_id, id, webhook_id, event, same, body, state, created_at)
		values (${one.territory}, ${one.id}, ${one.webhook}, ${one.event}, ${one.same}, ${one.body}, 'waiting', ${one.createdAt})
		on conflict (territory_id, webhook_id, same) do nothing returning 1`;
	return rows.length > 0;
}

export async function readDelivery(
	db: Db,
	territory: TerritoryId,
	id: DeliveryId,
): Promise<Delivery | undefined> {
	const [row] = await db<Delivery[]>`
		select ${deliveryColumns(db)} from intake.delivery where territory_id = ${territory} and id = ${id}`;
	return row;
}

export async function deliveriesOf(db: Db, ref: WebhookRef, limit: number): Promise<Delivery[]> {
	return db<Delivery[]>`
		select ${deliveryColumns(db)} from intake.delivery
		where territory_id = ${ref.territory} and webhook_id = ${ref.id}
		order by created_at desc, id desc limit ${limit}`;
}

export async function waitingOf(db: Db, ref: WebhookRef): Promise<DeliveryId[]> {
	const rows = await db<{ id: DeliveryId }[]>`
		select id from intake.delivery
		where territory_id = ${ref.territory} and webhook_id = ${ref.id} and state <> 'delivered' order by created_at limit 1000`;
	return rows.map((row) => row.id);
}

export async function changeDelivery(
	db: Db,
	territory: TerritoryId,
	id: DeliveryId,
	what: Partial<
		Pick<Delivery, 'state' | 'attempts' | 'status' | 'answer' | 'problem' | 'triedAt' | 'deliveredAt'>
	>,
): Promise<void> {
	const names: Record<string, string> = { triedAt: 'tried_at', deliveredAt: 'delivered_at' };
	const set = Object.fromEntries(Object.entries(what).map(([name, value]) => [names[name] ?? name, value]));
	await db`
		update intake.delivery set ${db(set as Record<string, string>)} where territory_id = ${territory} and id = ${id}`;
}

export async function forgetDeliveries(db: Db, before: Date): Promise<void> {
	await db`/* background: the log of webhooks */ delete from intake.delivery where created_at < ${before}`;
}
