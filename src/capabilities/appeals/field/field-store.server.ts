import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { AppealId, AppealRef } from '../appeal.ts';
import type { Part } from '../desk/desk.ts';
import type { FieldReport } from './field.ts';

export type Assigned = AppealRef & { dueOn: string; part: Part | null; excerpt: string; body: Id<'body'> };

/** What lies with these people on the desks of these bodies, the nearest day first. */
export async function assignedTo(
	db: Db,
	bodies: readonly BodyRef[],
	people: readonly AccountId[],
	limit: number,
): Promise<Assigned[]> {
	return db<Assigned[]>`
		select appeal_territory_id as territory, appeal_id as id, body_id as body, due_on::text as "dueOn", part, excerpt
		from appeals.inbox
		where territory_id = any(${bodies.map((body) => body.territory)}) and body_id = any(${bodies.map((body) => body.id)})
			and executor_id = any(${[...people]}) and state in ('routed', 'in-work', 'returned')
			and part is distinct from 'reported'
		order by due_on, appeal_id limit ${limit}`;
}

export async function insertReport(tx: Tx, ref: AppealRef, report: FieldReport): Promise<void> {
	await tx`
		insert into appeals.field_report (territory_id, id, appeal_id, account_id, outcome, text, lat, lon, written_at, at,
			show_photographs)
		values (${ref.territory}, ${report.id}, ${ref.id}, ${report.account}, ${report.outcome}, ${report.text}, ${report.lat},
			${report.lon}, ${report.writtenAt}, ${report.at}, ${report.show})`;
	for (const [position, one] of report.photographs.entries())
		await tx`
			insert into appeals.field_photograph (territory_id, report_id, file_id, moment, position, name)
			values (${ref.territory}, ${report.id}, ${one.file}, ${one.moment}, ${position}, ${one.name})`;
}

export async function reportsOf(db: Db, ref: AppealRef): Promise<FieldReport[]> {
	return db<FieldReport[]>`
		select r.id, r.account_id as account, r.outcome, r.text, r.lat, r.lon, r.written_at as "writtenAt", r.at,
			r.show_photographs as show,
			coalesce((select json_agg(json_build_object('file', p.file_id, 'name', p.name, 'moment', p.moment) order by p.position)
				from appeals.field_photograph p
				where p.territory_id = r.territory_id and p.report_id = r.id), '[]') as photographs
		from appeals.field_report r
		where r.territory_id = ${ref.territory} and r.appeal_id = ${ref.id} order by r.at desc, r.id desc limit 50`;
}

/** When the newest report on each of these came since a moment. */
export async function reportedSince(
	db: Db,
	refs: readonly AppealRef[],
	since: Date,
): Promise<Map<AppealId, Date>> {
	if (refs.length === 0) return new Map();
	const rows = await db<{ id: AppealId; at: Date }[]>`
		select appeal_id as id, max(at) as at from appeals.field_report
		where (territory_id, appeal_id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[])) and at >= ${since}
		group by appeal_id`;
	return new Map(rows.map((row) => [row.id, row.at]));
}

/** Photographs of reports become those of the appeal. @returns how many it did not have yet */
export async function showPhotographs(tx: Tx, ref: AppealRef, from: number, at: Date): Promise<number> {
	const rows = await tx`
		insert into appeals.photograph (territory_id, appeal_id, file_id, moment, position, name, created_at)
		select r.territory_id, r.appeal_id, p.file_id, p.moment, ${from} + p.position, p.name, r.at
		from appeals.field_report r
		join appeals.field_photograph p on p.territory_id = r.territory_id and p.report_id = r.id
		where r.territory_id = ${ref.territory} and r.appeal_id = ${ref.id} and r.show_photographs and r.shown_at is null
		on conflict (territory_id, appeal_id, file_id) do nothing returning 1`;
	await tx`
		update appeals.field_report set shown_at = ${at}
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and show_photographs and shown_at is null`;
	return rows.length;
}

/** The appeal of a report, and whether its photographs are shown to everybody who sees that. */
export async function appealOfReport(
	db: Db,
	territory: TerritoryId,
	report: string,
): Promise<{ ref: AppealRef; shown: boolean } | undefined> {
	const [row] = await db<{ id: AppealId; shown: boolean }[]>`
		select appeal_id as id, shown_at is not null as shown from appeals.field_report
		where territory_id = ${territory} and id::text = ${report}`;
	return row && { ref: { territory, id: row.id }, shown: row.shown };
}
