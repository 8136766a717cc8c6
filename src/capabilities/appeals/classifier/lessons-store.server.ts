import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealRef, CategoryBy } from '../appeal.ts';

export type Lesson = { at: Date; category: string; text: string };

/** What was decided last, the newest first. */
export async function newestLessons(
	db: Db,
	territory: TerritoryId,
	since: Date,
	limit: number,
): Promise<Lesson[]> {
	return db<Lesson[]>`
		select at, category, text from appeals.classifier_lesson
		where territory_id = ${territory} and at > ${since} order by at desc limit ${limit}`;
}

/** When the newest was learned and how many there are: tells a reader whether to read anew. */
export async function lessonsMark(db: Db, territory: TerritoryId, since: Date): Promise<string> {
	const [row] = await db<{ at: Date | null; count: string }[]>`
		select max(at) as at, count(*) as count from appeals.classifier_lesson
		where territory_id = ${territory} and at > ${since}`;
	return `${row?.at?.getTime() ?? 0} ${row?.count ?? 0}`;
}

export async function putLesson(
	tx: Tx,
	territory: TerritoryId,
	appeal: AppealRef,
	lesson: Lesson & { from: string; fromBy: CategoryBy },
): Promise<void> {
	await tx`
		insert into appeals.classifier_lesson (territory_id, appeal_territory_id, appeal_id, at, from_category, from_by,
			category, text)
		values (${territory}, ${appeal.territory}, ${appeal.id}, ${lesson.at}, ${lesson.from}, ${lesson.fromBy},
			${lesson.category}, ${lesson.text})
		on conflict (territory_id, appeal_territory_id, appeal_id)
		do update set at = excluded.at, category = excluded.category, text = excluded.text
		where classifier_lesson.at <= excluded.at`;
}

/** Who wrote, in the appeals of these: whether the person still stands in them. */
export async function isErased(db: Db, appeal: AppealRef): Promise<boolean> {
	const [row] = await db<{ erased: boolean }[]>`
		select erased_at is not null as erased from appeals.applicant
		where territory_id = ${appeal.territory} and appeal_id = ${appeal.id}`;
	return row?.erased ?? false;
}

/** What an account wrote in a territory. */
export async function appealsBy(db: Db, territory: TerritoryId, account: AccountId): Promise<string[]> {
	const rows = await db<{ id: string }[]>`
		select appeal_id as id from appeals.applicant where territory_id = ${territory} and account_id = ${account}`;
	return rows.map((row) => row.id);
}

/** Takes texts out of the memory of one territory. */
export async function forgetLessons(
	tx: Tx,
	territory: TerritoryId,
	of: { territory: TerritoryId; appeals: readonly string[] },
): Promise<void> {
	await tx`
		delete from appeals.classifier_lesson
		where territory_id = ${territory} and appeal_territory_id = ${of.territory}
			and appeal_id = any(${[...of.appeals]}::uuid[])`;
}

/** What people set right lately: all, and of those what the classifier had decided by itself. */
export async function correctedSince(
	db: Db,
	territory: TerritoryId,
	since: Date,
): Promise<{ lessons: number; ofHouse: number }> {
	const [row] = await db<{ lessons: string; ofHouse: string }[]>`
		select count(*) as lessons,
			count(*) filter (where from_by = 'house' and from_category <> category) as "ofHouse"
		from appeals.classifier_lesson where territory_id = ${territory} and at > ${since}`;
	return { lessons: Number(row?.lessons ?? 0), ofHouse: Number(row?.ofHouse ?? 0) };
}

/** Older ones are in the models by now. */
export async function trimLessons(db: Db, before: Date): Promise<void> {
	await db`/* background: nightly */ delete from appeals.classifier_lesson where territory_id > 0 and at < ${before}`;
}
