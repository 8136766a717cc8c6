import type { AccountId } from '#platform/db/ids.ts';
import type { FileId } from '#platform/files/door.ts';
import type { TypedChecks } from './checklist.ts';
import type { ShotFacts } from './shot.ts';

/** Most photographs of "after" with one answer. */
export const mostAfter = 12;

/** An answer that has not left yet. There is one for an appeal, whoever may answer it goes on with it. */
export type AnswerDraft = {
	text: string;
	checks: TypedChecks;
	/** Who wrote last. */
	account: AccountId;
	updatedAt: Date;
	version: number;
	/** How often it was put to approval. */
	turn: number;
	askedBy: AccountId | null;
	askedAt: Date | null;
};

export type DraftPhotograph = ShotFacts & {
	file: FileId;
	name: string;
	/** The official was told that it is doubtful and kept it. */
	confirmed: boolean;
};

/** A decision on the way of an answer to its author. */
export type Decision = {
	round: number;
	turn: number;
	/** Its number among the decisions of the turn. */
	place: number;
	/** What was agreed to: a role, or a role with the person who is named for it. */
	step: string;
	account: AccountId;
	decision: 'agreed' | 'sent-back';
	remark: string | null;
	at: Date;
};
