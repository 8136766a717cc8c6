import { type Db, database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { signed } from '#rooms/identity/door.server.ts';
import type { ThingsAsked } from '#rooms/spaces/door.server.ts';
import type { Conversation, ConversationRef, ConversationState, Lang } from './conversation.ts';
import { eventsOf } from './events-store.server.ts';
import { progressOf } from './mark-statement.ts';
import * as marks from './marks-store.server.ts';
import { marksReadOfMany } from './readings-store.server.ts';
import { type ResultsShown, resultsFor } from './results-shown.ts';
import { placeOf, readPage, seen } from './see.ts';
import * as statements from './statements-store.server.ts';
import * as store from './store.server.ts';
import { lacksIn, ownPart } from './taking-part.ts';
import type { ConversationCard, ConversationView, Page } from './views.ts';

/** In the reader's language where it has one. */
export function inLang<C extends Conversation>(conversation: C, lang: Lang): C & { shownIn: Lang } {
	const { other } = conversation;
	if (lang === conversation.lang || !other) return { ...conversation, shownIn: conversation.lang };
	return {
		...conversation,
		shownIn: lang,
		question: other.question || conversation.question,
		explanation: other.explanation || conversation.explanation,
	};
}

/** What decides whether a reader sees results, and what the reader did so far. */
export async function shownTo(actor: Actor, conversation: Conversation, now = new Date()) {
	const [lacks, shown, own] = await Promise.all([
		lacksIn(actor, conversation, now),
		statements.shownNumbers(database(), conversation),
		ownPart(actor, conversation),
	]);
	const progress = progressOf(shown, own.marks);
	const results: ResultsShown = resultsFor(conversation, {
		marked: progress.marked,
		shown: shown.length,
		lacks,
		isOffice: may(actor, 'opinions.office', placeOf(conversation)),
	});
	return { ...results, lacks, shown, own, progress };
}

export async function viewConversation(
	actor: Actor,
	ref: ConversationRef,
	now = new Date(),
): Promise<ConversationView> {
	const { lastStatement: _, participants, ...conversation } = await seen(actor, ref);
	const db = database();
	const place = placeOf(conversation);
	const mayModerate = may(actor, 'opinions.moderate', place);
	const [reader, events, counted, marked] = await Promise.all([
		shownTo(actor, conversation, now),
		eventsOf(db, ref).then(signed),
		statements.countStatements(db, ref),
		marksIn(db, ref),
	]);
	const can = (right: string, ...states: ConversationState[]) =>
		states.includes(conversation.state) && may(actor, right, place);
	return {
		...inLang(conversation, actor.lang),
		people: participants,
		marks: marked,
		statements: counted.shown,
		lacks: reader.lacks,
		mine: actor.account ? reader.progress : null,
		resultsShown: reader.resultsShown,
		resultsAfter: reader.resultsAfter,
		events,
		waiting: mayModerate ? counted.waiting : 0,
		mayAdd: conversation.adding === 'residents' && reader.lacks.length === 0,
		may: {
			edit: can('opinions.make', 'draft'),
			drop: can('opinions.make', 'draft'),
			open: can('opinions.run', 'draft'),
			addFirst: can('opinions.make', 'draft', 'open'),
			prolong: can('opinions.run', 'open'),
			close: can('opinions.run', 'open'),
			cancel: can('opinions.run', 'open'),
			moderate: can('opinions.moderate', 'open', 'closed'),
		},
	};
}

/** So many are counted by the job only. */
const many = 2_000;

/** Where there are few as they are now, where there are very many as they were last read. */
async function marksIn(db: Db, ref: ConversationRef): Promise<number> {
	const read = (await marksReadOfMany(db, ref.territory, [ref.id])).get(ref.id) ?? 0;
	return read < many ? marks.countMarks(db, ref) : read;
}

/** Conversations of a territory, newest first. */
export async function conversationsIn(
	actor: Actor,
	territory: TerritoryId,
	asked: ThingsAsked<ConversationState> = {},
): Promise<Page<ConversationCard>> {
	const db = database();
	const { items, next } = await readPage(actor, territory, asked, (query) =>
		store.conversationsIn(db, territory, query),
	);
	const ids = items.map((one) => one.id);
	const [counted, read, mine] = await Promise.all([
		statements.countOfMany(db, territory, ids),
		marksReadOfMany(db, territory, ids),
		actor.account ? marks.ownMarksOfMany(db, territory, ids, actor.account) : new Map<string, number>(),
	]);
	return {
		items: items.map((one) => ({
			territory: one.territory,
			id: one.id,
			space: one.space,
			state: one.state,
			question: inLang(one, actor.lang).question,
			lang: inLang(one, actor.lang).shownIn,
			closesAt: one.closesAt,
			closedAt: one.closedAt,
			people: one.participants,
			marks: read.get(one.id) ?? 0,
			statements: counted.get(one.id)?.shown ?? 0,
			mine: mine.get(one.id) ?? 0,
			waiting: may(actor, 'opinions.moderate', placeOf(one)) ? (counted.get(one.id)?.waiting ?? 0) : 0,
		})),
		next,
	};
}
