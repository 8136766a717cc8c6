/** Of the room, what needs no server: the texts of the log and the count. For the command, for pages without a server, for observers. */
export {
	ballotContent,
	canonicalJson,
	changeContent,
	closedContent,
	type FixedBallot,
	type FixedChange,
	type FixedResult,
	marksText,
	type OpenedSecret,
	openSecret,
	readBallotContent,
	readClosedContent,
	readMarks,
	readSecret,
	type Sha256,
	secretText,
	voteContent,
	withheld,
} from './canonical.ts';
export { type Counted, countVotes } from './count/count-votes.ts';
export {
	type LoggedVote,
	type RecountFault,
	type RecountFaultKind,
	recount,
	type ShownVote,
} from './count/recount.ts';
export { lotOf, readVotesFile, type VotesFile, votesFile } from './count/votes-file.ts';
export { codeOfWords, wordsOfCode } from './words-of-codes.ts';
