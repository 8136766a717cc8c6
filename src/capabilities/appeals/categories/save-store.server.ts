import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import { personOf, roleOf } from '../answering/step.ts';
import type { Category } from '../category.ts';

/** Rows as one parameter: any number of categories is written by the same few statements. */
const json = (tx: Tx, rows: readonly object[]) => tx.json(rows as never);

/**
 * Writes categories whole, new or known: what a list does not name is gone from it, except questions and options,
 * which are asked and offered no more, because answers name them.
 */
export async function writeCategories(
	tx: Tx,
	categories: readonly Category[],
	revision: number,
): Promise<void> {
	if (categories.length === 0) return;
	await writeRows(tx, categories, revision);
	const codes = categories.map((one) => one.code);
	const of = <T extends object>(rows: (one: Category) => readonly T[]) =>
		json(
			tx,
			categories.flatMap((one) =>
				rows(one).map((row, position) => ({ position, ...row, category: one.code })),
			),
		);
	await tx`delete from appeals.category_text where category = any(${codes})`;
	await tx`
		insert into appeals.category_text (category, lang, name, hint, season_note, emergency_note)
		select x.category, x.lang, x.name, x.hint, x."seasonNote", x."emergencyNote"
		from jsonb_to_recordset(${of((one) => one.texts)}) as x (category text, lang text, name text, hint text,
			"seasonNote" text, "emergencyNote" text)`;
	await tx`update appeals.category_keyword set removed = true where category = any(${codes})`;
	await tx`
		insert into appeals.category_keyword (category, lang, words)
		select distinct x.category, x.lang, x.word
		from jsonb_to_recordset(${of((one) => one.words)}) as x (category text, lang text, word text)
		on conflict (category, lang, words) do update set removed = false`;
	await tx`delete from appeals.category_example where category = any(${codes})`;
	await tx`
		insert into appeals.category_example (category, lang, position, text)
		select x.category, x.lang, x.position, x.text
		from jsonb_to_recordset(${of((one) => one.examples)}) as x (category text, lang text, position smallint, text text)`;
	await tx`delete from appeals.category_place_kind where category = any(${codes})`;
	await tx`
		insert into appeals.category_place_kind (category, place_kind, position)
		select x.category, x.kind, x.position
		from jsonb_to_recordset(${of((one) => one.placeKinds.map((kind) => ({ kind })))}) as x (category text, kind text,
			position smallint)`;
	await tx`delete from appeals.category_approval where category = any(${codes})`;
	await tx`
		insert into appeals.category_approval (category, step, role, account_id)
		select x.category, x.position + 1, x.role, x.account
		from jsonb_to_recordset(${of((one) => one.approval.map((step) => ({ role: roleOf(step), account: personOf(step) })))}) as x (category text,
			role text, account uuid, position smallint)`;
	await tx`delete from appeals.category_checklist where category = any(${codes})`;
	await tx`
		insert into appeals.category_checklist (category, code, position, kind, required)
		select x.category, x.code, x.position, x.kind, x.required
		from jsonb_to_recordset(${of((one) => one.checklist)}) as x (category text, code text, position smallint, kind text,
			required boolean)`;
	await tx`
		insert into appeals.category_checklist_text (category, item, lang, label)
		select x.category, x.item, x.lang, x.label
		from jsonb_to_recordset(${of((one) => one.checklist.flatMap(({ code, texts }) => texts.map((text) => ({ ...text, item: code }))))})
			as x (category text, item text, lang text, label text)`;
	await writeQuestions(tx, categories);
}

