import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { EndpointId, EndpointRef } from './endpoint.ts';

/** SQL of appeals that go, or went, to an endpoint. */

type AppealRef = { territory: TerritoryId; id: Id<'appeal'> };
export type SendingState = 'waiting' | 'token' | 'open' | 'closed' | 'refused';
export type Sending = {
	appeal: AppealRef;
	endpoint: EndpointRef;
	service: string;
	state: SendingState;
	attempts: number;
	beganAt: Date | null;
	token: string | null;
	foreignId: string | null;
	notes: string;
	problem: string | null;
	createdAt: Date;
	sentAt: Date | null;
	changedAt: Date;
};
type Row = Omit<Sending, 'appeal' | 'endpoint'> & {
	territory: TerritoryId;
	id: Id<'appeal'>;
	endpointTerritory: TerritoryId;
	endpointId: EndpointId;
};

const columns = (db: Db) => db`
	territory_id as territory, appeal_id as id, endpoint_territory_id as "endpointTerritory", endpoint_id as "endpointId",
	service_code as service, state, attempts, began_at as "beganAt", token, foreign_id as "foreignId", notes, problem,
	created_at as "createdAt", sent_at as "sentAt", changed_at as "changedAt"`;
const asSending = ({ territory, id, endpointTerritory, endpointId, ...row }: Row): Sending => ({
	...row,
	appeal: { territory, id },
	endpoint: { territory: endpointTerritory, id: endpointId },
});
const those = (db: Db, appeal: AppealRef, endpoint: EndpointRef) => db`
	territory_id = ${appeal.territory} and appeal_id = ${appeal.id}
	and endpoint_territory_id = ${endpoint.territory} and endpoint_id = ${endpoint.id}`;

/** @returns whether it is new: an appeal goes to an endpoint once */
export async function insert(
	tx: Tx,
	one: { appeal: AppealRef; endpoint: EndpointRef; service: string; at: Date },
): Promise<boolean> {
	const rows = await tx`
		insert into intake.sending (territory_id, appeal_id, endpoint_territory_id, endpoint_id, service_code, state, created_at,
			changed_at)
		values (${one.appeal.territory}, ${one.appeal.id}, ${one.endpoint.territory}, ${one.endpoint.id}, ${one.service},
			'waiting', ${one.at}, ${one.at})
		on conflict (territory_id, appeal_id, endpoint_territory_id, endpoint_id) do nothing returning 1`;
	return rows.length > 0;
}

export async function read(db: Db, appeal: AppealRef, endpoint: EndpointRef): Promise<Sending | undefined> {
	const [row] = await db<
		Row[]
	>`select ${columns(db)} from intake.sending where ${those(db, appeal, endpoint)}`;
	return row && asSending(row);
}

export async function lock(tx: Tx, appeal: AppealRef, endpoint: EndpointRef): Promise<Sending | undefined> {
	const [row] = await tx<Row[]>`
		select ${columns(tx)} from intake.sending where ${those(tx, appeal, endpoint)} for update`;
	return row && asSending(row);
}

export async function change(
	db: Db,
	{ appeal, endpoint }: Pick<Sending, 'appeal' | 'endpoint'>,
	what: Partial<Omit<Sending, 'appeal' | 'endpoint' | 'createdAt'>>,
): Promise<void> {
	const names: Record<string, string> = {
		service: 'service_code',
		beganAt: 'began_at',
		foreignId: 'foreign_id',
		sentAt: 'sent_at',
		changedAt: 'changed_at',
	};
	const set = Object.fromEntries(Object.entries(what).map(([name, value]) => [names[name] ?? name, value]));
	await db`update intake.sending set ${db(set as Record<string, string>)} where ${those(db, appeal, endpoint)}`;
}

/** What an endpoint of these territories has been sent, what needs a look first. */
export async function listOf(
	db: Db,
	endpoint: EndpointRef,
	territories: readonly TerritoryId[],
	asked: { states: readonly SendingState[]; limit: number },
): Promise<Sending[]> {
	const rows = await db<Row[]>`
		select ${columns(db)} from intake.sending
		where territory_id = any(${[...territories]}::int[]) and endpoint_territory_id = ${endpoint.territory}
			and endpoint_id = ${endpoint.id} and state = any(${[...asked.states]})
		order by changed_at desc, appeal_id limit ${asked.limit}`;
	return rows.map(asSending);
}

export async function countsOf(
	db: Db,
	endpoint: EndpointRef,
	territories: readonly TerritoryId[],
): Promise<Map<SendingState, number>> {
	const rows = await db<{ state: SendingState; count: number }[]>`
		select state, count(*)::int as count from intake.sending
		where territory_id = any(${[...territories]}::int[]) and endpoint_territory_id = ${endpoint.territory}
			and endpoint_id = ${endpoint.id}
		group by state`;
	return new Map(rows.map((row) => [row.state, row.count]));
}

/** Numbers there of what is not closed, those that nothing was heard of for longest first. */
export async function openOf(
	db: Db,
	endpoint: EndpointRef,
	territories: readonly TerritoryId[],
	limit: number,
): Promise<Sending[]> {
	const rows = await db<Row[]>`
		select ${columns(db)} from intake.sending
		where territory_id = any(${[...territories]}::int[]) and endpoint_territory_id = ${endpoint.territory}
			and endpoint_id = ${endpoint.id}
			and (state in ('open', 'token') or (state = 'closed' and changed_at > now() - interval '30 days'))
		order by state = 'closed', sent_at, appeal_id limit ${limit}`;
	return rows.map(asSending);
}
