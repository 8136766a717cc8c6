import type { Db, Tx } from '#platform/db/door.server.ts';
import type { ListChange } from '../listed/listed.ts';
import type { DissentReason } from './reasons.ts';

/** All of them in their order, those that are no longer offered too: what was chosen keeps its words. */
export async function dissentReasons(db: Db): Promise<DissentReason[]> {
	return db<DissentReason[]>`
		select r.code, r.position, r.since::text as since, r.until::text as until, r.source, r.source_on::text as "sourceOn", r.revision,
			coalesce(jsonb_agg(jsonb_build_object('lang', t.lang, 'name', t.name) order by t.lang desc)
				filter (where t.lang is not null), '[]') as names
		from appeals.dissent_reason r left join appeals.dissent_reason_text t on t.code = r.code
		group by r.code order by r.position, r.code`;
}

/** Changes of the reasons follow one another. */
export async function lockReasons(tx: Tx): Promise<void> {
	await tx`select code from appeals.dissent_reason order by code for update`;
}

export async function writeReason(tx: Tx, reason: DissentReason): Promise<void> {
	const { code, position, since, until, source, sourceOn, revision, names } = reason;
	await tx`
		insert into appeals.dissent_reason (code, position, since, until, source, source_on, revision)
		values (${code}, ${position}, ${since}, ${until}, ${source}, ${sourceOn}, ${revision})
		on conflict (code) do update set position = excluded.position, since = excluded.since, until = excluded.until,
			source = excluded.source, source_on = excluded.source_on, revision = excluded.revision`;
	await tx`delete from appeals.dissent_reason_text where code = ${code}`;
	for (const { lang, name } of names)
		await tx`insert into appeals.dissent_reason_text (code, lang, name) values (${code}, ${lang}, ${name})`;
}

export type ReasonChange = ListChange<DissentReason>;

export async function insertReasonChange(tx: Tx, change: ReasonChange): Promise<void> {
	const { code, revision, at, account, kind, before, after } = change;
	await tx`
		insert into appeals.dissent_reason_change (code, revision, at, account_id, kind, before, after)
		values (${code}, ${revision}, ${at}, ${account}, ${kind}, ${before && tx.json(before)}, ${tx.json(after)})`;
}

/** The newest first. */
export async function reasonChanges(db: Db, limit = 30): Promise<ReasonChange[]> {
	return db<ReasonChange[]>`
		select code, revision, at, account_id as account, kind, before, after
		from appeals.dissent_reason_change order by at desc, code limit ${limit}`;
}
