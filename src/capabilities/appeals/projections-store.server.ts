import { Temporal } from 'temporal-polyfill';
import type { AccountId, Db, TerritoryId } from '#platform/db/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { type Appeal, type AppealId, type AppealRef, excerptOf } from './appeal.ts';
import type { Part } from './joint/part.ts';
import { openWords } from './mask.ts';

/**
 * Rows of many appeals go in one statement, in the order of their keys: two jobs that write the same rows wait for each other
 * instead of locking each other out. Each row carries the appeal's version: a job that comes late never puts an older state
 * over a newer one.
 */
const inOrder = <Row extends { territory_id: TerritoryId; appeal_id: AppealId }>(rows: Row[]): Row[] =>
	rows.sort((a, b) => a.territory_id - b.territory_id || (a.appeal_id < b.appeal_id ? -1 : 1));

/** Masked as in public: personal data are read on the page of the appeal, where each reading is written down. */
function inPublic(appeal: Appeal, names: Names) {
	const { text, placeWords: place } = openWords(appeal, names.get(appeal.id) ?? null);
	return { text, place, excerpt: excerptOf(text) };
}
/** Authors who are not to be named, by appeal. */
type Names = ReadonlyMap<string, string>;

/** The instant at which a day of an inner term is over. */
const endOf = (day: string, territory: TerritoryId): Date =>
	new Date(
		Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zoneOf(territory)).epochMilliseconds,
	);

export async function putIntoInboxes(
	db: Db,
	appeals: readonly { appeal: Appeal; body: BodyRef; part?: Part }[],
	names: Names,
): Promise<void> {
	if (appeals.length === 0) return;
	const rows = appeals.map(({ appeal, body, part }) => {
		const inner = part && part.dueOn < appeal.dueOn ? part.dueOn : null;
		const { text, place, excerpt } = inPublic(appeal, names);
		return {
			territory_id: body.territory,
			body_id: body.id,
			appeal_territory_id: appeal.territory,
			appeal_id: appeal.id,
			number: appeal.number,
			state: appeal.state,
			category: appeal.category,
			channel: appeal.channel,
			excerpt,
			place_words: place,
			unit_id: part ? null : appeal.unit,
			executor_id: part ? part.executor : appeal.executor,
			filed_at: appeal.filedAt,
			due_on: inner ?? appeal.dueOn,
			due_at: inner ? endOf(inner, appeal.territory) : appeal.dueAt,
			returns: appeal.returns,
			joined: appeal.joined,
			merged: appeal.merged,
			asked: appeal.asked > 0,
			urgent: appeal.urgent,
			approval: part ? null : appeal.approval,
			part: part?.state ?? null,
			changed_at: appeal.updatedAt,
			words: `${text} ${place}`,
			version: appeal.version,
		};
	});
	await db`
		insert into appeals.inbox (territory_id, body_id, appeal_territory_id, appeal_id, number, state, category, channel,
			excerpt, place_words, unit_id, executor_id, filed_at, due_on, due_at, returns, joined, merged, asked, urgent, approval, part, changed_at, tsv,
			version)
		select territory_id, body_id, appeal_territory_id, appeal_id, number, state, category, channel,
			excerpt, place_words, unit_id, executor_id, filed_at, due_on, due_at, returns, joined, merged, asked, urgent, approval, part, changed_at,
			to_tsvector('russian', words), version
		from jsonb_to_recordset(${db.json(inOrder(rows) as never)}) as row (territory_id int, body_id uuid, appeal_territory_id int,
			appeal_id uuid, number text, state text, category text, channel text, excerpt text, place_words text, unit_id uuid,
			executor_id uuid, filed_at timestamptz, due_on date, due_at timestamptz, returns smallint, joined int, merged int, asked bool, urgent bool,
			approval text, part text, changed_at timestamptz, words text, version int)
		on conflict (territory_id, body_id, appeal_territory_id, appeal_id) do update set
			state = excluded.state, category = excluded.category, channel = excluded.channel, unit_id = excluded.unit_id,
			executor_id = excluded.executor_id, due_on = excluded.due_on, due_at = excluded.due_at, returns = excluded.returns, joined = excluded.joined,
			merged = excluded.merged, asked = excluded.asked, urgent = excluded.urgent, approval = excluded.approval, part = excluded.part,
			changed_at = excluded.changed_at, tsv = excluded.tsv, version = excluded.version
		where inbox.version <= excluded.version`;
}

