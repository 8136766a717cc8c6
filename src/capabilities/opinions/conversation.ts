import type { AccountId, Id, Ref, Uuid } from '#platform/db/ids.ts';
import type { Who } from '#rooms/ballots/door.server.ts';

export type ConversationId = Id<'conversation'>;
export type ConversationRef = Ref<'conversation'>;
export type Lang = 'ru' | 'en';

export const conversationStates = ['draft', 'open', 'closed', 'cancelled'] as const;
export type ConversationState = (typeof conversationStates)[number];

/** 1 agrees, −1 disagrees, 0 passes. */
export type Mark = -1 | 0 | 1;

/** `withdrawn`: was shown and is shown no more; what was marked of it stays and counts nowhere. */
export const statementStates = ['waiting', 'shown', 'rejected', 'withdrawn'] as const;
export type StatementState = (typeof statementStates)[number];

/** All that is decided about a conversation before it opens. */
export type Definition = {
	lang: Lang;
	question: string;
	explanation: string;
	/** The same in the other language. */
	other: { question: string; explanation: string } | null;
	/** Who may mark; of a ballot all but the list of names. */
	who: Who;
	/** Who may add statements beside the first ones: all who may mark, or nobody. */
	adding: 'residents' | 'nobody';
	/** Whether somebody looks at an added statement before the others see it, or after. */
	moderation: 'before' | 'after';
	/** `after-mine`: to those who have marked enough, to those who cannot take part, and to all once it is closed. */
	results: 'always' | 'after-mine' | 'after-closing';
	/** After closing the marks are published, each person's under a number that nobody knows. */
	openMarks: boolean;
	closesAt: Date | null;
};

export type Conversation = Definition &
	ConversationRef & {
		state: ConversationState;
		/** The space whose conversation it is; null: the territory's own. */
		space: Uuid | null;
		/** Grows with each change. */
		version: number;
		createdBy: AccountId | null;
		createdAt: Date;
		openedAt: Date | null;
		closedAt: Date | null;
		cancelledAt: Date | null;
		cancelledWhy: string;
	};

/** Whether everybody may know of it. */
export const isPublic = ({ state }: Pick<Conversation, 'state'>): boolean => state !== 'draft';