async function writeRows(tx: Tx, categories: readonly Category[], revision: number): Promise<void> {
	const rows = categories.map((one) => ({
		...one,
		answerAmount: one.answer?.amount ?? null,
		answerUnit: one.answer?.unit ?? null,
		reactionAmount: one.reaction?.amount ?? null,
		reactionUnit: one.reaction?.unit ?? null,
	}));
	await tx`
		insert into appeals.category (code, parent_code, origin, offered_in, position, answer_amount, answer_unit,
			reaction_amount, reaction_unit, calendar, season_from, season_to, emergency, emergency_phone, shown_to,
			place_kind, route_at, route_never, own_questions, own_checklist, own_approval, closed_on, instead_code,
			closing, source_key, revision)
		select x.code, x.parent, x.origin, x."offeredIn", x.position, x."answerAmount", x."answerUnit",
			x."reactionAmount", x."reactionUnit", x.calendar, x."seasonFrom", x."seasonTo", x.emergency,
			x."emergencyPhone", x."shownTo", x."placeKind", x."routeAt", x."routeNever", x."ownQuestions",
			x."ownChecklist", x."ownApproval", x."closedOn", x.instead, x.closing, x."sourceKey", ${revision}
		from jsonb_to_recordset(${json(tx, rows)}) as x (code text, parent text, origin text, "offeredIn" int,
			position smallint, "answerAmount" smallint, "answerUnit" text, "reactionAmount" smallint,
			"reactionUnit" text, calendar text, "seasonFrom" text, "seasonTo" text, emergency boolean,
			"emergencyPhone" text, "shownTo" text, "placeKind" text, "routeAt" numeric, "routeNever" boolean,
			"ownQuestions" boolean, "ownChecklist" boolean, "ownApproval" boolean, "closedOn" date, instead text,
			closing text, "sourceKey" text)
		on conflict (code) do update set parent_code = excluded.parent_code, origin = excluded.origin,
			offered_in = excluded.offered_in, position = excluded.position, answer_amount = excluded.answer_amount,
			answer_unit = excluded.answer_unit, reaction_amount = excluded.reaction_amount,
			reaction_unit = excluded.reaction_unit, calendar = excluded.calendar, season_from = excluded.season_from,
			season_to = excluded.season_to, emergency = excluded.emergency, emergency_phone = excluded.emergency_phone,
			shown_to = excluded.shown_to, place_kind = excluded.place_kind, route_at = excluded.route_at,
			route_never = excluded.route_never, own_questions = excluded.own_questions,
			own_checklist = excluded.own_checklist, own_approval = excluded.own_approval,
			closed_on = excluded.closed_on, instead_code = excluded.instead_code, closing = excluded.closing,
			source_key = excluded.source_key, revision = excluded.revision`;
}

async function writeQuestions(tx: Tx, categories: readonly Category[]): Promise<void> {
	const codes = categories.map((one) => one.code);
	const questions = categories.flatMap((one) =>
		one.questions.map((question, position) => ({ ...question, position, category: one.code })),
	);
	const options = questions.flatMap((question) =>
		question.options.map((option, position) => ({
			...option,
			position,
			category: question.category,
			question: question.code,
		})),
	);
	await tx`update appeals.category_question set asked = false where category = any(${codes})`;
	await tx`
		insert into appeals.category_question (category, code, position, kind, required, asked)
		select x.category, x.code, x.position, x.kind, x.required, x.asked
		from jsonb_to_recordset(${json(tx, questions)}) as x (category text, code text, position smallint, kind text,
			required boolean, asked boolean)
		on conflict (category, code) do update set position = excluded.position, kind = excluded.kind,
			required = excluded.required, asked = excluded.asked`;
	await tx`
		insert into appeals.category_question_text (category, question, lang, label, hint)
		select x.category, x.question, x.lang, x.label, x.hint
		from jsonb_to_recordset(${json(
			tx,
			questions.flatMap(({ category, code, texts }) =>
				texts.map((text) => ({ ...text, category, question: code })),
			),
		)}) as x (category text, question text, lang text, label text, hint text)
		on conflict (category, question, lang) do update set label = excluded.label, hint = excluded.hint`;
	await tx`update appeals.category_option set offered = false where category = any(${codes})`;
	await tx`
		insert into appeals.category_option (category, question, code, position, offered)
		select x.category, x.question, x.code, x.position, x.offered
		from jsonb_to_recordset(${json(tx, options)}) as x (category text, question text, code text, position smallint,
			offered boolean)
		on conflict (category, question, code) do update set position = excluded.position, offered = excluded.offered`;
	await tx`
		insert into appeals.category_option_text (category, question, option, lang, label)
		select x.category, x.question, x.option, x.lang, x.label
		from jsonb_to_recordset(${json(
			tx,
			options.flatMap(({ category, question, code, texts }) =>
				texts.map((text) => ({ ...text, category, question, option: code })),
			),
		)}) as x (category text, question text, option text, lang text, label text)
		on conflict (category, question, option, lang) do update set label = excluded.label`;
}

