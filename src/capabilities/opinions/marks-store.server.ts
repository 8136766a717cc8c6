import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';
import type { ConversationRef, Mark } from './conversation.ts';

export type OwnMark = { statement: number; mark: Mark; at: Date };

export async function participantOf(
	db: Db,
	ref: ConversationRef,
	account: AccountId,
): Promise<number | null> {
	const [row] = await db<{ number: number }[]>`
		select number from opinions.participant
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and account_id = ${account}`;
	return row?.number ?? null;
}

/** Accounts of those who took part, by their numbers; who was erased is not among them. */
export async function accountsAfter(
	db: Db,
	ref: ConversationRef,
	after: number,
	limit: number,
): Promise<{ number: number; account: AccountId }[]> {
	return db<{ number: number; account: AccountId }[]>`
		select number, account_id as account from opinions.participant
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and number > ${after} and account_id is not null
		order by number limit ${limit}`;
}

/** Gives a person the next number, which the caller holds by `lockNumbers`. */
export async function insertParticipant(
	tx: Tx,
	ref: ConversationRef,
	one: { number: number; account: AccountId; day: string },
): Promise<void> {
	await tx`
		insert into opinions.participant (territory_id, conversation_id, number, account_id, joined_on)
		values (${ref.territory}, ${ref.id}, ${one.number}, ${one.account}, ${one.day})`;
	await tx`
		update opinions.conversation set participants = ${one.number}
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

/** The same once more changes nothing, not even the time. */
export async function putMark(
	tx: Tx,
	ref: ConversationRef,
	one: { participant: number; statement: number; mark: Mark | null; at: Date },
): Promise<void> {
	await tx`
		insert into opinions.mark as m (territory_id, conversation_id, participant, statement, mark, at)
		values (${ref.territory}, ${ref.id}, ${one.participant}, ${one.statement}, ${one.mark}, ${one.at})
		on conflict (territory_id, conversation_id, participant, statement)
		do update set mark = excluded.mark, at = greatest(m.at, excluded.at)
		where m.territory_id = ${ref.territory} and m.mark is distinct from excluded.mark`;
}

export async function marksOf(db: Db, ref: ConversationRef, participant: number): Promise<OwnMark[]> {
	return db<OwnMark[]>`
		select statement, mark, at from opinions.mark
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and participant = ${participant}
			and mark is not null
		order by at desc, statement desc`;
}

export async function countMarks(db: Db, ref: ConversationRef): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(mark)::int as count from opinions.mark
		where territory_id = ${ref.territory} and conversation_id = ${ref.id}`;
	return row?.count ?? 0;
}

/** Marks of an account in many conversations of a territory. */
export async function ownMarksOfMany(
	db: Db,
	territory: number,
	ids: readonly string[],
	account: AccountId,
): Promise<Map<string, number>> {
	const rows = await db<{ id: string; count: number }[]>`
		select p.conversation_id as id, count(m.mark)::int as count
		from opinions.participant p
		join opinions.mark m on m.territory_id = p.territory_id and m.conversation_id = p.conversation_id and m.participant = p.number
		where p.territory_id = ${territory} and p.conversation_id = any(${[...ids]}::uuid[]) and p.account_id = ${account}
		group by p.conversation_id`;
	return new Map(rows.map(({ id, count }) => [id, count]));
}

export type MarkRow = { participant: number; statement: number; mark: Mark | null; at: Date };

/** Marks that came at a time or later, all of them without one; in pieces, in the order in which they came. */
export function marksSince(db: Db, ref: ConversationRef, since: Date | null): AsyncIterable<MarkRow[]> {
	return db<MarkRow[]>`
		select participant, statement, mark, at from opinions.mark
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} ${since ? db`and at >= ${since}` : db``}
		order by at, participant, statement`.cursor(20_000);
}

/** Accounts of those who take part; who was erased is left out. */
export async function accountsOf(db: Db, ref: ConversationRef): Promise<AccountId[]> {
	const rows = await db<{ account: AccountId }[]>`
		select account_id as account from opinions.participant
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and account_id is not null order by number`;
	return rows.map(({ account }) => account);
}
