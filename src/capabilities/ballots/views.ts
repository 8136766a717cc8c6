import type { AccountId, TerritoryId, Uuid } from '#platform/db/ids.ts';
import type { Ballot, BallotId, BallotRef, BallotState, Channel, Lang } from './ballot.ts';
import type { Lack } from './eligibility.ts';

export type EventKind =
	| 'announced'
	| 'taken-back'
	| 'opened'
	| 'prolonged'
	| 'corrected'
	| 'eligible-set'
	| 'closed'
	| 'pack-taken-back'
	| 'papers-done'
	| 'cancelled'
	| 'counted';

/** What happened to a ballot; what is `logged` has a leaf in the log. */
export type EventView = {
	id: Uuid;
	at: Date;
	kind: EventKind;
	/** By whom; null: by the house itself, at its time. */
	by: { account: AccountId; name: string } | null;
	reason: string;
	/** What was before and what came, as text: times in ISO, texts, numbers. */
	before: string | null;
	after: string | null;
	logged: boolean;
};

export type Turnout = {
	/** People (papers on paper). Of those who took a paper and did not give it back nobody knows. */
	all: number;
	byChannel: Record<Channel, number>;
	/** Papers handed out at a desk. */
	papersIssued: number;
	eligible: { number: number; source: string } | null;
};

/** People of one day, YYYY-MM-DD. */
export type DayTurnout = { day: string; all: number; byChannel: Record<Channel, number> };

/** How it stands while it is open, where the ballot says that it is shown. */
export type Live = {
	at: Date;
	votes: number;
	/** By option code, in the listed order. */
	tally: { code: string; votes: number; points: number }[];
};

/** A ballot as a page shows it, texts in the reader's language where there are any. */
export type BallotView = Ballot & {
	shownIn: Lang;
	turnout: Turnout;
	/** It cannot be counted: the key of its urn is not there. */
	urnLost: boolean;
	live: Live | null;
	events: EventView[];
	/** Hash of the leaf in the log, in hex, from opening on. */
	inLog: string | null;
	/** What stands between this reader and a vote on the site; empty: may vote. */
	lacks: Lack[];
	/** The reader's own vote: the day, never what. */
	mine: { day: string; channel: Channel } | null;
	may: Record<
		| 'edit'
		| 'open'
		| 'change'
		| 'cancel'
		| 'closeEarly'
		| 'codes'
		| 'desk'
		| 'enterPapers'
		| 'finishPapers'
		| 'mendPapers'
		| 'list',
		boolean
	>;
};

export type BallotCard = {
	territory: TerritoryId;
	id: BallotId;
	space: Uuid | null;
	state: BallotState;
	kind: 'choice' | 'decision' | 'budget';
	secrecy: 'secret' | 'open';
	question: string;
	lang: Lang;
	opensAt: Date | null;
	closesAt: Date | null;
	/** How many have voted. */
	voted: number;
	/** The reader voted on that day. */
	mine: string | null;
};

/** What a person gets for a vote. The secret is shown once and kept nowhere. */
export type Receipt = {
	ballot: BallotRef;
	/** 22 letters of base64url: in the QR and in the file. */
	secret: string;
	/** Code of the vote in the published file, 12 hex digits, and as six words. */
	code: string;
	words: string[];
	/** The leaf in the log is called so: kind `vote`. */
	thing: Uuid;
	day: string;
	/** Took the place of an earlier vote. */
	changed: boolean;
};

/** What the check of a receipt shows. */
export type ReceiptCheck = {
	code: string;
	words: string[];
	thing: Uuid;
	/** `unknown`: no vote of this ballot has this secret. `replaced`: by a later vote of the same person. */
	state: 'unknown' | 'waiting' | 'in-log' | 'replaced';
	/** The file that proves it offline; null while it waits in line for the log. */
	proof: string | null;
	/** After closing: the row of the published file under this code, and whether it is what the log holds. */
	row: { marks: string; matches: boolean } | null;
	ballot: BallotState;
};

/** A line of results: an option, how it did. */
export type ResultLine = {
	code: string;
	title: string;
	votes: number;
	points: number;
	/** Chosen, funded, or the side that won. */
	won: boolean;
	/** In kopecks, of projects. */
	cost: bigint | null;
};

export type ResultView = {
	countedAt: Date;
	/** Votes in the count, blank ones among them. */
	votes: number;
	blank: number;
	/** Papers that could not be read, by both who entered them. */
	spoiled: number;
	/** Votes that somebody meddled with: they open no more, or are not what the log holds. Never counted, always told. */
	damaged: number;
	turnout: Turnout;
	quorum: { needed: number; had: number; reached: boolean } | null;
	/** Of a decision. */
	accepted: boolean | null;
	/** Of a budget, in kopecks. */
	money: { budget: bigint; spent: bigint } | null;
	/** In the order of winning, then by votes. */
	lines: ResultLine[];
	/** The count step by step, in the reader's language. */
	told: { steps: string[]; ties: string[]; unfunded: string[]; decision: string[] };
	/** Names are in no hash: a person may be erased. */
	files: {
		name: string;
		kind: 'votes' | 'envelopes' | 'replaced' | 'names';
		size: number | null;
		sha256: string | null;
	}[];
	/** The proof that the result stands in the log; null while it waits. */
	proof: string | null;
};

export type CodeBatch = {
	id: Uuid;
	/** The district or street it is for. */
	title: string;
	size: number;
	used: number;
	madeAt: Date;
	revokedAt: Date | null;
};

export type AllowedRow = { id: Uuid; kind: 'account' | 'email'; shown: string; at: Date };

export type PaperPack = {
	id: Uuid;
	title: string;
	/** How many papers lie in it. */
	size: number;
	state: 'entering' | 'accepted';
	/** Entered so far by each of the two. */
	entered: [number, number];
	/** Who enters; null: nobody yet. */
	by: [AccountId | null, AccountId | null];
	/** Numbers of papers that the two read differently; null until both are through. */
	differs: number[] | null;
	madeAt: Date;
};
/** One paper as it was entered; null marks: spoiled. */
export type EnteredPaper = { number: number; marks: string | null };
