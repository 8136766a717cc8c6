import type { AccountId, Db, Id, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealId } from '../appeal.ts';

export type AnswerOfDays = {
	id: Id<'answer'>;
	appeal: AppealId;
	bodyTerritory: TerritoryId;
	body: Id<'body'>;
	account: AccountId | null;
};

/** The answers of some days, in the order of their ids. */
export async function answersOfDays(
	db: Db,
	territory: TerritoryId,
	since: Date,
	until: Date,
): Promise<AnswerOfDays[]> {
	return db<AnswerOfDays[]>`
		select id, appeal_id as appeal, body_territory_id as "bodyTerritory", body_id as body, account_id as account
		from appeals.answer
		where territory_id = ${territory} and answered_at >= ${since} and answered_at < ${until} order by id`;
}

/** Where anything was answered in those days. */
export async function territoriesAnswering(db: Db, since: Date, until: Date): Promise<TerritoryId[]> {
	const rows = await db<{ territory: TerritoryId }[]>`
		/* background: the weekly draw looks over all territories */
		select distinct territory_id as territory from appeals.answer
		where answered_at >= ${since} and answered_at < ${until}`;
	return rows.map((row) => row.territory);
}

export type AnswerWhole = AnswerOfDays & {
	text: string;
	answeredAt: Date;
	appealText: string;
	category: string;
	filedAt: Date;
	applicant: string;
	after: number;
};

export async function answerWhole(
	db: Db,
	territory: TerritoryId,
	id: string,
): Promise<AnswerWhole | undefined> {
	const [row] = await db<AnswerWhole[]>`
		select n.id, n.appeal_id as appeal, n.body_territory_id as "bodyTerritory", n.body_id as body, n.account_id as account,
			n.text, n.answered_at as "answeredAt", a.text as "appealText", a.category, a.filed_at as "filedAt",
			coalesce(p.name, '') as applicant,
			(select count(*)::int from appeals.photograph f where f.territory_id = n.territory_id
				and f.appeal_id = n.appeal_id and f.moment = 'after') as after
		from appeals.answer n
		join appeals.appeal a on a.territory_id = n.territory_id and a.id = n.appeal_id
		left join appeals.applicant p on p.territory_id = n.territory_id and p.appeal_id = n.appeal_id
		where n.territory_id = ${territory} and n.id = ${id}`;
	return row;
}
