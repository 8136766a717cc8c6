import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';
import { newId } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import type { Because, Term, TermChange, TermKind } from './term.ts';
import type { WrittenWait } from './waits.ts';

export type Row = Omit<Term, 'waits'> & {
	waitsFor: string | null;
	waitsSince: Date | null;
	waitsUntil: Date | null;
};

export const columns = (db: Db) => db`
	kind, rule, started_at as "startedAt", started_on::text as "startedOn", amount, unit, week, due_on::text as "dueOn",
	due_at as "dueAt", zone, calendar_version as "calendarVersion", met_at as "metAt", missed_at as "missedAt",
	waits_for as "waitsFor", waits_since as "waitsSince", waits_until as "waitsUntil", next_at as "nextAt"`;

/** The driver writes instants in arrays only as text. */
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const asTerm = ({ waitsFor, waitsSince, waitsUntil, ...row }: Row): Term => ({
	...row,
	waits: waitsFor && waitsSince && waitsUntil ? { reason: waitsFor, from: waitsSince, to: waitsUntil } : null,
});

/** The nearest first. */
export async function termsOf(db: Db, ref: AppealRef): Promise<Term[]> {
	const rows = await db<Row[]>`
		select ${columns(db)} from appeals.term
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by due_at, kind`;
	return rows.map(asTerm);
}

/** Marks terms as met, those that were not met before; what was met after its end is missed since that end. */
export async function meet(tx: Tx, ref: AppealRef, kinds: readonly TermKind[], at: Date): Promise<void> {
	await tx`
		update appeals.term set met_at = ${at}, next_at = null, waits_for = null, waits_since = null, waits_until = null,
			missed_at = case when due_at <= ${at} then due_at end
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and kind = any(${[...kinds]}) and met_at is null`;
}

/** Takes back that terms were met. @returns them as they had been */
export async function reopen(tx: Tx, ref: AppealRef, kinds: readonly TermKind[]): Promise<Term[]> {
	const met = (await termsOf(tx, ref)).filter((term) => term.metAt && kinds.includes(term.kind));
	await tx`
		update appeals.term set met_at = null
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and kind = any(${met.map((term) => term.kind)})`;
	return met;
}

/** Writes terms as they now are, and takes away those that are no more. */
export async function writeTerms(tx: Tx, ref: AppealRef, terms: readonly Term[]): Promise<void> {
	const column = <T>(of: (term: Term) => T) => terms.map(of);
	await tx`
		delete from appeals.term
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and kind <> all(${column((term) => term.kind)})`;
	if (terms.length === 0) return;
	await tx`
		insert into appeals.term as old (territory_id, appeal_id, kind, rule, started_at, started_on, amount, unit, week, due_on,
			due_at, zone, calendar_version, met_at, missed_at, waits_for, waits_since, waits_until, next_at)
		select ${ref.territory}, ${ref.id}, t.*
		from unnest(${column((term) => term.kind)}::text[], ${column((term) => term.rule)}::text[],
			${column((term) => iso(term.startedAt))}::timestamptz[], ${column((term) => term.startedOn)}::date[],
			${column((term) => term.amount)}::smallint[], ${column((term) => term.unit)}::text[],
			${column((term) => term.week)}::text[], ${column((term) => term.dueOn)}::date[],
			${column((term) => iso(term.dueAt))}::timestamptz[], ${column((term) => term.zone)}::text[],
			${column((term) => term.calendarVersion)}::text[], ${column((term) => iso(term.metAt))}::timestamptz[],
			${column((term) => iso(term.missedAt))}::timestamptz[], ${column((term) => term.waits?.reason ?? null)}::text[],
			${column((term) => iso(term.waits?.from ?? null))}::timestamptz[], ${column((term) => iso(term.waits?.to ?? null))}::timestamptz[],
			${column((term) => iso(term.nextAt))}::timestamptz[]) as t
		on conflict (territory_id, appeal_id, kind) do update set
			rule = excluded.rule, started_at = excluded.started_at, started_on = excluded.started_on, amount = excluded.amount,
			unit = excluded.unit, week = excluded.week, due_on = excluded.due_on, due_at = excluded.due_at, zone = excluded.zone,
			calendar_version = excluded.calendar_version, met_at = excluded.met_at, missed_at = excluded.missed_at,
			waits_for = excluded.waits_for, waits_since = excluded.waits_since, waits_until = excluded.waits_until,
			next_at = excluded.next_at`;
}

