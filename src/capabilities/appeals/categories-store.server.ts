import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';
import { stepOf } from './answering/step.ts';
import type { Amount, Category, CategoryText, CheckItem, Question } from './category.ts';
import type { Offer } from './category-tree.ts';

type Row = Omit<
	Category,
	| 'answer'
	| 'reaction'
	| 'routeAt'
	| 'texts'
	| 'words'
	| 'examples'
	| 'questions'
	| 'checklist'
	| 'approval'
	| 'placeKinds'
	| 'revision'
> & {
	answerAmount: number | null;
	answerUnit: Amount['unit'] | null;
	reactionAmount: number | null;
	reactionUnit: Amount['unit'] | null;
	routeAt: string | null;
	/** bigint */
	revision: string;
};
type Of = { category: string };

/** The number of the last change of any category. */
export async function lastRevision(db: Db): Promise<number> {
	const [row] = await db<{ value: string }[]>`select value from appeals.category_revision`;
	return Number(row?.value ?? 0);
}

/** Takes the next number; writers of categories wait for each other here, so numbers are committed in their order. */
export async function nextRevision(tx: Tx): Promise<number> {
	const [row] = await tx<{ value: string }[]>`
		update appeals.category_revision set value = value + 1 where one returning value`;
	return Number(row?.value);
}

/** What changed after a revision, whole; a fixed number of questions whatever their number. */
export async function readCategories(db: Db, after = 0): Promise<Category[]> {
	const rows = await db<Row[]>`
		select code, parent_code as parent, origin, offered_in as "offeredIn", position,
			answer_amount as "answerAmount", answer_unit as "answerUnit",
			reaction_amount as "reactionAmount", reaction_unit as "reactionUnit", calendar,
			season_from as "seasonFrom", season_to as "seasonTo", emergency, emergency_phone as "emergencyPhone",
			shown_to as "shownTo", place_kind as "placeKind", route_at as "routeAt", route_never as "routeNever",
			own_questions as "ownQuestions", own_checklist as "ownChecklist", own_approval as "ownApproval",
			closed_on::text as "closedOn", instead_code as instead, closing, source_key as "sourceKey", revision
		from appeals.category where revision > ${after} order by position, code`;
	if (rows.length === 0) return [];
	const codes = rows.map((row) => row.code);
	const [texts, words, examples, placeKinds, asked, checks, approval] = await Promise.all([
		db<(CategoryText & Of)[]>`
			select category, lang, name, hint, season_note as "seasonNote", emergency_note as "emergencyNote"
			from appeals.category_text where category = any(${codes}) order by category, lang desc`,
		db<(Of & { lang: string; word: string })[]>`
			select category, lang, words as word from appeals.category_keyword
			where category = any(${codes}) and not removed order by lang desc, words`,
		db<(Of & { lang: string; text: string })[]>`
			select category, lang, text from appeals.category_example where category = any(${codes})
			order by lang desc, position`,
		db<(Of & { kind: string })[]>`
			select category, place_kind as kind from appeals.category_place_kind where category = any(${codes})
			order by position, place_kind`,
		questionsOf(db, codes),
		checklistsOf(db, codes),
		db<(Of & { role: string; account: AccountId | null })[]>`
			select category, role, account_id as account from appeals.category_approval where category = any(${codes}) order by step`,
	]);
	const of = <T extends Of>(all: readonly T[]) => {
		const grouped = Map.groupBy(all, (one) => one.category);
		return (code: string) => (grouped.get(code) ?? []).map(({ category, ...rest }) => rest);
	};
	const [textsOf, wordsOf, examplesOf] = [of(texts), of(words), of(examples)];
	const [kindsOf, questions, checklist, steps] = [of(placeKinds), of(asked), of(checks), of(approval)];
	return rows.map(({ answerAmount, answerUnit, reactionAmount, reactionUnit, routeAt, ...row }) => ({
		...row,
		answer: answerAmount && answerUnit ? { amount: answerAmount, unit: answerUnit } : null,
		reaction: reactionAmount && reactionUnit ? { amount: reactionAmount, unit: reactionUnit } : null,
		routeAt: routeAt === null ? null : Number(routeAt),
		revision: Number(row.revision),
		texts: textsOf(row.code),
		words: wordsOf(row.code),
		examples: examplesOf(row.code),
		placeKinds: kindsOf(row.code).map(({ kind }) => kind),
		questions: questions(row.code),
		checklist: checklist(row.code),
		approval: steps(row.code).map(({ role, account }) => stepOf(role, account)),
	}));
}

async function questionsOf(db: Db, codes: readonly string[]): Promise<(Question & Of)[]> {
	type Text = Of & { question: string; lang: string; label: string; hint: string };
	const [questions, texts, options, labels] = await Promise.all([
		db<(Of & Omit<Question, 'texts' | 'options'>)[]>`
			select category, code, kind, required, asked from appeals.category_question
			where category = any(${[...codes]}) order by position, code`,
		db<Text[]>`
			select category, question, lang, label, hint from appeals.category_question_text
			where category = any(${[...codes]}) order by lang desc`,
		db<(Of & { question: string; code: string; offered: boolean })[]>`
			select category, question, code, offered from appeals.category_option
			where category = any(${[...codes]}) order by position, code`,
		db<(Of & { question: string; option: string; lang: string; label: string })[]>`
			select category, question, option, lang, label from appeals.category_option_text
			where category = any(${[...codes]}) order by lang desc`,
	]);
	return questions.map((one) => {
		const mine = (other: Of & { question: string }) =>
			other.category === one.category && other.question === one.code;
		return {
			...one,
			texts: texts.filter(mine).map(({ lang, label, hint }) => ({ lang, label, hint })),
			options: options.filter(mine).map(({ code, offered }) => ({
				code,
				offered,
				texts: labels
					.filter((label) => mine(label) && label.option === code)
					.map(({ lang, label }) => ({ lang, label })),
			})),
		};
	});
}

async function checklistsOf(db: Db, codes: readonly string[]): Promise<(CheckItem & Of)[]> {
	const [items, texts] = await Promise.all([
		db<(Of & Omit<CheckItem, 'texts'>)[]>`
			select category, code, kind, required from appeals.category_checklist
			where category = any(${[...codes]}) order by position, code`,
		db<(Of & { item: string; lang: string; label: string })[]>`
			select category, item, lang, label from appeals.category_checklist_text
			where category = any(${[...codes]}) order by lang desc`,
	]);
	return items.map((one) => ({
		...one,
		texts: texts
			.filter((text) => text.category === one.category && text.item === one.code)
			.map(({ lang, label }) => ({ lang, label })),
	}));
}

export async function readOffers(db: Db, after = 0): Promise<Offer[]> {
	return db<Offer[]>`
		select territory_id as territory, category, offered from appeals.category_offer where revision > ${after}`;
}
