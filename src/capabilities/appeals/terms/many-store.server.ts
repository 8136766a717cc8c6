import type { Db, Tx } from '#platform/db/door.server.ts';
import { newId } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import { asTerm, columns, type Row } from './store.server.ts';
import type { Term, TermChange, TermKind } from './term.ts';

/** The same verbs as in store.server.ts, for many appeals in one statement. */

const refsOf = (db: Db, refs: readonly AppealRef[]) => db`
	select * from unnest(${refs.map((ref) => ref.territory)}::int[], ${refs.map((ref) => ref.id)}::uuid[])`;

/** Terms of each appeal, by its id. */
export async function termsOfMany(db: Db, refs: readonly AppealRef[]): Promise<Map<string, Term[]>> {
	if (refs.length === 0) return new Map();
	const rows = await db<(Row & { appeal: string })[]>`
		select appeal_id as appeal, ${columns(db)} from appeals.term
		where (territory_id, appeal_id) in (${refsOf(db, refs)}) order by due_at, kind`;
	const terms = new Map<string, Term[]>();
	for (const { appeal, ...row } of rows) terms.set(appeal, [...(terms.get(appeal) ?? []), asTerm(row)]);
	return terms;
}

/** Marks terms as met at one moment, those that were not met before. */
export async function meetMany(
	tx: Tx,
	refs: readonly AppealRef[],
	kinds: readonly TermKind[],
	at: Date,
): Promise<void> {
	if (refs.length === 0) return;
	await tx`
		update appeals.term set met_at = ${at}, next_at = null, waits_for = null, waits_since = null, waits_until = null,
			missed_at = case when due_at <= ${at} then due_at end
		where (territory_id, appeal_id) in (${refsOf(tx, refs)}) and kind = any(${[...kinds]}) and met_at is null`;
}

/** Writes terms of appeals that wait for nothing as they now are, and takes away those that are no more. */
export async function writeTermsOfMany(
	tx: Tx,
	written: readonly { ref: AppealRef; terms: readonly Term[] }[],
): Promise<void> {
	if (written.length === 0) return;
	const rows = written.flatMap(({ ref, terms }) =>
		terms.map((term) => ({
			territory_id: ref.territory,
			appeal_id: ref.id,
			kind: term.kind,
			rule: term.rule,
			started_at: term.startedAt,
			started_on: term.startedOn,
			amount: term.amount,
			unit: term.unit,
			week: term.week,
			due_on: term.dueOn,
			due_at: term.dueAt,
			zone: term.zone,
			calendar_version: term.calendarVersion,
			met_at: term.metAt,
			missed_at: term.missedAt,
			next_at: term.nextAt,
		})),
	);
	await tx`
		with given as materialized (
			select * from jsonb_to_recordset(${tx.json(rows as never)}) as t (territory_id int, appeal_id uuid, kind text, rule text,
				started_at timestamptz, started_on date, amount smallint, unit text, week text, due_on date, due_at timestamptz, zone text,
				calendar_version text, met_at timestamptz, missed_at timestamptz, next_at timestamptz)
		), gone as (
			delete from appeals.term t using (select distinct territory_id, appeal_id from given) g
			where t.territory_id = g.territory_id and t.appeal_id = g.appeal_id and not exists (
				select from given k where k.territory_id = t.territory_id and k.appeal_id = t.appeal_id and k.kind = t.kind)
		)
		insert into appeals.term as old (territory_id, appeal_id, kind, rule, started_at, started_on, amount, unit, week, due_on,
			due_at, zone, calendar_version, met_at, missed_at, next_at)
		select territory_id, appeal_id, kind, rule, started_at, started_on, amount, unit, week, due_on, due_at, zone,
			calendar_version, met_at, missed_at, next_at from given
		on conflict (territory_id, appeal_id, kind) do update set
			rule = excluded.rule, started_at = excluded.started_at, started_on = excluded.started_on, amount = excluded.amount,
			unit = excluded.unit, week = excluded.week, due_on = excluded.due_on, due_at = excluded.due_at, zone = excluded.zone,
			calendar_version = excluded.calendar_version, met_at = excluded.met_at, missed_at = excluded.missed_at,
			waits_for = null, waits_since = null, waits_until = null, next_at = excluded.next_at`;
}

export async function writeChangesOfMany(
	tx: Tx,
	written: readonly { ref: AppealRef; changes: readonly TermChange[] }[],
	at: Date,
): Promise<void> {
	const rows = written.flatMap(({ ref, changes }) =>
		changes.map((change, i) => ({
			territory_id: ref.territory,
			id: newId(at.getTime() + i),
			appeal_id: ref.id,
			kind: change.kind,
			because: change.because,
			from_at: change.from?.dueAt ?? null,
			from_on: change.from?.dueOn ?? null,
			to_at: change.to?.dueAt ?? null,
			to_on: change.to?.dueOn ?? null,
			met_at: change.metAt,
			account_id: change.account,
			reason: change.reason,
		})),
	);
	if (rows.length === 0) return;
	await tx`
		insert into appeals.term_change (territory_id, at, id, appeal_id, kind, because, from_at, from_on, to_at, to_on, met_at,
			account_id, reason)
		select territory_id, ${at}, id, appeal_id, kind, because, from_at, from_on, to_at, to_on, met_at, account_id, reason
		from jsonb_to_recordset(${tx.json(rows as never)}) as t (territory_id int, id uuid, appeal_id uuid, kind text, because text,
			from_at timestamptz, from_on date, to_at timestamptz, to_on date, met_at timestamptz, account_id uuid, reason text)`;
}
