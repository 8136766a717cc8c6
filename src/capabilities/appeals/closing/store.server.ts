import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealId, AppealRef } from '../appeal.ts';
import type { Dissent, Review } from './closing.ts';
import { isReturned } from './returned.server.ts';

/** False when this account has said so of this answer before. */
export async function insertDissent(
	tx: Tx,
	ref: AppealRef,
	one: Omit<Dissent, 'photographs'>,
): Promise<boolean> {
	const rows = await tx`
		insert into appeals.dissent (territory_id, id, appeal_id, round, kind, account_id, reason, text, at)
		values (${ref.territory}, ${one.id}, ${ref.id}, ${one.round}, ${one.kind}, ${one.account}, ${one.reason}, ${one.text},
			${one.at})
		on conflict (territory_id, appeal_id, round, account_id) where account_id is not null do nothing returning 1`;
	return rows.length > 0;
}

export async function insertDissentPhotograph(
	tx: Tx,
	territory: TerritoryId,
	dissent: Id<'dissent'>,
	photograph: { file: string; name: string; position: number },
): Promise<void> {
	await tx`
		insert into appeals.dissent_photograph (territory_id, dissent_id, file_id, position, name)
		values (${territory}, ${dissent}, ${photograph.file}, ${photograph.position}, ${photograph.name})`;
}

/** What was said against the answers of an appeal, in order. */
export async function dissentsOf(db: Db, ref: AppealRef): Promise<Dissent[]> {
	const rows = await db<Omit<Dissent, 'photographs'>[]>`
		select id, round, kind, account_id as account, reason, text, at from appeals.dissent
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by at, id limit 500`;
	if (rows.length === 0) return [];
	const pictures = await db<{ dissent: Id<'dissent'>; file: string; name: string }[]>`
		select dissent_id as dissent, file_id as file, name from appeals.dissent_photograph
		where territory_id = ${ref.territory} and dissent_id = any(${rows.map((row) => row.id)}) order by position`;
	const of = Map.groupBy(pictures, (one) => one.dissent);
	return rows.map((row) => ({
		...row,
		photographs: (of.get(row.id) ?? []).map(({ file, name }) => ({ file, name })),
	}));
}

