/** The only way into the room. */
import type { TerritoryId, Uuid } from '#platform/db/door.server.ts';
import type { Problem } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type {
	Conversation,
	ConversationRef,
	ConversationState,
	Definition,
	Lang,
	Mark,
} from './conversation.ts';
import type {
	ConversationCard,
	ConversationView,
	Heard,
	Next,
	Page,
	ReadingView,
	Rows,
	StatementView,
} from './views.ts';

export {
	type Conversation,
	type ConversationId,
	type ConversationRef,
	type ConversationState,
	conversationStates,
	type Definition,
	type Lang,
	type Mark,
	type StatementState,
} from './conversation.ts';
export type {
	CellView,
	ConversationCard,
	ConversationView,
	EventKind,
	EventView,
	GroupView,
	Heard,
	Next,
	Page,
	ReadingView,
	Rows,
	Said,
	SplitView,
	StatementRef,
	StatementView,
	TellingView,
} from './views.ts';

const soon = (): never => {
	throw new Error('not there yet');
};

/** Limits that pages tell of. */
export const limits = {
	question: 300,
	explanation: 20_000,
	statement: 280,
	/** First statements: so many at least before opening, and so many at most. */
	firstLeast: 5,
	firstMost: 30,
	/** A person adds so many statements to a conversation in a day. */
	addedADay: 10,
	/** Marks after which results are shown where they are shown after one's own. */
	marksForResults: 7,
	reason: 2000,
} as const;

/** Address of a conversation's page, or of a page inside it, without the language. */
export function addressOf(_ref: ConversationRef, ..._inside: string[]): string {
	return soon();
}

/** What a new conversation begins with. */
export function emptyDefinition(
	_territory: TerritoryId,
	_lang: Lang,
	_space: Uuid | null = null,
): Definition {
	return soon();
}
/** All that keeps a draft from opening, each at its field: question, explanation, who, age-to, closes-at, statements. */
export function faultsOf(_definition: Definition, _firstStatements: number, _now: Date): Problem[] {
	return soon();
}
/** Spaces of a territory whose conversations this person makes. */
export async function ledSpaces(
	_actor: Actor,
	_territory: TerritoryId,
): Promise<{ id: Uuid; name: string; slug: string }[]> {
	return soon();
}

// the office
export async function makeConversation(
	_actor: Actor,
	_input: { territory: TerritoryId; space?: Uuid | null; definition: Definition },
	_at = new Date(),
): Promise<ConversationRef> {
	return soon();
}
/** A draft as it was written; refused where it is open already. */
export async function readDraft(_actor: Actor, _ref: ConversationRef): Promise<Conversation> {
	return soon();
}
export async function changeConversation(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { definition: Definition; version: number },
): Promise<void> {
	return soon();
}
export async function dropConversation(_actor: Actor, _ref: ConversationRef): Promise<void> {
	return soon();
}
export async function openConversation(
	_actor: Actor,
	_ref: ConversationRef,
	_at = new Date(),
): Promise<void> {
	return soon();
}
export async function prolongConversation(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { closesAt: Date; reason: string },
	_at = new Date(),
): Promise<void> {
	return soon();
}
export async function closeConversation(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { reason: string },
	_at = new Date(),
): Promise<void> {
	return soon();
}
export async function cancelConversation(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { reason: string },
	_at = new Date(),
): Promise<void> {
	return soon();
}
/** Statements of the makers, a line each, in a draft or an open conversation; `otherLines`: the same in the other language, line by line. */
export async function addFirstStatements(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { lines: readonly string[]; otherLines?: readonly string[] },
	_at = new Date(),
): Promise<StatementView[]> {
	return soon();
}
/** Of a draft only: from opening on the words that people mark stand. */
export async function changeFirstStatement(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { number: number; text: string; other: string | null },
): Promise<void> {
	return soon();
}
export async function dropFirstStatement(
	_actor: Actor,
	_ref: ConversationRef,
	_number: number,
): Promise<void> {
	return soon();
}
/** First statements as they were written, both languages, for the makers. */
export async function firstStatements(
	_actor: Actor,
	_ref: ConversationRef,
): Promise<{ number: number; text: string; other: string | null }[]> {
	return soon();
}
/** Statements that wait, the oldest first; for moderators. */
export async function waitingIn(_actor: Actor, _ref: ConversationRef): Promise<StatementView[]> {
	return soon();
}
/** `reject` and `withdraw` need a reason; gives how many were changed. */
export async function decideStatements(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { numbers: readonly number[]; decision: 'show' | 'reject' | 'withdraw'; reason: string },
	_at = new Date(),
): Promise<number> {
	return soon();
}

// reading and taking part
export async function conversationsIn(
	_actor: Actor,
	_territory: TerritoryId,
	_options: {
		state?: ConversationState | readonly ConversationState[] | null;
		/** Words of the question. */
		words?: string;
		space?: Uuid | null;
		of?: 'public' | 'office';
		after?: string | null;
	} = {},
): Promise<Page<ConversationCard>> {
	return soon();
}
export async function viewConversation(
	_actor: Actor,
	_ref: ConversationRef,
	_now = new Date(),
): Promise<ConversationView> {
	return soon();
}
/** The statement to mark now; `not`: another one than this. Guests get one to read. */
export async function nextFor(
	_actor: Actor,
	_ref: ConversationRef,
	_options: { not?: number } = {},
): Promise<Next> {
	return soon();
}
/** Marks, changes or (null) takes back. The same once more is harmless. */
export async function markStatement(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { statement: number; mark: Mark | null },
	_now = new Date(),
): Promise<{ marked: number; left: number }> {
	return soon();
}
/** Refused `opinions.same-text` with facts { number } where the same is said already. */
export async function addStatement(
	_actor: Actor,
	_ref: ConversationRef,
	_input: { text: string },
	_now = new Date(),
): Promise<StatementView> {
	return soon();
}
/** What the reader marked, the last first. */
export async function myMarks(
	_actor: Actor,
	_ref: ConversationRef,
): Promise<{ statement: StatementView; mark: Mark; at: Date }[]> {
	return soon();
}
/** What the reader added, with state and reason. */
export async function myStatements(_actor: Actor, _ref: ConversationRef): Promise<StatementView[]> {
	return soon();
}
/** Shown ones, a page at a time; sorts by results count as `new` where the reader does not see them. Moderators may ask for other states. */
export async function statementsOf(
	_actor: Actor,
	_ref: ConversationRef,
	_options: {
		sort?: 'new' | 'agree' | 'disagree' | 'divided';
		words?: string;
		state?: 'shown' | 'rejected' | 'withdrawn';
		after?: string | null;
	} = {},
): Promise<Page<StatementView> & { total: number }> {
	return soon();
}
/** The last reading; null: nothing was read yet, or this reader does not see results now (`resultsShown` says). */
export async function readingOf(_actor: Actor, _ref: ConversationRef): Promise<ReadingView | null> {
	return soon();
}
/** Null where results are not shown. */
export async function heardIn(_actor: Actor, _ref: ConversationRef): Promise<Heard | null> {
	return soon();
}
/** Refused `opinions.results-later` where the reader does not see results. */
export async function statementsFile(_actor: Actor, _ref: ConversationRef): Promise<Rows> {
	return soon();
}
/** Who marked what, each person under a number that nobody knows; refused `opinions.no-marks-file` where it is not published. */
export async function marksFile(_actor: Actor, _ref: ConversationRef): Promise<Rows> {
	return soon();
}
/** For jobs, the demonstration and tests: reads the marks of a conversation now. */
export async function readOpinions(_ref: ConversationRef, _now = new Date()): Promise<void> {
	return soon();
}