export type Change = {
	category: string;
	revision: number;
	at: Date;
	account: AccountId | null;
	kind: 'made' | 'changed' | 'moved' | 'closed' | 'opened' | 'merged' | 'imported' | 'undone';
	before: Category | null;
	after: Category;
};

export async function insertChanges(tx: Tx, changes: readonly Change[]): Promise<void> {
	await tx`
		insert into appeals.category_change (category, revision, at, account_id, kind, before, after)
		select x.category, x.revision, x.at, x.account, x.kind, x.before, x.after
		from jsonb_to_recordset(${json(tx, changes)}) as x (category text, revision bigint, at timestamptz, account uuid,
			kind text, before jsonb, after jsonb)`;
}

/** Newest first. */
export async function readChanges(db: Db, category: string, limit: number): Promise<Change[]> {
	const rows = await db<(Omit<Change, 'revision'> & { revision: string })[]>`
		select category, revision, at, account_id as account, kind, before, after from appeals.category_change
		where category = ${category} order by revision desc limit ${limit}`;
	return rows.map((row) => ({ ...row, revision: Number(row.revision) }));
}

export async function readChange(db: Db, category: string, revision: number): Promise<Change | undefined> {
	const [row] = await db<(Omit<Change, 'revision'> & { revision: string })[]>`
		select category, revision, at, account_id as account, kind, before, after from appeals.category_change
		where category = ${category} and revision = ${revision}`;
	return row && { ...row, revision: Number(row.revision) };
}

export async function writeOffer(
	tx: Tx,
	offer: {
		territory: TerritoryId;
		category: string;
		offered: boolean | null;
		revision: number;
		by: AccountId | null;
		at: Date;
	},
): Promise<void> {
	await tx`
		insert into appeals.category_offer (territory_id, category, offered, revision, set_by, set_at)
		values (${offer.territory}, ${offer.category}, ${offer.offered}, ${offer.revision}, ${offer.by}, ${offer.at})
		on conflict (territory_id, category) do update set offered = excluded.offered, revision = excluded.revision,
			set_by = excluded.set_by, set_at = excluded.set_at`;
}

export async function setsBrought(db: Db): Promise<string[]> {
	const rows = await db<{ code: string }[]>`select code from appeals.category_set order by brought_at`;
	return rows.map((row) => row.code);
}

export async function insertSet(tx: Tx, code: string, by: AccountId | null, at: Date): Promise<void> {
	await tx`
		insert into appeals.category_set (code, brought_at, account_id) values (${code}, ${at}, ${by})
		on conflict (code) do nothing`;
}

/** Closed with a promise to move their open appeals, the day has come, and nobody has done it yet. */
export async function duePromises(db: Db, day: string): Promise<{ code: string; to: string }[]> {
	return db<{ code: string; to: string }[]>`
		select code, instead_code as to from appeals.category
		where closing in ('move', 'merge') and moved_at is null and closed_on <= ${day}::date order by code`;
}

export async function setMoved(tx: Tx, code: string, at: Date | null): Promise<void> {
	await tx`update appeals.category set moved_at = ${at} where code = ${code}`;
}
