import { type Db, type Json, json, type Tx } from '#platform/db/door.server.ts';
import type { ConversationRef } from './conversation.ts';
import type { Content, KeptState } from './reading.ts';

export type Reading = {
	at: Date;
	newestMark: Date | null;
	statementsAt: Date | null;
	marks: number;
	people: number;
	content: Content;
};

export async function readReading(db: Db, ref: ConversationRef): Promise<Reading | null> {
	const [row] = await db<Reading[]>`
		select at, newest_mark as "newestMark", statements_at as "statementsAt", marks, people, content from opinions.reading
		where territory_id = ${ref.territory} and conversation_id = ${ref.id}`;
	return row ?? null;
}

/** How much each statement deserves to be shown next; asked for at each mark, so without all the rest. */
export async function readPriorities(db: Db, ref: ConversationRef): Promise<number[]> {
	const [row] = await db<{ priorities: number[] }[]>`
		select content->'priorities' as priorities from opinions.reading
		where territory_id = ${ref.territory} and conversation_id = ${ref.id}`;
	return row?.priorities ?? [];
}

export async function readState(db: Db, ref: ConversationRef): Promise<KeptState | null> {
	const [row] = await db<{ state: KeptState }[]>`
		select state from opinions.reading where territory_id = ${ref.territory} and conversation_id = ${ref.id}`;
	return row?.state ?? null;
}

/** The group of one participant; null: in none. */
export async function groupOf(db: Db, ref: ConversationRef, participant: number): Promise<number | null> {
	const [row] = await db<{ group: number | null }[]>`
		select (state->'of'->>${participant}::int)::int as group from opinions.reading
		where territory_id = ${ref.territory} and conversation_id = ${ref.id}`;
	return row?.group == null || row.group < 0 ? null : row.group;
}

/** Takes the place of an older reading, never of a newer one. */
export async function saveReading(
	tx: Tx,
	ref: ConversationRef,
	one: Reading & { state: KeptState },
): Promise<void> {
	await tx`
		insert into opinions.reading as r (territory_id, conversation_id, at, newest_mark, statements_at, marks, people, content, state)
		values (${ref.territory}, ${ref.id}, ${one.at}, ${one.newestMark}, ${one.statementsAt}, ${one.marks}, ${one.people},
			${json(tx, one.content as Json)}, ${json(tx, one.state as Json)})
		on conflict (territory_id, conversation_id) do update set at = excluded.at, newest_mark = excluded.newest_mark,
			statements_at = excluded.statements_at, marks = excluded.marks, people = excluded.people, content = excluded.content,
			state = excluded.state
		where r.territory_id = ${ref.territory} and r.at <= excluded.at`;
}

/** Marks that stand in the last readings of many conversations of a territory. */
export async function marksReadOfMany(
	db: Db,
	territory: number,
	ids: readonly string[],
): Promise<Map<string, number>> {
	const rows = await db<{ id: string; marks: number }[]>`
		select conversation_id as id, marks from opinions.reading
		where territory_id = ${territory} and conversation_id = any(${[...ids]}::uuid[])`;
	return new Map(rows.map(({ id, marks }) => [id, marks]));
}