export async function dropFromInbox(
	db: Db,
	appeal: AppealRef & { version: number },
	body: BodyRef,
): Promise<void> {
	await db`
		delete from appeals.inbox
		where territory_id = ${body.territory} and body_id = ${body.id} and appeal_territory_id = ${appeal.territory}
			and appeal_id = ${appeal.id} and version <= ${appeal.version}`;
}

/** Appeals of one owner are gone. */
export async function dropManyFromInbox(
	db: Db,
	bodyTerritory: TerritoryId,
	territory: TerritoryId,
	ids: readonly string[],
): Promise<void> {
	await db`
		delete from appeals.inbox
		where territory_id = ${bodyTerritory} and appeal_territory_id = ${territory} and appeal_id = any(${[...ids]}::uuid[])`;
}

export async function dropManyFromList(
	db: Db,
	ancestor: TerritoryId,
	territory: TerritoryId,
	ids: readonly string[],
): Promise<void> {
	await db`
		delete from appeals.listed
		where territory_id = ${ancestor} and appeal_territory_id = ${territory} and appeal_id = any(${[...ids]}::uuid[])`;
}

/** Rows of the lists of ancestors; the excerpt is the masked one, for the list is public. */
export async function putIntoLists(
	db: Db,
	appeals: readonly { appeal: Appeal; ancestors: readonly TerritoryId[] }[],
	names: Names,
): Promise<void> {
	if (appeals.length === 0) return;
	const rows = appeals.flatMap(({ appeal, ancestors }) => {
		const { place, excerpt } = inPublic(appeal, names);
		const row = {
			appeal_territory_id: appeal.territory,
			appeal_id: appeal.id,
			number: appeal.number,
			state: appeal.state,
			category: appeal.category,
			channel: appeal.channel,
			visibility: appeal.visibility,
			excerpt,
			place_words: place,
			lat: appeal.point?.lat ?? null,
			lon: appeal.point?.lon ?? null,
			body_territory_id: appeal.body?.territory ?? null,
			body_id: appeal.body?.id ?? null,
			photographs: appeal.photographs - appeal.photographsHidden,
			joined: appeal.joined,
			filed_at: appeal.filedAt,
			registered_at: appeal.registeredAt,
			due_on: appeal.dueOn,
			due_at: appeal.dueAt,
			answered_at: appeal.answeredAt,
			returns: appeal.returns,
			assigned: appeal.executor !== null,
			asked: appeal.asked > 0,
			urgent: appeal.urgent,
			approval: appeal.approval,
			merged: appeal.merged,
			is_merged: appeal.mergedInto !== null,
			changed_at: appeal.updatedAt,
			version: appeal.version,
		};
		return ancestors.map((ancestor) => ({ territory_id: ancestor, ...row }));
	});
	await db`
		insert into appeals.listed (territory_id, appeal_territory_id, appeal_id, number, state, category, channel, visibility,
			excerpt, place_words, lat, lon, body_territory_id, body_id, photographs, joined, filed_at, registered_at, due_on, due_at, answered_at,
			returns, assigned, asked, urgent, approval, merged, is_merged, changed_at, version)
		select territory_id, appeal_territory_id, appeal_id, number, state, category, channel, visibility,
			excerpt, place_words, lat, lon, body_territory_id, body_id, photographs, joined, filed_at, registered_at, due_on, due_at, answered_at,
			returns, assigned, asked, urgent, approval, merged, is_merged, changed_at, version
		from jsonb_to_recordset(${db.json(inOrder(rows) as never)}) as row (territory_id int, appeal_territory_id int, appeal_id uuid,
			number text, state text, category text, channel text, visibility text, excerpt text, place_words text, lat float8, lon float8,
			body_territory_id int, body_id uuid, photographs smallint, joined int, filed_at timestamptz, registered_at timestamptz, due_on date, due_at timestamptz,
			answered_at timestamptz, returns smallint, assigned bool, asked bool, urgent bool, approval text, merged int, is_merged bool,
			changed_at timestamptz, version int)
		on conflict (territory_id, appeal_territory_id, appeal_id) do update set
			state = excluded.state, category = excluded.category, channel = excluded.channel, visibility = excluded.visibility,
			body_territory_id = excluded.body_territory_id, body_id = excluded.body_id, photographs = excluded.photographs,
			joined = excluded.joined, registered_at = excluded.registered_at, due_on = excluded.due_on, due_at = excluded.due_at, answered_at = excluded.answered_at, returns = excluded.returns,
			assigned = excluded.assigned, asked = excluded.asked, urgent = excluded.urgent, approval = excluded.approval, merged = excluded.merged,
			is_merged = excluded.is_merged, changed_at = excluded.changed_at, version = excluded.version
		where listed.version <= excluded.version`;
}

