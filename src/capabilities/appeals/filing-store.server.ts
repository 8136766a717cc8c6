import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealId, AppealRef, Applicant, CategoryBy, Channel, Point, Visibility } from './appeal.ts';

export type NewAppeal = {
	territory: TerritoryId;
	id: AppealId;
	standing: 'appeal' | 'message';
	channel: Channel;
	lang: string;
	category: string;
	categoryBy: CategoryBy;
	text: string;
	visibility: Visibility;
	point: Point | null;
	/** H3 of resolution 9 as a signed 64-bit number in text. */
	cell: string | null;
	placeWords: string;
	place: TerritoryId | null;
	author: AccountId | null;
	dueOn: string;
	dueAt: Date;
	photographs: number;
	filedBy: AccountId | null;
	externalId: string | null;
	shown: readonly string[];
	nonce: Buffer;
	leaf: Buffer;
	at: Date;
};

/**
 * The last statement of a filing: takes the next number of the territory and writes the appeal with it. Before it go the
 * rows that need no number, so that the row of the counter is held only for this and the commit.
 */
export async function insertWithNumber(
	tx: Tx,
	appeal: NewAppeal,
	numbering: { code: string; year: number },
): Promise<string> {
	const prefix = `${numbering.code}-${numbering.year}-`;
	const [row] = await tx<{ number: string }[]>`
		with taken as (
			insert into appeals.counter as c (territory_id, year, value) values (${appeal.territory}, ${numbering.year}, 1)
			on conflict (territory_id, year) do update set value = c.value + 1
			returning value)
		insert into appeals.appeal (territory_id, id, number, standing, channel, lang, category, category_by, text, visibility, state,
			lat, lon, h3, place_words, place_id, author_id, filed_at, due_on, due_at, photographs, filed_by, external_id, shown, nonce, leaf,
			updated_at)
		select ${appeal.territory}, ${appeal.id},
			${prefix} || lpad(value::text, greatest(6, length(value::text)), '0'),
			${appeal.standing}, ${appeal.channel}, ${appeal.lang}, ${appeal.category}, ${appeal.categoryBy}, ${appeal.text},
			${appeal.visibility},
			'filed', ${appeal.point?.lat ?? null}::float8, ${appeal.point?.lon ?? null}::float8, ${appeal.cell}::bigint,
			${appeal.placeWords}, ${appeal.place}::int, ${appeal.author}::uuid, ${appeal.at}, ${appeal.dueOn}::date, ${appeal.dueAt},
			${appeal.photographs}::smallint, ${appeal.filedBy}::uuid, ${appeal.externalId}::text, ${[...appeal.shown]}::text[],
			${appeal.nonce}, ${appeal.leaf}, ${appeal.at}
		from taken
		returning number`;
	if (!row) throw new Error('the counter gave no number');
	return row.number;
}

/** One statement; sent beside the others. */
export function insertApplicant(
	tx: Tx,
	ref: AppealRef,
	applicant: Applicant & { followHash: Buffer | null },
): Promise<unknown> {
	return tx`
		insert into appeals.applicant (territory_id, appeal_id, account_id, name, email, phone, address, follow_hash)
		values (${ref.territory}, ${ref.id}, ${applicant.account}, ${applicant.name}, ${applicant.email},
			${applicant.phone}, ${applicant.address}, ${applicant.followHash})`.then((rows) => rows.count);
}

export type AnswerToQuestion = { question: string; wording: string; answer: string };

/** One statement; sent beside the others, and only where the category asks something. */
export function insertAnswers(
	tx: Tx,
	ref: AppealRef,
	answers: readonly AnswerToQuestion[],
): Promise<unknown> {
	return tx`
		insert into appeals.appeal_answer_to_question (territory_id, appeal_id, question, position, wording, answer)
		select ${ref.territory}, ${ref.id}, a.question, a.position, a.wording, a.answer
		from unnest(${answers.map((one) => one.question)}::text[], ${answers.map((one) => one.wording)}::text[],
			${answers.map((one) => one.answer)}::text[]) with ordinality as a (question, wording, answer, position)`.then(
		(rows) => rows.count,
	);
}

export async function answersToQuestionsOf(db: Db, ref: AppealRef): Promise<AnswerToQuestion[]> {
	return db<AnswerToQuestion[]>`
		select question, wording, answer from appeals.appeal_answer_to_question
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by position`;
}
