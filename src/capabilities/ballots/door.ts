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
	readMarks,
	readSecret,
	type Sha256,
	secretText,
	voteContent,
} from './canonical.ts';
export { type Counted, countVotes } from './count/count-votes.ts';
export { lotOf, readVotesFile, type VotesFile, votesFile } from './count/votes-file.ts';
export { codeOfWords, wordsOfCode } from './words-of-codes.ts';
