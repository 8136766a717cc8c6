import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';

/** Where a message came from, and by which number it is known there. */
export type Origin = {
	/** 'key:<id>', 'open311:<endpoint>', the name of a source of tables. */
	source: string;
	externalId: string;
	/** The thread it belongs to there: a letter answered, a chat. */
	thread?: string | null;
};

type AppealRef = { territory: TerritoryId; id: Id<'appeal'> };

export async function insertArrival(tx: Tx, ref: AppealRef, origin: Origin, at: Date): Promise<void> {
	await tx`
		insert into intake.arrival (territory_id, source, external_id, appeal_id, thread, at)
		values (${ref.territory}, ${origin.source}, ${origin.externalId}, ${ref.id}, ${origin.thread ?? null}, ${at})`;
}

/** Where these appeals came from, by the id of the appeal. */
export async function originsOf(
	db: Db,
	territory: TerritoryId,
	appeals: readonly string[],
): Promise<Map<string, { source: string; externalId: string }>> {
	const rows = await db<{ id: string; source: string; externalId: string }[]>`
		select appeal_id as id, source, external_id as "externalId" from intake.arrival
		where territory_id = ${territory} and appeal_id = any(${[...appeals]}::uuid[])`;
	return new Map(rows.map(({ id, ...origin }) => [id, origin]));
}

/** The number under which something that says the same came since then, within a day: such numbers end in their day. */
export async function arrivedSince(
	db: Db,
	source: string,
	begins: string,
	since: Date,
	territories: readonly TerritoryId[],
): Promise<string | undefined> {
	const [row] = await db<{ externalId: string }[]>`
		select external_id as "externalId" from intake.arrival
		where territory_id = any(${[...territories]}::int[]) and source = ${source}
			and external_id in (${`${begins} ${dayOf(since)}`}, ${`${begins} ${dayOf(new Date(since.getTime() + 86_400_000))}`})
			and at >= ${since}
		order by at desc limit 1`;
	return row?.externalId;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