export async function disputesOf(db: Db, ref: AppealRef, round: number): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(*)::int as count from appeals.dissent
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and round = ${round} and kind = 'dispute'`;
	return row?.count ?? 0;
}

export async function disputants(db: Db, ref: AppealRef, round: number): Promise<AccountId[]> {
	const rows = await db<{ account: AccountId }[]>`
		select account_id as account from appeals.dissent
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and round = ${round} and kind = 'dispute'
			and account_id is not null limit 1000`;
	return rows.map((row) => row.account);
}

/** Who sent an answer of the sample back. */
export async function sendersOf(db: Db, ref: AppealRef, round: number): Promise<AccountId[]> {
	const rows = await db<{ account: AccountId }[]>`
		select account_id as account from appeals.dissent
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and round = ${round} and kind = 'sample'
			and account_id is not null`;
	return rows.map((row) => row.account);
}

/** The appeal that a "not done" is about, and who said it. */
export async function dissentAt(
	db: Db,
	territory: TerritoryId,
	id: string,
): Promise<{ appeal: AppealId; account: AccountId | null } | undefined> {
	const [row] = await db<{ appeal: AppealId; account: AccountId | null }[]>`
		select appeal_id as appeal, account_id as account from appeals.dissent
		where territory_id = ${territory} and id = ${id}`;
	return row;
}

/** The appeal that an answer belongs to, and which of its answers it is. */
export async function answerAt(
	db: Db,
	territory: TerritoryId,
	id: string,
): Promise<{ appeal: AppealId; round: number } | undefined> {
	const [row] = await db<{ appeal: AppealId; round: number }[]>`
		select appeal_id as appeal, round from appeals.answer where territory_id = ${territory} and id = ${id}`;
	return row;
}

export type SentBack = {
	territory: TerritoryId;
	answer: Id<'answer'>;
	at: Date;
	/** Null: a controller has not decided yet. */
	decision: Review['decision'];
	decidedAt: Date | null;
	dueOn: string;
	note: string | null;
};

/** What the person sent back of these answers, with what was decided. */
export async function sentBackBy(
	db: Db,
	account: AccountId,
	territories: readonly TerritoryId[],
	answers: readonly string[],
): Promise<SentBack[]> {
	return db<SentBack[]>`
		select n.territory_id as territory, n.id as answer, d.at, r.decision, r.decided_at as "decidedAt", r.due_on::text as "dueOn", r.note
		from appeals.answer n
		join appeals.dissent d on d.territory_id = n.territory_id and d.appeal_id = n.appeal_id and d.round = n.round
			and d.kind = 'sample' and d.account_id = ${account}
		join appeals.review r on r.territory_id = d.territory_id and r.appeal_id = d.appeal_id and r.round = d.round
			and r.opened_at = d.at
		where n.territory_id = any(${[...territories]}) and n.id = any(${[...answers]}::uuid[])`;
}

/** Of rows of `appeals.review` under this name: this person did not send the answer back, and so may decide. */
const notSentBackBy = (db: Db, account: AccountId | null) => db`not exists (
	select from appeals.dissent d where d.territory_id = review.territory_id and d.appeal_id = review.appeal_id
		and d.round = review.round and d.kind = 'sample' and d.account_id = ${account})`;

const reviewColumns = (db: Db) => db`
	territory_id as territory, id, appeal_id as appeal, round, because, opened_at as "openedAt", due_on::text as "dueOn",
	due_at as "dueAt", taken_by as "takenBy", taken_at as "takenAt", decision, decided_how as "decidedHow",
	decided_by as "decidedBy", decided_at as "decidedAt", note`;

export async function insertReview(
	tx: Tx,
	ref: AppealRef,
	one: Pick<Review, 'id' | 'round' | 'because' | 'openedAt' | 'dueOn' | 'dueAt'>,
): Promise<void> {
	await tx`
		insert into appeals.review (territory_id, id, appeal_id, round, because, opened_at, due_on, due_at)
		values (${ref.territory}, ${one.id}, ${ref.id}, ${one.round}, ${one.because}, ${one.openedAt}, ${one.dueOn}::date, ${one.dueAt})`;
}

/** The author spoke up where neighbours had: one look at both, by the new day. */
export async function widenReview(
	tx: Tx,
	review: Review,
	to: Pick<Review, 'because' | 'dueOn' | 'dueAt'>,
): Promise<void> {
	await tx`
		update appeals.review set because = ${to.because}, due_on = ${to.dueOn}::date, due_at = ${to.dueAt}
		where territory_id = ${review.territory} and id = ${review.id}`;
}

/** Reviews of an appeal, the newest first. */
export async function reviewsOf(db: Db, ref: AppealRef): Promise<Review[]> {
	return db<Review[]>`
		select ${reviewColumns(db)} from appeals.review
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by opened_at desc, id desc limit 50`;
}

export async function takeReview(tx: Tx, review: Review, by: AccountId | null, at: Date): Promise<void> {
	await tx`
		update appeals.review set taken_by = ${by}, taken_at = ${by ? at : null}
		where territory_id = ${review.territory} and id = ${review.id} and decision is null`;
}

export async function decideReview(
	tx: Tx,
	review: Pick<Review, 'territory' | 'id'>,
	decided: {
		decision: NonNullable<Review['decision']>;
		how: NonNullable<Review['decidedHow']>;
		by: AccountId | null;
		at: Date;
		note: string | null;
	},
): Promise<void> {
	await tx`
		update appeals.review set decision = ${decided.decision}, decided_how = ${decided.how}, decided_by = ${decided.by},
			decided_at = ${decided.at}, note = ${decided.note}
		where territory_id = ${review.territory} and id = ${review.id} and decision is null`;
}

export type WaitingReview = Review & {
	number: string;
	category: string;
	state: string;
	excerpt: string;
	bodyTerritory: TerritoryId | null;
	body: Id<'body'> | null;
	disputes: number;
};

/** What waits for a controller in these territories, the nearest end first; or what was decided, the newest first. */
export async function reviewsIn(
	db: Db,
	territories: readonly TerritoryId[],
	asked: { decided: boolean; limit: number; account: AccountId | null },
): Promise<WaitingReview[]> {
	const { decided, limit, account } = asked;
	return db<WaitingReview[]>`
		select r.*, a.number, a.category, a.state, left(a.text, 1000) as excerpt, a.body_territory_id as "bodyTerritory",
			a.body_id as body, (select count(*)::int from appeals.dissent d where d.territory_id = a.territory_id
				and d.appeal_id = a.id and d.round = r.round and d.kind = 'dispute') as disputes
		from (select ${reviewColumns(db)} from appeals.review
			where territory_id = any(${[...territories]}) and decision is ${decided ? db`not null` : db`null`}
				and ${notSentBackBy(db, account)}
			order by ${decided ? db`decided_at desc, id desc` : db`due_at, id`} limit ${limit}) r
		join appeals.appeal a on a.territory_id = r.territory and a.id = r.appeal
		order by ${decided ? db`r."decidedAt" desc, r.id desc` : db`r."dueAt", r.id`}`;
}

export async function countWaiting(
	db: Db,
	territories: readonly TerritoryId[],
	account: AccountId | null,
): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(*)::int as count from appeals.review
		where territory_id = any(${[...territories]}) and decision is null and ${notSentBackBy(db, account)}`;
	return row?.count ?? 0;
}

