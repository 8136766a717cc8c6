/** The only way into the room. */
export { addStatement } from './add-statement.ts';
export { addressOf } from './address.ts';
export {
	listConversations,
	readConversation,
	readResults,
	readStatements,
} from './api/conversations.ts';
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
export { decideStatements, waitingIn } from './decide-statements.ts';
export { emptyDefinition, faultsOf } from './definition.ts';
export { marksFile, statementsFile } from './files.ts';
export {
	addFirstStatements,
	changeFirstStatement,
	dropFirstStatement,
	firstStatements,
} from './first-statements.ts';
export { heardIn } from './heard.ts';
export { limits } from './limits.ts';
export {
	changeConversation,
	dropConversation,
	makeConversation,
	readDraft,
} from './make-conversation.ts';
export { markStatement } from './mark-statement.ts';
export { nextFor } from './next-for.ts';
export { readOpinions } from './read-opinions.server.ts';
export { readingOf } from './reading-of.ts';
export { type ReadyReason, readyReasons } from './ready-reasons.ts';
export {
	cancelConversation,
	closeConversation,
	openConversation,
	prolongConversation,
} from './run-conversation.ts';
export { keptSpaces, ledSpaces } from './see.ts';
export { myMarks, myStatements, statementsOf } from './statements-of.ts';
export { conversationsIn, viewConversation } from './view-conversation.ts';
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
