import type { AccountId, Db, TerritoryId } from '#platform/db/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import { type Appeal, type AppealId, type AppealRef, excerptOf } from './appeal.ts';
import { masked } from './mask.ts';

/** Each row carries the appeal's version: a job that comes late never puts an older state over a newer one. */

/** Masked as in public: personal data are read on the page of the appeal, where each reading is written down. */
export async function putIntoInbox(db: Db, appeal: Appeal, body: BodyRef): Promise<void> {
	const text = masked(appeal.text, appeal.shown);
	const place = masked(appeal.placeWords, appeal.shown);
	await db`
		insert into appeals.inbox (territory_id, body_id, appeal_territory_id, appeal_id, number, state, category, channel,
			excerpt, place_words, unit_id, executor_id, filed_at, due_on, due_at, returns, joined, merged, asked, approval, changed_at, tsv,
			version)
		values (${body.territory}, ${body.id}, ${appeal.territory}, ${appeal.id}, ${appeal.number}, ${appeal.state},
			${appeal.category}, ${appeal.channel}, ${excerptOf(text)}, ${place}, ${appeal.unit}, ${appeal.executor},
			${appeal.filedAt}, ${appeal.dueOn}, ${appeal.dueAt}, ${appeal.returns}, ${appeal.joined}, ${appeal.merged}, ${appeal.asked > 0},
			${appeal.approval}, ${appeal.updatedAt}, to_tsvector('russian', ${`${text} ${place}`}), ${appeal.version})
		on conflict (territory_id, body_id, appeal_territory_id, appeal_id) do update set
			state = excluded.state, category = excluded.category, channel = excluded.channel, unit_id = excluded.unit_id,
			executor_id = excluded.executor_id, due_on = excluded.due_on, due_at = excluded.due_at, returns = excluded.returns, joined = excluded.joined,
			merged = excluded.merged, asked = excluded.asked, approval = excluded.approval, part = null,
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

/** The row of an ancestor; the excerpt is the masked one, for the list is public. */
export async function putIntoList(db: Db, ancestor: TerritoryId, appeal: Appeal): Promise<void> {
	await db`
		insert into appeals.listed (territory_id, appeal_territory_id, appeal_id, number, state, category, channel, visibility,
			excerpt, place_words, lat, lon, body_territory_id, body_id, photographs, joined, filed_at, due_on, due_at, answered_at,
			returns, assigned, asked, approval, merged, is_merged, changed_at, version)
		values (${ancestor}, ${appeal.territory}, ${appeal.id}, ${appeal.number}, ${appeal.state}, ${appeal.category},
			${appeal.channel}, ${appeal.visibility}, ${excerptOf(masked(appeal.text, appeal.shown))}, ${masked(appeal.placeWords, appeal.shown)},
			${appeal.point?.lat ?? null}, ${appeal.point?.lon ?? null}, ${appeal.body?.territory ?? null},
			${appeal.body?.id ?? null}, ${appeal.photographs}, ${appeal.joined}, ${appeal.filedAt}, ${appeal.dueOn}, ${appeal.dueAt},
			${appeal.answeredAt}, ${appeal.returns}, ${appeal.executor !== null}, ${appeal.asked > 0}, ${appeal.approval},
			${appeal.merged}, ${appeal.mergedInto !== null}, ${appeal.updatedAt}, ${appeal.version})
		on conflict (territory_id, appeal_territory_id, appeal_id) do update set
			state = excluded.state, category = excluded.category, channel = excluded.channel, visibility = excluded.visibility,
			body_territory_id = excluded.body_territory_id, body_id = excluded.body_id, photographs = excluded.photographs,
			joined = excluded.joined, due_on = excluded.due_on, due_at = excluded.due_at, answered_at = excluded.answered_at, returns = excluded.returns,
			assigned = excluded.assigned, asked = excluded.asked, approval = excluded.approval, merged = excluded.merged,
			is_merged = excluded.is_merged, changed_at = excluded.changed_at, version = excluded.version
		where listed.version <= excluded.version`;
}

export async function putIntoMine(
	db: Db,
	account: AccountId,
	appeal: Appeal,
	reason: 'filed' | 'joined',
): Promise<void> {
	await db`
		insert into appeals.mine (account_id, territory_id, appeal_id, reason, number, state, category, excerpt, filed_at,
			due_on, due_at, version)
		values (${account}, ${appeal.territory}, ${appeal.id}, ${reason}, ${appeal.number}, ${appeal.state},
			${appeal.category}, ${excerptOf(reason === 'filed' ? appeal.text : masked(appeal.text, appeal.shown))}, ${appeal.filedAt},
			${appeal.dueOn}, ${appeal.dueAt}, ${appeal.version})
		on conflict (account_id, territory_id, appeal_id) do update set
			state = excluded.state, category = excluded.category, due_on = excluded.due_on, due_at = excluded.due_at, version = excluded.version
		where mine.version <= excluded.version`;
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
