import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealId, AppealRef, Applicant, CategoryBy, Channel, Point, Visibility } from './appeal.ts';
import type { Term } from './terms/term.ts';

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
	urgent: boolean;
	shown: readonly string[];
	nonce: Buffer;
	leaf: Buffer;
	at: Date;
	/** What its number begins with: code of the territory, year. */
	code: string;
	year: number;
};

/**
 * The last statement of a filing: takes the next numbers of the territories and writes the appeals with them. Before it go the
 * rows that need no number, so that the rows of the counters are held only for this and the commit; they are taken in one order.
 * @returns the number of each
 */
export async function insertWithNumbers(
	tx: Tx,
	appeals: readonly NewAppeal[],
): Promise<Map<AppealId, string>> {
	const rows = appeals.map((one, nth) => ({
		nth,
		territory_id: one.territory,
		id: one.id,
		prefix: `${one.code}-${one.year}-`,
		year: one.year,
		standing: one.standing,
		channel: one.channel,
		lang: one.lang,
		category: one.category,
		category_by: one.categoryBy,
		text: one.text,
		visibility: one.visibility,
		lat: one.point?.lat ?? null,
		lon: one.point?.lon ?? null,
		h3: one.cell,
		place_words: one.placeWords,
		place_id: one.place,
		author_id: one.author,
		filed_at: one.at,
		due_on: one.dueOn,
		due_at: one.dueAt,
		photographs: one.photographs,
		filed_by: one.filedBy,
		external_id: one.externalId,
		urgent: one.urgent,
		shown: one.shown,
		nonce: one.nonce.toString('hex'),
		leaf: one.leaf.toString('hex'),
	}));
	const numbered = await tx<{ id: AppealId; number: string }[]>`
		with given as materialized (
			select t.*, row_number() over (partition by territory_id, year order by nth) as of_its_own
			from jsonb_to_recordset(${tx.json(rows as never)}) as t (nth int, territory_id int, id uuid, prefix text, year smallint,
				standing text, channel text, lang text, category text, category_by text, text text, visibility text, lat float8, lon float8,
				h3 bigint, place_words text, place_id int, author_id uuid, filed_at timestamptz, due_on date, due_at timestamptz,
				photographs smallint, filed_by uuid, external_id text, urgent bool, shown text[], nonce text, leaf text)
		), taken as (
			insert into appeals.counter as c (territory_id, year, value)
			select territory_id, year, count(*) from given group by territory_id, year order by territory_id, year
			on conflict (territory_id, year) do update set value = c.value + excluded.value
			returning territory_id, year, value
		), wanted as (
			select territory_id, year, count(*) as many from given group by territory_id, year
		)
		insert into appeals.appeal (territory_id, id, number, standing, channel, lang, category, category_by, text, visibility, state,
			lat, lon, h3, place_words, place_id, author_id, filed_at, due_on, due_at, photographs, filed_by, external_id, urgent, shown, nonce, leaf,
			updated_at)
		select g.territory_id, g.id, g.prefix || lpad(n.number::text, greatest(6, length(n.number::text)), '0'), g.standing, g.channel,
			g.lang, g.category, g.category_by, g.text, g.visibility, 'filed', g.lat, g.lon, g.h3, g.place_words, g.place_id, g.author_id,
			g.filed_at, g.due_on, g.due_at, g.photographs, g.filed_by, g.external_id, g.urgent, g.shown, decode(g.nonce, 'hex'),
			decode(g.leaf, 'hex'), g.filed_at
		from given g
		join taken t on t.territory_id = g.territory_id and t.year = g.year
		join wanted w on w.territory_id = g.territory_id and w.year = g.year
		cross join lateral (select t.value - w.many + g.of_its_own as number) n
		returning id, number`;
	if (numbered.length !== appeals.length) throw new Error('the counters gave too few numbers');
	return new Map(numbered.map((row) => [row.id, row.number]));
}

