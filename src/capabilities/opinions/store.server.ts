import {
	type AccountId,
	containing,
	type Db,
	inPieces,
	json,
	type TerritoryId,
	type Tx,
	type Uuid,
} from '#platform/db/door.server.ts';
import type { ThingsQuery } from '#rooms/spaces/door.server.ts';
import type {
	Conversation,
	ConversationId,
	ConversationRef,
	ConversationState,
	Definition,
} from './conversation.ts';

/** With the last numbers of statements and participants that were given. */
export type Stored = Conversation & { lastStatement: number; participants: number };
type Row = Omit<Stored, 'other'> & { otherQuestion: string | null; otherExplanation: string | null };

const columns = (db: Db) => db`
	territory_id as territory, id, space_id as space, state, lang, question, explanation, other_question as "otherQuestion",
	other_explanation as "otherExplanation", who, adding, moderation, results, open_marks as "openMarks", closes_at as "closesAt",
	version, statements as "lastStatement", participants, created_by as "createdBy", created_at as "createdAt",
	opened_at as "openedAt", closed_at as "closedAt", cancelled_at as "cancelledAt", cancelled_why as "cancelledWhy"`;

const storedOf = ({ otherQuestion, otherExplanation, ...row }: Row): Stored => ({
	...row,
	other: otherQuestion === null ? null : { question: otherQuestion, explanation: otherExplanation ?? '' },
});

const one = (rows: readonly Row[]): Stored | null => (rows[0] ? storedOf(rows[0]) : null);

export async function readConversation(db: Db, ref: ConversationRef): Promise<Stored | null> {
	return one(
		await db<Row[]>`
			select ${columns(db)} from opinions.conversation where territory_id = ${ref.territory} and id = ${ref.id}`,
	);
}

/** Waits for marks that are being written, and holds further ones up. */
export async function lockConversation(tx: Tx, ref: ConversationRef): Promise<Stored | null> {
	return one(
		await tx<Row[]>`
			select ${columns(tx)} from opinions.conversation where territory_id = ${ref.territory} and id = ${ref.id} for update`,
	);
}

/** For whoever gives a number: one after the other, beside marks that are being written. */
export async function lockNumbers(tx: Tx, ref: ConversationRef): Promise<Stored | null> {
	return one(
		await tx<Row[]>`
			select ${columns(tx)} from opinions.conversation
			where territory_id = ${ref.territory} and id = ${ref.id} for no key update`,
	);
}

/** For a mark: it stays as it is until the mark is written, and nobody who marks waits for another. */
export async function holdState(
	tx: Tx,
	ref: ConversationRef,
): Promise<{ state: ConversationState; closesAt: Date | null } | null> {
	const [row] = await tx<{ state: ConversationState; closesAt: Date | null }[]>`
		select state, closes_at as "closesAt" from opinions.conversation
		where territory_id = ${ref.territory} and id = ${ref.id} for key share`;
	return row ?? null;
}

/** Newest first. */
export async function conversationsIn(
	db: Db,
	territory: TerritoryId,
	query: ThingsQuery<ConversationState>,
): Promise<Stored[]> {
	const { own, spaces, drafts, inSpaces, words, after, limit } = query;
	const like = containing(words);
	const rows = await db<Row[]>`
		select ${columns(db)} from opinions.conversation
		where territory_id = ${territory}
			and (space_id is null and state = any(${[...own]})
				or space_id = any(${[...spaces]}::uuid[]) and state = any(${[...inSpaces]})
					and (state <> 'draft' or space_id = any(${[...drafts]}::uuid[])))
			${words ? db`and (question ilike ${like} or other_question ilike ${like})` : db``}
			${after ? db`and (created_at, id) < (${after.at}, ${after.id})` : db``}
		order by created_at desc, id desc limit ${limit}`;
	return rows.map(storedOf);
}

/** The columns of a definition, for a new conversation and for one that is written anew. */
const written = (tx: Tx, one: Definition) => ({
	lang: one.lang,
	question: one.question,
	explanation: one.explanation,
	other_question: one.other?.question ?? null,
	other_explanation: one.other?.explanation ?? null,
	who: json(tx, one.who),
	adding: one.adding,
	moderation: one.moderation,
	results: one.results,
	open_marks: one.openMarks,
	closes_at: one.closesAt,
});

export async function insertConversation(
	tx: Tx,
	ref: ConversationRef,
	made: { space: Uuid | null; by: AccountId | null; at: Date; definition: Definition },
): Promise<void> {
	const { definition, space, by, at } = made;
	await tx`
		insert into opinions.conversation ${tx({
			territory_id: ref.territory,
			id: ref.id,
			space_id: space,
			state: 'draft',
			created_by: by,
			created_at: at,
			...written(tx, definition),
		})}`;
}

export async function saveDefinition(tx: Tx, ref: ConversationRef, definition: Definition): Promise<void> {
	await tx`
		update opinions.conversation set ${tx(written(tx, definition))}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function deleteDraft(tx: Tx, ref: ConversationRef): Promise<void> {
	await tx`
		delete from opinions.conversation where territory_id = ${ref.territory} and id = ${ref.id} and state = 'draft'`;
}

export async function markOpen(tx: Tx, ref: ConversationRef, at: Date): Promise<void> {
	await tx`
		update opinions.conversation set state = 'open', opened_at = ${at}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function setClosing(tx: Tx, ref: ConversationRef, closesAt: Date): Promise<void> {
	await tx`
		update opinions.conversation set closes_at = ${closesAt}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function markClosed(tx: Tx, ref: ConversationRef, at: Date): Promise<void> {
	await tx`
		update opinions.conversation set state = 'closed', closed_at = ${at}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function markCancelled(tx: Tx, ref: ConversationRef, at: Date, why: string): Promise<void> {
	await tx`
		update opinions.conversation set state = 'cancelled', cancelled_at = ${at}, cancelled_why = ${why}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

/** What is to be closed, or has marks or decisions about statements that were not read yet. Over all territories. */
export async function underWay(db: Db, now: Date): Promise<{ territory: TerritoryId; id: ConversationId }[]> {
	return db`
		/* background: looks over all territories for conversations whose time has come or whose marks are to be read */
		select c.territory_id as territory, c.id
		from opinions.conversation c
		left join opinions.reading r on r.territory_id = c.territory_id and r.conversation_id = c.id
		where c.state = 'open' and c.closes_at <= ${now}
			or (c.state = 'open' or c.state = 'closed' and c.closed_at > ${new Date(now.getTime() - recently)}) and (
				r.at is null
				or exists (
					select from opinions.mark m where m.territory_id = c.territory_id and m.conversation_id = c.id
						and m.at > coalesce(r.newest_mark, '-infinity'))
				or exists (
					select from opinions.statement s where s.territory_id = c.territory_id and s.conversation_id = c.id
						and s.decided_at > coalesce(r.statements_at, '-infinity')))
			or c.state = 'closed' and r.at < c.closed_at`;
}
/** Statements are taken out after closing, too; so long one looks for that each minute. */
const recently = 90 * 86_400_000;

/** All that may be found, in pieces. */
export async function* allPublic(db: Db): AsyncGenerator<Stored[]> {
	const rows = inPieces(
		(after) => db<Row[]>`
			/* background: the index of all territories */
			select ${columns(db)} from opinions.conversation
			where state <> 'draft' and space_id is null and (territory_id, id) > (${after.territory}, ${after.id})
			order by territory_id, id limit 500`,
	);
	for await (const piece of rows) yield piece.map(storedOf);
}
