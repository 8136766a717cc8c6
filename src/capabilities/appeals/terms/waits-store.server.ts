import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { ListChange } from '../listed/listed.ts';
import { readRulebook } from './rulebook-store.server.ts';
import type { WaitReason } from './rules.ts';

/** All kinds of waiting in their order, those that are no longer offered too. */
export const waitReasons = async (db: Db): Promise<WaitReason[]> => [...(await readRulebook(db)).reasons];

/** Changes of the list follow one another. */
export async function lockWaitReasons(tx: Tx): Promise<void> {
	await tx`select code from appeals.wait_reason order by code for update`;
}

export async function writeWaitReason(tx: Tx, reason: WaitReason): Promise<void> {
	const { code, position, mostAmount, mostUnit, since, until, source, sourceOn, revision, texts } = reason;
	await tx`
		insert into appeals.wait_reason (code, position, most_amount, most_unit, since, until, source, source_on, revision)
		values (${code}, ${position}, ${mostAmount}, ${mostUnit}, ${since}, ${until}, ${source}, ${sourceOn}, ${revision})
		on conflict (code) do update set position = excluded.position, most_amount = excluded.most_amount,
			most_unit = excluded.most_unit, since = excluded.since, until = excluded.until, source = excluded.source,
			source_on = excluded.source_on, revision = excluded.revision`;
	await tx`delete from appeals.wait_reason_text where code = ${code}`;
	for (const { lang, name, said } of texts)
		await tx`insert into appeals.wait_reason_text (code, lang, name, said) values (${code}, ${lang}, ${name}, ${said})`;
}

export async function insertWaitChange(tx: Tx, change: ListChange<WaitReason>): Promise<void> {
	const { code, revision, at, account, kind, before, after } = change;
	await tx`
		insert into appeals.wait_reason_change (code, revision, at, account_id, kind, before, after)
		values (${code}, ${revision}, ${at}, ${account}, ${kind}, ${before && tx.json(before)}, ${tx.json(after)})`;
}

/** The newest first. */
export async function waitChanges(db: Db, limit = 30): Promise<ListChange<WaitReason>[]> {
	return db<ListChange<WaitReason>[]>`
		select code, revision, at, account_id as account, kind, before, after
		from appeals.wait_reason_change order by at desc, code limit ${limit}`;
}

/** What a territory (0: everywhere) says of a category ('': of all) and a wait; null: nothing, those above hold. */
export type Clocks = { promise: boolean | null; reaction: boolean | null };
export type ClocksOf = { holdsIn: TerritoryId; category: string; reason: string };

export async function clocksOf(db: Db, of: ClocksOf): Promise<Clocks & { revision: number }> {
	const { holdsIn, category, reason } = of;
	const [rows, [newest]] = await Promise.all([
		db<{ kind: keyof Clocks; stops: boolean }[]>`
			select kind, stops from appeals.wait_stops
			where holds_in = ${holdsIn} and category = ${category} and reason = ${reason}`,
		db<{ revision: number }[]>`
			select coalesce(max(revision), 0)::int as revision from appeals.wait_stops_change
			where holds_in = ${holdsIn} and category = ${category} and reason = ${reason}`,
	]);
	const said = (kind: keyof Clocks) => rows.find((one) => one.kind === kind)?.stops ?? null;
	return { promise: said('promise'), reaction: said('reaction'), revision: newest?.revision ?? 0 };
}

export async function writeClocks(tx: Tx, of: ClocksOf, clocks: Clocks): Promise<void> {
	const { holdsIn, category, reason } = of;
	await tx`
		delete from appeals.wait_stops where holds_in = ${holdsIn} and category = ${category} and reason = ${reason}`;
	for (const kind of ['promise', 'reaction'] as const)
		if (clocks[kind] !== null)
			await tx`
				insert into appeals.wait_stops (reason, kind, category, holds_in, stops)
				values (${reason}, ${kind}, ${category}, ${holdsIn}, ${clocks[kind]})`;
}

export type ClocksChange = ClocksOf & {
	revision: number;
	at: Date;
	account: AccountId | null;
	before: Clocks;
	after: Clocks;
};

export async function insertClocksChange(tx: Tx, change: ClocksChange): Promise<void> {
	const { holdsIn, category, reason, revision, at, account, before, after } = change;
	await tx`
		insert into appeals.wait_stops_change (holds_in, category, reason, revision, at, account_id, promise_before, reaction_before,
			promise, reaction)
		values (${holdsIn}, ${category}, ${reason}, ${revision}, ${at}, ${account}, ${before.promise}, ${before.reaction},
			${after.promise}, ${after.reaction})`;
}

/** Of one territory and category, the newest first. */
export async function clocksChanges(
	db: Db,
	of: Pick<ClocksOf, 'holdsIn' | 'category'>,
): Promise<Pick<ClocksChange, 'reason' | 'at' | 'account' | 'after'>[]> {
	const rows = await db<
		{
			reason: string;
			at: Date;
			account: AccountId | null;
			promise: boolean | null;
			reaction: boolean | null;
		}[]
	>`
		select reason, at, account_id as account, promise, reaction from appeals.wait_stops_change
		where holds_in = ${of.holdsIn} and category = ${of.category} order by at desc, reason limit 30`;
	return rows.map(({ promise, reaction, ...one }) => ({ ...one, after: { promise, reaction } }));
}