/** One statement; sent beside the others. */
export async function insertApplicants(
	tx: Tx,
	applicants: readonly (Applicant & { ref: AppealRef; followHash: Buffer | null })[],
): Promise<void> {
	await tx`
		insert into appeals.applicant (territory_id, appeal_id, account_id, name, email, phone, address, follow_hash)
		select territory_id, appeal_id, account_id, name, email, phone, address, decode(follow_hash, 'hex')
		from jsonb_to_recordset(${tx.json(
			applicants.map((one) => ({
				territory_id: one.ref.territory,
				appeal_id: one.ref.id,
				account_id: one.account,
				name: one.name,
				email: one.email,
				phone: one.phone,
				address: one.address,
				follow_hash: one.followHash?.toString('hex') ?? null,
			})) as never,
		)}) as t (territory_id int, appeal_id uuid, account_id uuid, name text, email text, phone text, address text, follow_hash text)`;
}

/** One statement; sent beside the others. */
export async function insertTerms(
	tx: Tx,
	filed: readonly { ref: AppealRef; terms: readonly Term[] }[],
): Promise<void> {
	const rows = filed.flatMap(({ ref, terms }) =>
		terms.map((term) => ({
			territory_id: ref.territory,
			appeal_id: ref.id,
			kind: term.kind,
			rule: term.rule,
			started_at: term.startedAt,
			started_on: term.startedOn,
			amount: term.amount,
			unit: term.unit,
			week: term.week,
			due_on: term.dueOn,
			due_at: term.dueAt,
			zone: term.zone,
			calendar_version: term.calendarVersion,
			next_at: term.nextAt,
		})),
	);
	await tx`
		insert into appeals.term (territory_id, appeal_id, kind, rule, started_at, started_on, amount, unit, week, due_on, due_at,
			zone, calendar_version, next_at)
		select territory_id, appeal_id, kind, rule, started_at, started_on, amount, unit, week, due_on, due_at, zone, calendar_version,
			next_at
		from jsonb_to_recordset(${tx.json(rows as never)}) as t (territory_id int, appeal_id uuid, kind text, rule text,
			started_at timestamptz, started_on date, amount smallint, unit text, week text, due_on date, due_at timestamptz, zone text,
			calendar_version text, next_at timestamptz)`;
}

export type AnswerToQuestion = { question: string; wording: string; answer: string };

/** One statement; sent beside the others, and only where a category asks something. */
export async function insertAnswers(
	tx: Tx,
	filed: readonly { ref: AppealRef; answers: readonly AnswerToQuestion[] }[],
): Promise<void> {
	const rows = filed.flatMap(({ ref, answers }) =>
		answers.map((one, i) => ({ territory_id: ref.territory, appeal_id: ref.id, position: i + 1, ...one })),
	);
	if (rows.length === 0) return;
	await tx`
		insert into appeals.appeal_answer_to_question (territory_id, appeal_id, question, position, wording, answer)
		select territory_id, appeal_id, question, position, wording, answer
		from jsonb_to_recordset(${tx.json(rows as never)}) as t (territory_id int, appeal_id uuid, question text, position smallint,
			wording text, answer text)`;
}

export async function answersToQuestionsOf(db: Db, ref: AppealRef): Promise<AnswerToQuestion[]> {
	return db<AnswerToQuestion[]>`
		select question, wording, answer from appeals.appeal_answer_to_question
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by position`;
}

/** The kinds of place that authors named, by the appeal. */
export async function placeKindsSaid(db: Db, refs: readonly AppealRef[]): Promise<Map<string, string>> {
	if (refs.length === 0) return new Map();
	const rows = await db<{ id: string; kind: string }[]>`
		select appeal_id as id, split_part(question, '.', 2) as kind from appeals.appeal_answer_to_question
		where (territory_id, appeal_id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[])) and question like 'place-kind.%'`;
	return new Map(rows.map((row) => [row.id, row.kind]));
}
