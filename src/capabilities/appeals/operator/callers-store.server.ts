import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealId, State } from '../appeal.ts';

export type CallerRow = {
	territory: TerritoryId;
	id: AppealId;
	name: string;
	phone: string | null;
	email: string | null;
	address: string | null;
	number: string;
	state: State;
	category: string;
	text: string;
	placeWords: string;
	filedAt: Date;
	dueOn: string;
	answeredAt: Date | null;
};

const most = 60;

const found = (db: Db) => db`
	select p.territory_id as territory, p.appeal_id as id, p.name, p.phone, p.email, p.address, a.number, a.state, a.category,
		left(a.text, 400) as text, a.place_words as "placeWords", a.filed_at as "filedAt", a.due_on::text as "dueOn",
		a.answered_at as "answeredAt"
	from appeals.applicant p
	join appeals.appeal a on a.territory_id = p.territory_id and a.id = p.appeal_id`;

/** The last ten digits of a telephone, whatever stands before and between them. */
export async function byPhone(
	db: Db,
	territories: readonly TerritoryId[],
	digits: string,
): Promise<CallerRow[]> {
	return db<CallerRow[]>`
		${found(db)}
		where p.territory_id = any(${[...territories]}) and p.phone is not null
			and right(regexp_replace(p.phone, '\\D', '', 'g'), 10) = ${digits}
		order by a.filed_at desc, a.id desc limit ${most}`;
}

export async function byEmail(
	db: Db,
	territories: readonly TerritoryId[],
	email: string,
): Promise<CallerRow[]> {
	return db<CallerRow[]>`
		${found(db)}
		where p.territory_id = any(${[...territories]}) and p.email is not null and lower(p.email) = ${email}
		order by a.filed_at desc, a.id desc limit ${most}`;
}

/** Every word is the beginning of a word of the name, in any order. */
export async function byName(
	db: Db,
	territories: readonly TerritoryId[],
	words: readonly string[],
): Promise<CallerRow[]> {
	const query = words.map((word) => `'${word.replaceAll("'", '')}':*`).join(' & ');
	return db<CallerRow[]>`
		${found(db)}
		where p.territory_id = any(${[...territories]}) and p.name <> ''
			and to_tsvector('simple', translate(lower(p.name), 'ё', 'е')) @@ to_tsquery('simple', ${query})
		order by a.filed_at desc, a.id desc limit ${most}`;
}

export async function byNumber(db: Db, territory: TerritoryId, number: string): Promise<CallerRow[]> {
	return db<CallerRow[]>`
		${found(db)}
		where p.territory_id = ${territory} and a.territory_id = ${territory} and a.number = ${number}`;
}
