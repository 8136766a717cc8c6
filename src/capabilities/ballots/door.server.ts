/** The only way into the room. What needs no server stands in `door.ts`. */
export { allow, allowedOf, disallow } from './allow-voters.ts';
export { castOne, checkOne } from './api/cast.ts';
export { listVotesOf, readResult, readVote } from './api/votes.ts';
export { castAtDesk, issuePaper, type SeenAtDesk } from './at-desk.ts';
export {
	type Ballot,
	type BallotId,
	type BallotRef,
	type BallotState,
	ballotStates,
	budgetNames,
	type Channel,
	carriesPoints,
	channels,
	choiceNames,
	type Definition,
	type Group,
	type Marks,
	type Option,
	type Portion,
	type Rule,
	type Who,
} from './ballot.ts';
export { type CastInput, castVote } from './cast-vote.ts';
export {
	cancelBallot,
	closeEarly,
	correctBallot,
	prolongBallot,
	setEligible,
} from './change-open.ts';
export { checkReceipt, votesUnder } from './check-receipt.ts';
export {
	ballotOfCode,
	castByCode,
	codeBatches,
	codeSheet,
	makeCodes,
	revokeCodes,
} from './codes.ts';
export { type Comparison, inventVotes } from './compare-rules.ts';
export { emptyDefinition, faultsOf, mostOptions, readsMarks } from './definition.ts';
export { type Lack, lacksOf } from './eligibility.ts';
export { alike, inventBallot } from './laboratory.ts';
export { changeDraft, dropDraft, makeDraft, readDraft } from './make-draft.ts';
export { problemsOfMarks } from './marks.ts';
export { marksFromForm } from './marks-from-form.ts';
export { mostTried } from './most-tried.ts';
export { announceBallot, openBallot, takeBack } from './open-ballot.ts';
export { acceptPack, enterPapers, finishPapers, makePack, mostPapers, myEntries, packs } from './packs.ts';
export { knownOf, momentAt, todayAt } from './person.ts';
export {
	budgetRulesShown,
	kindOf,
	type ReadyKind,
	readyKinds,
	rulesOf,
	withKind,
} from './ready-kinds.ts';
export { addressOf, fileAddress, fileWords, receiptFile } from './receipt-file.ts';
export { fileOf, resultOf } from './result-of.ts';
export { ledSpaces } from './see.ts';
export { shownToMonitors } from './show-to-monitors.ts';
export { dropPack, takeBackAtDesk, takeBackPack, takeBackPaper } from './take-back.ts';
export { tendBallot } from './tend-ballots.ts';
export { type Compared, compareRules, tryApart } from './try-apart.server.ts';
export { turnoutByDay } from './turnout.ts';
export { keepUrns, lostUrns, takeUrns } from './urns-apart.ts';
export { ballotsIn, changeProof, fixedText, viewBallot } from './view-ballot.ts';
export { paperFor, paperOf } from './view-paper.ts';
export type {
	AllowedRow,
	BallotCard,
	BallotView,
	CodeBatch,
	DayTurnout,
	EnteredPaper,
	EventKind,
	EventView,
	Live,
	PaperPack,
	Receipt,
	ReceiptCheck,
	ResultLine,
	ResultView,
	Turnout,
} from './views.ts';
export { codeOfWords, wordsOfCode } from './words-of-codes.ts';
