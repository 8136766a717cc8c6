/** The only way into the room. */
import { type Db, database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { AppealRef } from './appeal.ts';
import * as inquiries from './inquiry/inquiry-store.server.ts';
import { readAfter } from './list-appeals.ts';
import * as lists from './lists-store.server.ts';
import * as merging from './merging/merging-store.server.ts';
import * as store from './store.server.ts';

export { acceptAnswer } from './accept-answer.ts';
export { answerAppeal } from './answer-appeal.ts';
export { approveAnswer, recallAnswer, sendBackAnswer } from './answering/approve-answer.ts';
export { keepAnswer, type TypedAnswer } from './answering/keep-answer.ts';
export { readDraftLetter, readReply, withPictures } from './answering/reply.ts';
export { signatureOf } from './answering/send-answer.ts';
export { takeBasis } from './answering/take-basis.ts';
export type { Appeal, AppealRef, Channel, State, Visibility } from './appeal.ts';
export { closingsOfOfficials, excerptOf, states, visibilities } from './appeal.ts';
export { assignAppeal } from './assign-appeal.ts';
export { bringInAppeals } from './bring-in/bring-in.ts';
export { takeBack as takeBackAppeals } from './bring-in/bring-in-store.server.ts';
export { mirrorAppeals, standingOf, unmirrorAppeals } from './bring-in/mirror.ts';
export type { PastAppeal } from './bring-in/past-appeal.ts';
export { type Placer, placerFor } from './bring-in/placer.ts';
export { type BulkAct, type BulkRef, mostInBulk, undoSeconds } from './bulk/bulk.ts';
export { setUndoSeconds, undoSecondsIn } from './bulk/desk-settings.ts';
export { beginBulk } from './bulk/run-bulk.ts';
export { undoBulk } from './bulk/undo-bulk.ts';
export { bulkIn, viewBulk } from './bulk/view-bulk.ts';
export { categoryPage, closingPage, groupsFor } from './categories/category-page.ts';
export { type CategoryLine, categoryTable } from './categories/category-table.ts';
export {
	addCategory,
	changeCategory,
	moveCategory,
	undoChange,
} from './categories/change-category.ts';
export { closeCategory, openCategory } from './categories/close-category.ts';
export {
	exportCategoriesCsv,
	exportCategoriesJson,
} from './categories/import/export-categories.ts';
export {
	importCategories,
	mostBytes as mostBytesOfCategories,
} from './categories/import/import-categories.ts';
export * as categoryForms from './categories/input.ts';
export { offerCategory } from './categories/offer-category.ts';
export {
	explainRouting,
	type ResponsibilityRow,
	responsibilities,
} from './categories/responsibility-page.ts';
export {
	withCheck,
	withDanger,
	withLine,
	withOwn,
	withPlace,
	withQuestion,
	withRouting,
	withTerms,
	withWords,
} from './categories/sections.ts';
export { bringSet, closeSet, type SetName, setState, sets } from './categories/sets/bring-set.ts';
export {
	type Promised,
	type StandardOfService,
	standardOfService,
} from './categories/standard-of-service.ts';
export { type Answering, answeringIn, whoAnswers } from './categories/who-answers.ts';
export { categories } from './categories.server.ts';
export { blankCategory, type Category, categoryName } from './category.ts';
export { CategoryTree } from './category-tree.ts';
export type { Suggested } from './classifier/guess.ts';
export { suggestCategories } from './classifier/suggest-categories.ts';
export { retrain } from './classifier/train-model.ts';
export type { Version } from './classifier/version.ts';
export {
	activateVersion,
	classifierOf,
	switchOff,
	tryClassifier,
	versionOf,
} from './classifier/versions.ts';
export { classifyAppeal } from './classify-appeal.ts';
export { closeAppeal, withdrawAppeal } from './close-appeal.ts';
export { decideReview, takeReview } from './closing/decide-review.ts';
export { disputeAnswer } from './closing/dispute-answer.ts';
export {
	addReason,
	changeReason,
	offerReason,
	undoReason,
	viewReasons,
	withdrawReason,
} from './closing/edit-reasons.ts';
export { closingOf } from './closing/read-closing.ts';
export { type ReviewLine, type ReviewPage, reviewPage, reviewsFor } from './closing/read-reviews.ts';
export { reasonFormInput } from './closing/reasons.ts';
export { mayReturnSampled, returnSampled, type WhyNot } from './closing/return-sampled.ts';
export { closingInput, setClosing, undoClosing, viewClosing } from './closing/set-closing.ts';
export { commentInternally } from './comment-appeal.ts';
export { type Counts, hourEdges, noCounts } from './counts/counts.ts';
export { daysWithin, type Figures, figures } from './counts/figures.ts';
export { cellsWait } from './counts/marks.ts';
export { countEverything, lastProof } from './counts/prove-counts.ts';
export {
	cellsOf,
	countsByCategory,
	countsByMonth,
	countsOfBodies,
	countsOfTerritories,
	type DaySpan,
	type Flow,
	firstFiled,
	flowOf,
	monthsFiled,
	namesOfCells,
	type UnitCounts,
	waitingNow,
} from './counts/read.ts';
export { cellResolution } from './counts/recount-cells.ts';
export { type UsualTimes, usualTimes } from './counts/usual-times.ts';
export { readDeskAsked } from './desk/asked.ts';
export { type DeskNow, deskNow, type NowFigures, type NowList } from './desk/desk-now.ts';
export { deskIn, desksOf } from './desk/desks-of.ts';
export { inboxView } from './desk/inbox-view.ts';
export { exportDesk, foundAtDesk } from './desk/read-inbox.ts';
export {
	changeView,
	mayShareViews,
	removeView,
	savedViewsAt,
	saveView,
} from './desk/saved-views.ts';
export {
	embedLookIn,
	readEmbedLook,
	sheetOf,
	sizes as embedSizes,
	usualEmbedLook,
	writeEmbedLook,
} from './embed/look.ts';
export { siteAddress, siteFor, siteOf } from './embed/sites.ts';
export { soundsUrgent } from './emergency.ts';
export { fieldInput, mostOfMoment } from './field/field.ts';
export { myRoute } from './field/my-route.ts';
export { reportFromField } from './field/report-from-field.ts';
export { fileAppeal } from './file-appeal.ts';
export { answersFrom } from './filing/answers.ts';
export { type Assistance, assist, questionsIn } from './filing/assist.ts';
export { checkFiling, mostPhotographs } from './filing/check-filing.ts';
export { readDraft } from './filing/draft-photographs.ts';
export {
	addDutyPhone,
	type DutyPhone,
	dutyPhones,
	ownDutyPhones,
	removeDutyPhone,
} from './filing/duty-phones.ts';
export { fileFromPage } from './filing/file-from-page.ts';
export type { Checked, Filing, Receipt } from './filing/filing.ts';
export { draftOf, draftsOf, dropDraft, keepDraft } from './filing/keep-draft.ts';
export { isFullName } from './filing/standing.ts';
export { findStreets, learnStreets } from './filing/streets.ts';
export { appealsInPublic, type FoundAppeals, findAppeals } from './find-appeals.ts';
export { appealByNumber, followAppeal } from './follow.ts';
export { followByAccount, unfollowByAccount } from './followers/follow-by-account.ts';
export {
	askToFollow,
	confirmFollower,
	followerOf,
	followInput,
	stopFollower,
} from './followers/follow-by-mail.ts';
export { hiddenList } from './hiding/hidden-list.ts';
export { hideFromPublic } from './hiding/hide-from-public.ts';
export { hidePage } from './hiding/hide-page.ts';
export { hideInput, longestWords as longestOfHiding } from './hiding/input.ts';
export { hidingReasons } from './hiding/reasons.ts';
export { showAgain } from './hiding/show-again.ts';
export { readHistoryMark } from './history.ts';
export {
	assignInput,
	classifyInput,
	closeInput,
	disputeInput,
	filingInput,
	longest,
	passOnInput,
	reasonInput,
	remarkInput,
	routeInput,
	sortInput,
	templateInput,
} from './input.ts';
export { addFromAuthor } from './inquiry/add-from-author.ts';
export { askAuthor, withdrawInquiry } from './inquiry/ask-author.ts';
export { maySeeAdded } from './inquiry/inquiries-for.ts';
export { askInput, readDays, replyInput, unaskInput } from './inquiry/inquiry.ts';
export { reminderDaysIn, setReminderDays } from './inquiry/reminders.ts';
export { joinAppeal } from './join-appeal.ts';
export { askPart, sendPartBack, withdrawPart } from './joint/ask-part.ts';
export { refusePart, reportPart, takeUpPart } from './joint/do-part.ts';
export { askPartInput, partInput, partReasonInput, partReportInput } from './joint/part.ts';
export { leaveAppeal } from './leave-appeal.ts';
export {
	type Asked,
	type ListPage,
	listAppeals,
	listStates,
	periods,
	pointsOf,
	readAsked,
} from './list-appeals.ts';
export type { ListRow } from './lists-store.server.ts';
export { centreToMark, markInput, markService } from './marks/mark-service.ts';
export { addService, closeService, seeMarks } from './marks/see-marks.ts';
export { masked, type Personal, personalIn } from './mask.ts';
export { mergeChosen, mergeInput, unmergeInput } from './merging/choose-lead.ts';
export { mergeAppeal as mergeAppeals, unmergeAppeal } from './merging/merge-appeal.ts';
export { editNote } from './notes/edit-note.ts';
export { noteEditInput, noteInput } from './notes/note.ts';
export { type DataField, dataFields, type OpenRecord } from './open-data/fields.ts';
export { makeMonths } from './open-data/make-months.ts';
export type { DataMonth } from './open-data/months-store.server.ts';
export { openRecordsOf } from './open-data/open-records.ts';
export { mostOnPage } from './open-data/read-data.ts';
export { dataPackage, jsonSchema, licence as dataLicence } from './open-data/schema.ts';
export { dataFormats, dataMonth, dataMonthAs, dataMonths, openData } from './open-data/serve-data.ts';
export { type Caller, findCallers } from './operator/find-callers.ts';
export { callInput, receptionsFor, takeCall } from './operator/take-call.ts';
export { typedCaller } from './operator/typed-caller.ts';
export {
	type AppealForOutside,
	appealForOutside,
	appealsNumbered,
	happenedOutside,
} from './outside/appeal-for-outside.ts';
export { passOn } from './pass-on.ts';
export { cellOf, problemWithPoint, readDegrees } from './place.ts';
export { addressOf, mirror, project } from './project.ts';
export type { Viewer } from './reach.ts';
export {
	type AppealView,
	appealForPictures,
	officeRights,
	readAppeal,
	readWork,
	showAppeal,
	type WorkView,
} from './read-appeal.ts';
export { receiptOfAppeal } from './receipt-of-appeal.ts';
export { issueKioskKey, kioskBy, kioskOf } from './reception/kiosks.ts';
export {
	addReception,
	closeReception,
	listReceptions,
	receptionInput,
} from './reception/manage-receptions.ts';
export { type ReceptionRef, readReceptionRef } from './reception/reception.ts';
export { registerAppeal } from './register-appeal.ts';
export { returnAnswer } from './return-answer.ts';
export { routeAppeal } from './route-appeal.ts';
export {
	answersOfDays,
	answersWithVerdicts,
	type BlindAnswer,
	blindAnswer,
	territoriesAnswering,
} from './sampling/answers.ts';
export { blindNote, type SentBack, sentBackOf } from './sampling/sent-back.ts';
export { type SimilarAppeal, type SimilarAsked, similarAppeals } from './similar/similar-appeals.ts';
export { sortAppeal } from './sort-appeal.ts';
export { takeIn } from './take-in.ts';
export { takeUp } from './take-up.ts';
export {
	addTemplate,
	changeTemplate,
	previewTemplate,
	removeTemplate,
	templatesFor,
} from './templates.ts';
export { verdictFor } from './terms/answer-terms.ts';
export { plannedFor, termsFor } from './terms/begin-terms.ts';
export {
	addWaitReason,
	changeWaitReason,
	offerWaitReason,
	undoWaitReason,
	waitReasonInput,
	withdrawWaitReason,
} from './terms/edit-waits.ts';
export { stepKey } from './terms/ladder-changes.ts';
export { type Paused, pauseTerms, resumeTerms } from './terms/pause-terms.ts';
export { prolongAnswer } from './terms/prolong-answer.ts';
export { recountTerms } from './terms/recount-terms.ts';
export { rulesShown } from './terms/rules-shown.ts';
export { clocksInput, setClocks } from './terms/set-clocks.ts';
export {
	addLadderStep,
	ladderStepInput,
	removeLadderStep,
	rhythmInput,
	setRhythm,
	undoLadder,
} from './terms/set-ladder.ts';
export { sweepTerms } from './terms/sweep.ts';
export { viewLadder } from './terms/view-ladder.ts';
export { viewWaits } from './terms/view-waits.ts';
export { goOn, prolongInput, waitFor, waitInput } from './terms/wait-for.ts';
export { dueOfAnswer, type Term } from './terms.ts';
export { mostWatches, queryOf as queryOfWatch, sameWatch } from './watches/watch.ts';
export { stopWatching, watchedIn, watchesOf, watchList } from './watches/watch-list.ts';
export { type WorkPanelData, workPanel } from './work-panel.ts';

/** What the account filed or joined, over all territories, newest first. */
export async function myAppeals(actor: Actor, after: string | null, limit = 30) {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const rows = await lists.mine(database(), account, { after: readAfter(after), limit: limit + 1 });
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	const asked = await inquiries.askedAmong(database(), shown, account);
	return {
		rows: shown.map((row) => ({ ...row, asked: asked.has(row.id) })),
		next: rows.length > limit && last ? `${last.filedAt.toISOString()}_${last.id}` : null,
	};
}

/** Whether a photograph stands at the appeal, its own or of the answer that it shares; `whole`: hidden ones too. */
export function hasPhotograph(ref: AppealRef, file: string, whole: boolean): Promise<boolean> {
	return merging.hasPhotograph(database(), ref, file, whole);
}

export async function numberOf(ref: AppealRef): Promise<string> {
	return (await store.read(database(), ref))?.number ?? '';
}

/** With whom the appeal lies now; for the pages that bring the lists in line. */
export async function bodyOfAppeal(ref: AppealRef, db: Db = database()): Promise<BodyRef | null> {
	return (await store.read(db, ref))?.body ?? null;
}
