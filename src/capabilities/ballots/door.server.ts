/**
 * The only way into the room. (Being filled: signatures stand, bodies follow in files named by their verbs.)
 */
import type { AccountId, TerritoryId, Uuid } from '#platform/db/door.server.ts';
import type { Problem } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Ballot, BallotRef, BallotState, Definition, Lang, Marks } from './ballot.ts';
import type {
	AllowedRow,
	BallotCard,
	BallotView,
	CodeBatch,
	EnteredPaper,
	PaperPack,
	Receipt,
	ReceiptCheck,
	ResultView,
} from './views.ts';

export * from './ballot.ts';
export type * from './views.ts';
export type { Lack } from './eligibility.ts';

// Reading

/** Public ballots of a territory (with those of spaces that the reader may see), newest first. `of: 'office'`: drafts too, for who makes them. */
export declare function ballotsIn(
	actor: Actor,
	territory: TerritoryId,
	options?: { state?: BallotState | null; space?: Uuid | null; of?: 'public' | 'office'; after?: string | null },
): Promise<{ items: BallotCard[]; next: string | null }>;
/** Refused as not found where the reader may not see it. */
export declare function viewBallot(actor: Actor, ref: BallotRef): Promise<BallotView>;
/** The stored result; null until it is counted. */
export declare function resultOf(actor: Actor, ref: BallotRef): Promise<ResultView | null>;
/** One published file of a closed ballot: `votes` is .pb for budgets, CSV for others. */
export declare function fileOf(
	actor: Actor,
	ref: BallotRef,
	kind: 'votes' | 'envelopes' | 'withdrawn' | 'names',
): Promise<{ name: string; type: string; content: Uint8Array } | null>;
/** What was fixed in the log at opening, byte for byte, with its proof; null before. */
export declare function fixedText(actor: Actor, ref: BallotRef): Promise<{ content: string; proof: string | null } | null>;

// Making

/** What a new ballot begins with. */
export declare function emptyDefinition(territory: TerritoryId, lang: Lang): Definition;
/** A draft may be half made; only what no ballot can be is refused (lengths, unknown names). */
export declare function makeDraft(
	actor: Actor,
	input: { territory: TerritoryId; space?: Uuid | null; definition: Definition },
): Promise<BallotRef>;
export declare function changeDraft(actor: Actor, ref: BallotRef, input: { definition: Definition; version: number }): Promise<void>;
export declare function dropDraft(actor: Actor, ref: BallotRef): Promise<void>;
/** All that keeps a draft from opening, each at its field: question, options, option-title-<i>, option-cost-<i>, marks, rule, budget, seats, quorum, who, channels, opensAt, closesAt, eligible. */
export declare function faultsOf(definition: Definition, now: Date): Problem[];
/** Shown to all, opens by itself at `opensAt`; may be taken back until then. */
export declare function announceBallot(actor: Actor, ref: BallotRef): Promise<void>;
export declare function takeBack(actor: Actor, ref: BallotRef): Promise<void>;
/** Fixes everything in the log and lets people vote. */
export declare function openBallot(actor: Actor, ref: BallotRef): Promise<void>;
export declare function prolongBallot(actor: Actor, ref: BallotRef, input: { closesAt: Date; reason: string }): Promise<void>;
/** A slip in the explanation; options and rules stay. */
export declare function correctBallot(actor: Actor, ref: BallotRef, input: { explanation: string; otherExplanation?: string | null; reason: string }): Promise<void>;
export declare function setEligible(actor: Actor, ref: BallotRef, input: { number: number; source: string; reason: string }): Promise<void>;
/** Nobody will know what was cast. */
export declare function cancelBallot(actor: Actor, ref: BallotRef, input: { reason: string }): Promise<void>;
export declare function closeEarly(actor: Actor, ref: BallotRef, input: { reason: string }): Promise<void>;
/** Lines of e-mails or ids of accounts; answers how many are new. */
export declare function allow(actor: Actor, ref: BallotRef, input: { emails?: readonly string[]; accounts?: readonly AccountId[] }): Promise<number>;
export declare function disallow(actor: Actor, ref: BallotRef, id: Uuid): Promise<void>;
export declare function allowedOf(actor: Actor, ref: BallotRef): Promise<{ rows: AllowedRow[]; count: number }>;

// Voting

/** `key`: of the form; the same key and marks give the same receipt. */
export declare function castVote(actor: Actor, input: { ballot: BallotRef; key: string; marks: Marks }, now?: Date): Promise<Receipt>;
/** Anyone who holds a code from a sheet. `ip` counts the tries. */
export declare function castByCode(
	actor: Actor,
	input: { ballot: BallotRef; key: string; marks: Marks; code: string },
	caller?: { ip?: string },
	now?: Date,
): Promise<Receipt>;
/** Whether a code may vote, before the form is filled in; counts as a try. */
export declare function tryCode(actor: Actor, ref: BallotRef, code: string, caller?: { ip?: string }): Promise<'good' | 'used'>;
/** At a desk: the official has seen person and paper; its number becomes a keyed hash and is kept nowhere. */
export declare function castAtDesk(
	actor: Actor,
	input: { ballot: BallotRef; key: string; marks: Marks; document: string; bornOn?: string | null; livesHere: boolean },
	now?: Date,
): Promise<Receipt>;
/** Hands out a ballot on paper: whoever took one votes in no other way. */
export declare function issuePaper(
	actor: Actor,
	input: { ballot: BallotRef; document: string; bornOn?: string | null; livesHere: boolean },
	now?: Date,
): Promise<void>;

/** Before closing: whether the vote is in the log. After: its row of the file, and whether it is what was logged. */
export declare function checkReceipt(actor: Actor, input: { ballot: BallotRef; secret: string }): Promise<ReceiptCheck>;
/** The file that a person keeps: address, secret, words. And the picture of its QR. */
export declare function receiptFile(receipt: Receipt, lang: Lang): Promise<{ name: string; text: string; qr: string }>;

// Codes and papers

export declare function makeCodes(actor: Actor, ref: BallotRef, input: { title: string; size: number }): Promise<Uuid>;
export declare function codeBatches(actor: Actor, ref: BallotRef): Promise<CodeBatch[]>;
/** To print; each printing stands in the journal. */
export declare function codeSheet(actor: Actor, ref: BallotRef, batch: Uuid): Promise<{ batch: CodeBatch; codes: string[] }>;
export declare function revokeCodes(actor: Actor, ref: BallotRef, batch: Uuid): Promise<void>;

export declare function packs(actor: Actor, ref: BallotRef): Promise<PaperPack[]>;
export declare function makePack(actor: Actor, ref: BallotRef, input: { title: string; size: number }): Promise<Uuid>;
/** Enters or corrects papers of a pack; each of the two sees only their own until both are through. */
export declare function enterPapers(actor: Actor, ref: BallotRef, pack: Uuid, papers: readonly { number: number; marks: Marks | 'spoiled' }[]): Promise<void>;
export declare function myEntries(actor: Actor, ref: BallotRef, pack: Uuid): Promise<EnteredPaper[]>;
/** Both read every paper alike: they become votes. */
export declare function acceptPack(actor: Actor, ref: BallotRef, pack: Uuid): Promise<void>;

// The laboratory: rules side by side on invented votes or on those of a closed ballot.
export type Comparison = { rule: string; won: string[]; spent: bigint | null; differs: string[] }[];
export declare function compareRules(
	actor: Actor,
	definition: Definition,
	votes: { invented: number; seed: number } | { of: BallotRef },
): Promise<Comparison>;