export type WrittenChange = TermChange & { at: Date };

export async function writeChanges(
	tx: Tx,
	ref: AppealRef,
	changes: readonly TermChange[],
	at: Date,
): Promise<void> {
	if (changes.length === 0) return;
	const column = <T>(of: (change: TermChange, i: number) => T) => changes.map(of);
	await tx`
		insert into appeals.term_change (territory_id, at, id, appeal_id, kind, because, from_at, from_on, to_at, to_on, met_at,
			account_id, reason)
		select ${ref.territory}, ${at}, t.id, ${ref.id}, t.kind, t.because, t.from_at, t.from_on, t.to_at, t.to_on, t.met_at,
			t.account_id, t.reason
		from unnest(${column((_, i) => newId(at.getTime() + i))}::uuid[], ${column((one) => one.kind)}::text[],
			${column((one) => one.because)}::text[], ${column((one) => iso(one.from?.dueAt ?? null))}::timestamptz[],
			${column((one) => one.from?.dueOn ?? null)}::date[], ${column((one) => iso(one.to?.dueAt ?? null))}::timestamptz[],
			${column((one) => one.to?.dueOn ?? null)}::date[], ${column((one) => iso(one.metAt))}::timestamptz[],
			${column((one) => one.account)}::uuid[], ${column((one) => one.reason)}::text[])
			as t (id, kind, because, from_at, from_on, to_at, to_on, met_at, account_id, reason)`;
}

/** What became of the terms since the filing, in order. */
export async function changesOf(db: Db, ref: AppealRef): Promise<WrittenChange[]> {
	const rows = await db<
		{
			at: Date;
			kind: TermKind;
			because: Because;
			fromAt: Date | null;
			fromOn: string | null;
			toAt: Date | null;
			toOn: string | null;
			metAt: Date | null;
			account: AccountId | null;
			reason: string | null;
		}[]
	>`
		select at, kind, because, from_at as "fromAt", from_on::text as "fromOn", to_at as "toAt", to_on::text as "toOn",
			met_at as "metAt", account_id as account, reason
		from appeals.term_change
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by at, id limit 500`;
	return rows.map(({ fromAt, fromOn, toAt, toOn, ...row }) => ({
		...row,
		from: fromAt && fromOn ? { dueAt: fromAt, dueOn: fromOn } : null,
		to: toAt && toOn ? { dueAt: toAt, dueOn: toOn } : null,
	}));
}

/** Every wait; `to` is its end, or the latest it may last. */
export async function waitsOf(db: Db, ref: AppealRef): Promise<WrittenWait[]> {
	const rows = await db<(Omit<WrittenWait, 'from' | 'to'> & { since: Date })[]>`
		select reason, since, until, ended_at as "endedAt", account_id as account, note
		from appeals.wait
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by since, reason`;
	return rows.map(({ since, ...row }) => ({ ...row, from: since, to: row.endedAt ?? row.until }));
}

/** Writes waits as they now are; none is ever taken away. */
export async function writeWaits(tx: Tx, ref: AppealRef, waits: readonly WrittenWait[]): Promise<void> {
	for (const wait of waits)
		await tx`
			insert into appeals.wait (territory_id, appeal_id, reason, since, until, ended_at, account_id, note)
			values (${ref.territory}, ${ref.id}, ${wait.reason}, ${wait.from}, ${wait.until}, ${wait.endedAt}, ${wait.account},
				${wait.note})
			on conflict (territory_id, appeal_id, reason, since) do update set
				until = excluded.until, ended_at = excluded.ended_at`;
}
