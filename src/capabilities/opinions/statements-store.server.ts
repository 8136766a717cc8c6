import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';
import type { ConversationRef, Lang, StatementState } from './conversation.ts';

export type StatementRow = {
	number: number;
	text: string;
	lang: Lang;
	other: string | null;
	account: AccountId | null;
	isFirst: boolean;
	state: StatementState;
	reason: string;
	/** Which ready reason it is; null: the moderator's own words. */
	ready: string | null;
	decidedAt: Date | null;
	createdAt: Date;
};

const columns = (db: Db) => db`
	s.number, s.text, s.lang, s.other_text as other, s.account_id as account, s.is_first as "isFirst", s.state, s.reason,
	s.ready_reason as ready, s.decided_at as "decidedAt", s.created_at as "createdAt"`;

export async function statementsBy(
	db: Db,
	ref: ConversationRef,
	{
		numbers = null,
		states = null,
		account = null,
	}: {
		numbers?: readonly number[] | null;
		states?: readonly StatementState[] | null;
		account?: AccountId | null;
	},
): Promise<StatementRow[]> {
	return db<StatementRow[]>`
		select ${columns(db)} from opinions.statement s
		where s.territory_id = ${ref.territory} and s.conversation_id = ${ref.id}
			${numbers ? db`and s.number = any(${[...numbers]}::int[])` : db``}
			${states ? db`and s.state = any(${[...states]})` : db``}
			${account ? db`and s.account_id = ${account}` : db``}
		order by s.number`;
}

export async function lockStatements(
	tx: Tx,
	ref: ConversationRef,
	numbers: readonly number[],
): Promise<StatementRow[]> {
	return tx<StatementRow[]>`
		select ${columns(tx)} from opinions.statement s
		where s.territory_id = ${ref.territory} and s.conversation_id = ${ref.id} and s.number = any(${[...numbers]}::int[])
		order by s.number for no key update`;
}

/** Numbers of statements that are shown. */
export async function shownNumbers(db: Db, ref: ConversationRef): Promise<number[]> {
	const rows = await db<{ number: number }[]>`
		select number from opinions.statement
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and state = 'shown' order by number`;
	return rows.map(({ number }) => number);
}

/** What stands in the same words, the one that is shown before others. */
export async function sameAs(
	db: Db,
	ref: ConversationRef,
	plain: string,
): Promise<{ number: number; state: StatementState } | null> {
	const [row] = await db<{ number: number; state: StatementState }[]>`
		select number, state from opinions.statement
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and md5(plain) = md5(${plain}) and plain = ${plain}
		order by state <> 'shown', state <> 'waiting', number limit 1`;
	return row ?? null;
}

export async function addedSince(
	db: Db,
	ref: ConversationRef,
	account: AccountId,
	since: Date,
): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(*)::int as count from opinions.statement
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and account_id = ${account} and not is_first
			and created_at > ${since}`;
	return row?.count ?? 0;
}

export type NewStatement = {
	number: number;
	text: string;
	lang: Lang;
	other: string | null;
	plain: string;
	account: AccountId | null;
	isFirst: boolean;
	state: StatementState;
	createdAt: Date;
};

/** Puts statements under the next numbers, which the caller holds by `lockNumbers`. */
export async function insertStatements(
	tx: Tx,
	ref: ConversationRef,
	rows: readonly NewStatement[],
): Promise<void> {
	if (rows.length === 0) return;
	await tx`
		insert into opinions.statement ${tx(
			rows.map((one) => ({
				territory_id: ref.territory,
				conversation_id: ref.id,
				number: one.number,
				text: one.text,
				lang: one.lang,
				other_text: one.other,
				plain: one.plain,
				account_id: one.account,
				is_first: one.isFirst,
				state: one.state,
				created_at: one.createdAt,
			})),
		)}`;
	await tx`
		update opinions.conversation set statements = ${Math.max(...rows.map(({ number }) => number))}
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function rewriteStatement(
	tx: Tx,
	ref: ConversationRef,
	{ number, text, other, plain }: { number: number; text: string; other: string | null; plain: string },
): Promise<void> {
	await tx`
		update opinions.statement set text = ${text}, other_text = ${other}, plain = ${plain}
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and number = ${number}`;
}

/** Of a draft: the words of those behind move up, so that numbers have no gap. */
export async function removeStatement(tx: Tx, ref: ConversationRef, number: number): Promise<void> {
	await tx`
		update opinions.statement s set text = n.text, lang = n.lang, other_text = n.other_text, plain = n.plain
		from opinions.statement n
		where s.territory_id = ${ref.territory} and s.conversation_id = ${ref.id} and s.number >= ${number}
			and n.territory_id = s.territory_id and n.conversation_id = s.conversation_id and n.number = s.number + 1`;
	await tx`
		delete from opinions.statement
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and number = (
			select max(number) from opinions.statement where territory_id = ${ref.territory} and conversation_id = ${ref.id})`;
	await tx`
		update opinions.conversation set statements = statements - 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function setStates(
	tx: Tx,
	ref: ConversationRef,
	numbers: readonly number[],
	to: { state: StatementState; reason: string; ready: string | null; by: AccountId | null; at: Date },
): Promise<void> {
	await tx`
		update opinions.statement set state = ${to.state}, reason = ${to.reason}, ready_reason = ${to.ready},
			decided_by = ${to.by}, decided_at = ${to.at}
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and number = any(${[...numbers]}::int[])`;
}

export async function countStatements(db: Db, ref: ConversationRef): Promise<Record<StatementState, number>> {
	const rows = await db<{ state: StatementState; count: number }[]>`
		select state, count(*)::int as count from opinions.statement
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} group by state`;
	const counted = { waiting: 0, shown: 0, rejected: 0, withdrawn: 0 };
	for (const { state, count } of rows) counted[state] = count;
	return counted;
}

/** Shown and waiting ones of many conversations of a territory. */
export async function countOfMany(
	db: Db,
	territory: number,
	ids: readonly string[],
): Promise<Map<string, { shown: number; waiting: number }>> {
	const rows = await db<{ id: string; shown: number; waiting: number }[]>`
		select conversation_id as id, count(*) filter (where state = 'shown')::int as shown,
			count(*) filter (where state = 'waiting')::int as waiting
		from opinions.statement
		where territory_id = ${territory} and conversation_id = any(${[...ids]}::uuid[]) group by conversation_id`;
	return new Map(rows.map(({ id, ...one }) => [id, one]));
}
