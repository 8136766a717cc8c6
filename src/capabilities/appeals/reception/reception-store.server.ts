import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import type { Consent, Reception, ReceptionId, ReceptionKind, ReceptionRef } from './reception.ts';

const columns = (db: Db) => db`
	territory_id as territory, id, kind, name, phone, address, origins, secret_hash is not null as opened,
	created_at as "createdAt", closed_at as "closedAt"`;

/** Of these territories, those that take appeals in first. */
export async function receptionsOf(
	db: Db,
	territories: readonly TerritoryId[],
	kinds: readonly ReceptionKind[],
): Promise<Reception[]> {
	return db<Reception[]>`
		select ${columns(db)} from appeals.reception
		where territory_id = any(${[...territories]}) and kind = any(${[...kinds]})
		order by closed_at is not null, kind, name collate "C", id limit 1000`;
}

export async function read(
	db: Db,
	ref: ReceptionRef,
): Promise<(Reception & { hash: Buffer | null }) | undefined> {
	const [row] = await db<(Reception & { hash: Buffer | null })[]>`
		select ${columns(db)}, secret_hash as hash from appeals.reception
		where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row;
}

export async function insert(
	tx: Tx,
	reception: Pick<Reception, 'territory' | 'id' | 'kind' | 'name' | 'phone' | 'address' | 'origins'> & {
		by: AccountId;
		at: Date;
	},
): Promise<void> {
	await tx`
		insert into appeals.reception (territory_id, id, kind, name, phone, address, origins, created_by, created_at)
		values (${reception.territory}, ${reception.id}, ${reception.kind}, ${reception.name}, ${reception.phone},
			${reception.address}, ${[...reception.origins]}, ${reception.by}, ${reception.at})`;
}

/** False when it was closed before, or is not there. */
export async function close(tx: Tx, ref: ReceptionRef, at: Date): Promise<boolean> {
	const rows = await tx`
		update appeals.reception set closed_at = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id} and closed_at is null returning 1`;
	return rows.length > 0;
}

/** One statement; sent beside the others of a filing. */
export function insertReceived(
	tx: Tx,
	ref: AppealRef,
	how: { reception: ReceptionRef | null; identified: boolean; consent: Consent | null; at: Date },
): Promise<unknown> {
	return tx`
		insert into appeals.received (territory_id, appeal_id, reception_territory_id, reception_id, identified, consent, at)
		values (${ref.territory}, ${ref.id}, ${how.reception?.territory ?? null}, ${how.reception?.id ?? null},
			${how.identified}, ${how.consent}, ${how.at})`.then((rows) => rows.count);
}

export type Received = {
	reception: ReceptionRef | null;
	identified: boolean;
	consent: Consent | null;
	at: Date;
};

export async function receivedBy(db: Db, ref: AppealRef): Promise<Received | undefined> {
	const [row] = await db<
		(Omit<Received, 'reception'> & { at: Date; rt: TerritoryId | null; ri: ReceptionId | null })[]
	>`
		select reception_territory_id as rt, reception_id as ri, identified, consent, at from appeals.received
		where territory_id = ${ref.territory} and appeal_id = ${ref.id}`;
	if (!row) return undefined;
	const { rt, ri, ...rest } = row;
	return { ...rest, reception: rt !== null && ri !== null ? { territory: rt, id: ri } : null };
}

/** May run twice: an appeal stands in the log once. */
export async function putIntoLog(
	db: Db,
	reception: ReceptionRef,
	appeal: AppealRef,
	at: Date,
): Promise<void> {
	await db`
		insert into appeals.reception_log (territory_id, reception_id, appeal_territory_id, appeal_id, at)
		values (${reception.territory}, ${reception.id}, ${appeal.territory}, ${appeal.id}, ${at})
		on conflict (territory_id, reception_id, appeal_territory_id, appeal_id) do nothing`;
}

/** How many came in by each place of reception of the territory: in all, and since a moment. */
export async function countsOf(
	db: Db,
	territory: TerritoryId,
	since: Date,
): Promise<Map<ReceptionId, { all: number; lately: number }>> {
	const rows = await db<{ id: ReceptionId; all: number; lately: number }[]>`
		select reception_id as id, count(*)::int as all, count(*) filter (where at >= ${since})::int as lately
		from appeals.reception_log where territory_id = ${territory} group by reception_id`;
	return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** False where there is no open kiosk. */
export async function putKioskKey(tx: Tx, ref: ReceptionRef, hash: Buffer): Promise<boolean> {
	const rows = await tx`
		update appeals.reception set secret_hash = ${hash}
		where territory_id = ${ref.territory} and id = ${ref.id} and kind = 'kiosk' and closed_at is null returning 1`;
	return rows.length > 0;
}
