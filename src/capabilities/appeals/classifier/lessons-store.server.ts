import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
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
