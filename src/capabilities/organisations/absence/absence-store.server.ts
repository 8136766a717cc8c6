import type { AccountId, Db, TerritoryId, Tx, Uuid } from '#platform/db/door.server.ts';
import type { Absence, AbsenceRef, AwayFrom } from './absence.ts';

const columns = (db: Db) => db`
	territory_id as territory, id, body_id as body, account_id as account, deputy_id as deputy, from_on::text as "from",
	until_on::text as until, starts_at as "startsAt", ends_at as "endsAt", declared_by as "declaredBy",
	declared_at as "declaredAt", begun_at as "begunAt", ended_at as "endedAt"`;

export async function insertAbsence(tx: Tx, absence: Absence): Promise<void> {
	await tx`
		insert into organisations.absence (territory_id, id, body_id, account_id, deputy_id, from_on, until_on, starts_at, ends_at,
			declared_by, declared_at)
		values (${absence.territory}, ${absence.id}, ${absence.body}, ${absence.account}, ${absence.deputy}, ${absence.from},
			${absence.until}, ${absence.startsAt}, ${absence.endsAt}, ${absence.declaredBy}, ${absence.declaredAt})`;
}

export async function readAbsence(db: Db, ref: AbsenceRef): Promise<Absence | undefined> {
	const [row] = await db<Absence[]>`
		select ${columns(db)} from organisations.absence where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row;
}

/** What holds now or is still to come at a body, or for the territory as a whole; the nearest first. */
export async function absencesAt(db: Db, where: AwayFrom, now: Date): Promise<Absence[]> {
	return db<Absence[]>`
		select ${columns(db)} from organisations.absence
		where territory_id = ${where.territory} and body_id is not distinct from ${where.body} and ends_at > ${now}
			and ended_at is null
		order by starts_at, id limit 500`;
}

/** What holds at this moment in these territories. */
export async function absencesNow(
	db: Db,
	territories: readonly TerritoryId[],
	now: Date,
): Promise<Absence[]> {
	return db<Absence[]>`
		select ${columns(db)} from organisations.absence
		where territory_id = any(${[...territories]}) and starts_at <= ${now} and ends_at > ${now} and ended_at is null
		order by ends_at, id`;
}

/** Begun by the calendar and not yet by us. Background, over all territories. */
export async function dueToBegin(db: Db, now: Date): Promise<AbsenceRef[]> {
	return db<AbsenceRef[]>`
		/* background: absences that begin, over all territories */
		select territory_id as territory, id from organisations.absence
		where begun_at is null and ended_at is null and starts_at <= ${now} and ends_at > ${now} limit 10000`;
}

export async function markBegun(tx: Tx, ref: AbsenceRef, grants: readonly Uuid[], at: Date): Promise<void> {
	await tx`
		update organisations.absence set begun_at = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id} and begun_at is null`;
	for (const grant of grants)
		await tx`
			insert into organisations.absence_grant (territory_id, absence_id, grant_id)
			values (${ref.territory}, ${ref.id}, ${grant}) on conflict (territory_id, absence_id, grant_id) do nothing`;
}

/** False when it had ended already. */
export async function markEnded(tx: Tx, ref: AbsenceRef, by: AccountId | null, at: Date): Promise<boolean> {
	const rows = await tx`
		update organisations.absence set ended_at = ${at}, ended_by = ${by}
		where territory_id = ${ref.territory} and id = ${ref.id} and ended_at is null and ends_at > ${at}
		returning 1`;
	return rows.length > 0;
}

export async function grantsOf(db: Db, ref: AbsenceRef): Promise<Uuid[]> {
	const rows = await db<{ grant: Uuid }[]>`
		select grant_id as grant from organisations.absence_grant
		where territory_id = ${ref.territory} and absence_id = ${ref.id}`;
	return rows.map((row) => row.grant);
}