/** Returned answers that nobody looked at in time. What neighbours or the readers of a sample say waits for a person. */
export async function overdueReviews(db: Db, now: Date, limit: number): Promise<AppealRef[]> {
	return db<AppealRef[]>`
		/* background: the sweep of reviews looks over all territories */
		select territory_id as territory, appeal_id as id from appeals.review
		where decision is null and due_at <= ${now} and because in ('return', 'objection') order by due_at limit ${limit}`;
}

/** Answers of some days with what was said against them, by body. */
export async function answersAgainst(
	db: Db,
	territory: TerritoryId,
	since: Date,
	until: Date,
): Promise<
	{ bodyTerritory: TerritoryId; body: Id<'body'>; answers: number; returned: number; disputed: number }[]
> {
	return db`
		select n.body_territory_id as "bodyTerritory", n.body_id as body, count(*)::int as answers,
			(count(*) filter (where ${isReturned(db)}))::int as returned,
			(count(*) filter (where exists (select 1 from appeals.dissent d where d.territory_id = n.territory_id
				and d.appeal_id = n.appeal_id and d.round = n.round and d.kind = 'dispute')))::int as disputed
		from appeals.answer n
		where n.territory_id = ${territory} and n.answered_at >= ${since} and n.answered_at < ${until}
		group by 1, 2`;
}

/** The person goes out of what was said; the words stay with the appeal, as the law keeps it. */
export async function forgetDissents(tx: Tx, account: AccountId, territory: TerritoryId): Promise<void> {
	await tx`
		update appeals.dissent set account_id = null where territory_id = ${territory} and account_id = ${account}`;
}

/** What the person said; of a sample without the number: whose answer it was stays hidden from who read it. */
export async function ownDissents(
	db: Db,
	account: AccountId,
	territory: TerritoryId,
): Promise<{ number: string | null; kind: string; reason: string | null; text: string; at: Date }[]> {
	return db`
		select case when d.kind <> 'sample' then a.number end as number, d.kind, d.reason, d.text, d.at
		from appeals.dissent d join appeals.appeal a on a.territory_id = d.territory_id and a.id = d.appeal_id
		where d.territory_id = ${territory} and d.account_id = ${account} order by d.at`;
}