export type Mine = { account: AccountId; appeal: Appeal; reason: 'filed' | 'joined' | 'follows' };

export async function putIntoMine(db: Db, appeals: readonly Mine[], names: Names): Promise<void> {
	if (appeals.length === 0) return;
	const rows = appeals.map(({ account, appeal, reason }) => ({
		account_id: account,
		territory_id: appeal.territory,
		appeal_id: appeal.id,
		reason,
		number: appeal.number,
		state: appeal.state,
		category: appeal.category,
		excerpt: reason === 'filed' ? excerptOf(appeal.text) : inPublic(appeal, names).excerpt,
		filed_at: appeal.filedAt,
		due_on: appeal.dueOn,
		due_at: appeal.dueAt,
		version: appeal.version,
	}));
	await db`
		insert into appeals.mine (account_id, territory_id, appeal_id, reason, number, state, category, excerpt, filed_at,
			due_on, due_at, version)
		select account_id, territory_id, appeal_id, reason, number, state, category, excerpt, filed_at, due_on, due_at, version
		from jsonb_to_recordset(${db.json(inOrder(rows) as never)}) as row (account_id uuid, territory_id int, appeal_id uuid, reason text,
			number text, state text, category text, excerpt text, filed_at timestamptz, due_on date, due_at timestamptz, version int)
		on conflict (account_id, territory_id, appeal_id) do update set
			state = excluded.state, category = excluded.category, due_on = excluded.due_on, due_at = excluded.due_at, version = excluded.version
		where mine.version <= excluded.version`;
}

export async function dropFromMine(db: Db, appeals: readonly Mine[]): Promise<void> {
	if (appeals.length === 0) return;
	await db`
		delete from appeals.mine
		where (account_id, territory_id, appeal_id) in (select * from unnest(${appeals.map((one) => one.account)}::uuid[],
			${appeals.map((one) => one.appeal.territory)}::int[], ${appeals.map((one) => one.appeal.id)}::uuid[]))
			and reason <> 'filed'`;
}

/** Ended appeals beyond the newest `kept` leave the lists of ancestors; open ones stay whatever their age. */
export async function trimLists(db: Db, kept = 1000): Promise<number> {
	const crowded = await db<{ territory: TerritoryId }[]>`
		select territory_id as territory from appeals.listed group by territory_id having count(*) > ${kept}`;
	let dropped = 0;
	for (const { territory } of crowded) {
		const [edge] = await db<{ filedAt: Date }[]>`
			select filed_at as "filedAt" from appeals.listed
			where territory_id = ${territory} order by filed_at desc, appeal_id desc offset ${kept - 1} limit 1`;
		if (!edge) continue;
		const gone = await db`
			delete from appeals.listed
			where territory_id = ${territory} and state in ('accepted', 'closed') and filed_at < ${edge.filedAt}`;
		dropped += gone.count;
	}
	return dropped;
}

/** Appeals changed since then, and not within the last minute, whose list shows an older version or none. Background. */
export async function behindTheirRows(
	db: Db,
	since: Date,
	now: Date,
): Promise<{ territory: TerritoryId; id: AppealId }[]> {
	return db<{ territory: TerritoryId; id: AppealId }[]>`
		select a.territory_id as territory, a.id from appeals.appeal a
		left join appeals.listed l on l.territory_id = a.territory_id and l.appeal_territory_id = a.territory_id
			and l.appeal_id = a.id
		where a.updated_at >= ${since} and a.updated_at < ${new Date(now.getTime() - 60_000)}
			and (l.version is null or l.version < a.version)
		limit 100000`;
}

/** Appeals whose row in an inbox was made by an earlier release, without its words. Background. */
export async function rowsWithoutWords(db: Db): Promise<{ territory: TerritoryId; id: AppealId }[]> {
	return db<{ territory: TerritoryId; id: AppealId }[]>`
		/* background: the nightly proof fills rows of an earlier release */
		select appeal_territory_id as territory, appeal_id as id from appeals.inbox where tsv is null limit 100000`;
}
