import type { AccountId, TerritoryId, Uuid } from '#platform/db/ids.ts';
import type { Lack } from '#rooms/ballots/door.server.ts';
import type {
	Conversation,
	ConversationId,
	ConversationState,
	Lang,
	Mark,
	StatementState,
} from './conversation.ts';

export type { Lack };

export type EventKind = 'opened' | 'prolonged' | 'closed' | 'cancelled';

/** What happened to a conversation. */
export type EventView = {
	id: Uuid;
	at: Date;
	kind: EventKind;
	/** By whom; null: by the house itself, at its time. */
	by: { account: AccountId; name: string } | null;
	reason: string;
	/** Of a closing time that was changed: what was before and what came, in ISO. */
	before: string | null;
	after: string | null;
};

export type ConversationCard = {
	territory: TerritoryId;
	id: ConversationId;
	space: Uuid | null;
	state: ConversationState;
	question: string;
	lang: Lang;
	closesAt: Date | null;
	closedAt: Date | null;
	/** Who has marked anything. */
	people: number;
	marks: number;
	/** Shown ones. */
	statements: number;
	/** Marks of the reader; 0: none. */
	mine: number;
	/** Statements that wait for a decision; 0 for who may not decide. */
	waiting: number;
};

/** How many agree, disagree and pass. */
export type Said = { agree: number; disagree: number; pass: number };

export type StatementView = {
	number: number;
	/** Empty of what is not shown, unless the reader wrote it or decides about it. */
	text: string;
	/** The language of `text`. */
	lang: Lang;
	/** Put by the makers. */
	isFirst: boolean;
	state: StatementState;
	/** Why it was rejected or withdrawn. */
	reason: string;
	createdAt: Date;
	isMine: boolean;
	/** Null: this reader does not see results now. */
	said: Said | null;
	/** What the reader marked; null: nothing. */
	mine: Mark | null;
};

/** A conversation as a page shows it, texts in the reader's language where there are any. */
export type ConversationView = Conversation & {
	shownIn: Lang;
	people: number;
	marks: number;
	/** Shown ones. */
	statements: number;
	/** What stands between this reader and a mark; empty: may mark. */
	lacks: Lack[];
	/** The reader's own marks and how many statements are left; null: did not sign in. */
	mine: { marked: number; left: number } | null;
	/** Whether the reader sees results now, or what for they wait. */
	resultsShown: 'shown' | 'after-mine' | 'after-closing';
	/** How many more marks until results are shown. */
	resultsAfter: number;
	events: EventView[];
	/** Statements that wait for a decision; 0 for who may not decide. */
	waiting: number;
	/** The reader may add a statement now. */
	mayAdd: boolean;
	may: Record<'edit' | 'open' | 'prolong' | 'close' | 'cancel' | 'moderate' | 'addFirst' | 'drop', boolean>;
};

/** The statement to mark now; null: none is left. `left` counts it, too. */
export type Next = { statement: StatementView; left: number } | null;

export type StatementRef = { number: number; text: string; lang: Lang };

/** A statement that tells a group from the others: so many of the group are on this side, of so many who marked it. */
export type TellingView = {
	statement: StatementRef;
	side: 'agree' | 'disagree';
	said: number;
	of: number;
	saidElsewhere: number;
	ofElsewhere: number;
};

/** `name` from 0: group А, Б ... */
export type GroupView = { name: number; people: number; share: number; telling: TellingView[] };

/** What the groups said of a statement, in their order. `all`: everybody, those in no group as well. */
export type SplitView = { statement: StatementRef; groups: Said[]; all: Said };

export type CellView = {
	/** −1 to 1; the middle of a cell. */
	x: number;
	y: number;
	/** The group of most people there; null: no groups, or they are in none. */
	group: number | null;
	/** Never less than 3, unless there is but one cell. */
	people: number;
};

/** What the marks said when they were last read. */
export type ReadingView = {
	at: Date;
	people: number;
	/** Of them with marks enough to be counted to a group. */
	counted: number;
	marks: number;
	verdict: 'too-few' | 'one-opinion' | 'groups';
	/** Of `too-few`: so many with marks enough are needed. */
	needed: number;
	/** Empty unless the verdict is `groups`. */
	groups: GroupView[];
	/** What unites; the strongest first. Without groups, what most are for or against. */
	common: (SplitView & { side: 'agree' | 'disagree' })[];
	/** What divides the groups; without groups, what divides people about in half. */
	dividing: SplitView[];
	/** Of which too little is known yet. */
	unseen: (StatementRef & { seenBy: number; needs: number })[];
	cells: CellView[];
	/** Where the reader stands by their own marks; null: has marked too little, or takes no part. */
	me: { x: number; y: number; group: number | null } | null;
};

/** Who has taken part and who has not been heard. */
export type Heard = {
	/** Lower territories, or the own one alone; `people` null: 1 to 4, more are rounded to fives. */
	places: { name: string; people: number | null; population: number | null }[];
	/** Said no place below, or live elsewhere; rounded as well. */
	notSaid: number;
};

export type Page<T> = { items: T[]; next: string | null };

/** Rows of a file, the heading first. */
export type Rows = (string | number)[][];
