import { offerAttachment } from '#platform/channels/door.server.ts';
import { type AccountId, database, type Id, type TerritoryId } from '#platform/db/door.server.ts';
import { registerFileOwner } from '#platform/files/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import { may } from '#platform/permissions/door.ts';
import type { JobContext, Room, Together } from '#platform/room.ts';
import { offerActions, offerBlocks, offerPages, offerServiceWays } from '#rooms/territories/door.server.ts';
import { replyAttach, replyAttached, replyMaker } from './answering/attach-reply.ts';
import { draftThing } from './answering/keep-answer.ts';
import { sweepAnswerDrafts } from './answering/sweep-drafts.ts';
import { tellApprovers, tellSentBack } from './answering/tell-approval.ts';
import type { AppealRef } from './appeal.ts';
import { actions, blocks } from './blocks.ts';
import type { BulkRef } from './bulk/bulk.ts';
import { forgetBulks } from './bulk/bulk-store.server.ts';
import { runBulk } from './bulk/run-bulk.ts';
import { keepPromises } from './categories/close-category.ts';
import { moveOpen } from './categories/move-open.ts';
import { seedCategories } from './categories.server.ts';
import { learn } from './classifier/lessons.server.ts';
import { reviewClassifiers } from './classifier/review.ts';
import { trainModel } from './classifier/train-model.ts';
import { sweepReviews } from './closing/decide-review.ts';
import { dissentAt } from './closing/store.server.ts';
import { tellControllers, tellDecided, tellReturned } from './closing/tell-review.ts';
import { countJob, markAppeals } from './counts/marks.ts';
import { proveCounts } from './counts/prove-counts.ts';
import { countStale } from './desk/count-desks.ts';
import type { AppealEvent } from './events.ts';
import { showFieldPhotographs } from './field/report-from-field.ts';
import { maySeeReport } from './field/reports-for.ts';
import { afterFiling } from './filing/after-filing.ts';
import { sweepDrafts } from './filing/keep-draft.ts';
import { forget as forgetFollowers } from './followers/followers-store.server.ts';
import { handOver } from './hand-over.ts';
import { maySeePhotograph } from './hiding/may-see-photograph.ts';
import { remakeData } from './hiding/remake-data.ts';
import { maySeeSupplement } from './inquiry/inquiries-for.ts';
import { remindAuthors } from './inquiry/reminders.ts';
import { tellOfPart } from './joint/tell-part.ts';
import { loggedAppeals } from './logged-store.server.ts';
import { tendMerged } from './merging/follow-lead.ts';
import { maySeeNotes } from './notes/notes-for.ts';
import { makeMonths } from './open-data/make-months.ts';
import { permissions } from './permissions.ts';
import { erase, exportOf } from './personal.ts';
import { offerToSearch, projectAll } from './project.ts';
import { trimLists } from './projections-store.server.ts';
import { prove } from './prove.ts';
import { placeOf } from './reach.ts';
import { releaseLeft } from './release-left.ts';
import * as store from './store.server.ts';
import { takeInAll } from './take-in.ts';
import { tellBody, tellMentioned, tellPeople } from './tell.ts';
import { tellAuthorsOfRouting, tellBodiesOfWork } from './tell-many.ts';
import { tellUrgent } from './tell-urgent.ts';
import { sweepInner } from './terms/inner/sweep-inner.ts';
import {
	calendarChanged,
	hoursChanged,
	ladderChanged,
	recountAll,
	waitStopsChanged,
} from './terms/recount-all.ts';
import { sweepTerms } from './terms/sweep.ts';
import { tellBurning } from './terms/tell-burning.ts';
import { tellWatchers } from './watches/tell-watchers.ts';

const refOf = (event: AppealEvent) => ({ territory: event.territory, id: event.appeal });
/** Every change is counted and mirrored, a hundred as one; some are told too. */
const changed =
	(
		...further: ((event: AppealEvent & { executor?: AccountId | null; by?: AccountId }) => Promise<void>)[]
	): Together<AppealEvent> =>
	async (events) => {
		// before the lists are renewed: they still show the term that was
		await markAppeals(events.map(refOf));
		await projectAll(events.map((event) => ({ ref: refOf(event), was: event.was ?? null })));
		await tendMerged(events.map(refOf));
		for (const event of events) for (const next of further) await next(event);
	};
/** The same, where what is told is told of all at once too. */
const changedTogether =
	(...further: ((refs: readonly AppealRef[]) => Promise<void>)[]): Together<AppealEvent> =>
	async (events) => {
		await changed()(events, new AbortController().signal);
		for (const next of further) await next(events.map(refOf));
	};

export const room: Room = {
	name: 'appeals',
	permissions,
	listens: {
		// what comes of it is an event as well, and that is mirrored
		'appeals.ladder-changed': ladderChanged,
		'appeals.wait-stops-changed': waitStopsChanged,
		'organisations.staff-changed': async (event: {
			territory: TerritoryId;
			body: Id<'body'>;
			account: AccountId;
		}) => {
			await releaseLeft({ territory: event.territory, id: event.body }, event.account);
		},
		'calendar.changed': calendarChanged,
		'calendar.hours-changed': hoursChanged,
	},
	listensTogether: {
		'appeals.filed': async (events: readonly AppealEvent[]) => {
			// before anything is decided about it
			await tellUrgent(events.map(refOf));
			await afterFiling(await takeInAll(events.map(refOf)));
		},
		'appeals.registered': changed(),
		'appeals.routed': changedTogether(tellUrgent, tellBodiesOfWork, tellAuthorsOfRouting),
		'appeals.classified': changed(async (event) => {
			if (event.from) await learn(refOf(event), event.from);
		}),
		'appeals.taken-up': changed(),
		'appeals.terms-changed': changed(),
		'appeals.prolonged': changed((event) => tellPeople(refOf(event), 'prolonged')),
		'appeals.assigned': changed((event) =>
			tellBody(refOf(event), event.executor ? 'assigned' : 'unassigned', {
				except: event.by ?? null,
				entry: event.entry,
			}),
		),
		'appeals.approval-asked': changed((event) => tellApprovers(refOf(event))),
		'appeals.approval-sent-back': changed((event) => tellSentBack(refOf(event))),
		'appeals.approval-recalled': changed(),
		'appeals.answered': async (events: readonly AppealEvent[], signal: AbortSignal) => {
			for (const event of events) await showFieldPhotographs(refOf(event));
			await changed((event) => tellPeople(refOf(event), 'answered', event.round ?? 1))(events, signal);
		},
		'appeals.field-reported': changed(),
		'appeals.returned': changed((event) => tellReturned(refOf(event))),
		'appeals.disputed': changed(),
		'appeals.review-opened': changed((event) => tellControllers(refOf(event))),
		'appeals.review-decided': changed((event) => tellDecided(refOf(event), event as never)),
		'appeals.accepted': changed(),
		'appeals.closed': changed((event) => tellPeople(refOf(event), 'closed')),
		'appeals.joined': changed(),
		'appeals.left': changed(),
		'appeals.hidden': changed(async (event) => {
			await remakeData();
			await tellPeople(refOf(event), 'hidden', event.round, event.photograph);
		}),
		'appeals.shown-again': changed((event) =>
			tellPeople(refOf(event), 'shown-again', event.round, event.photograph),
		),
		'appeals.undone': changed(),
		'appeals.merged': changed((event) => tellPeople(refOf(event), 'merged', event.round)),
		// an answer that came back tells of itself
		'appeals.unmerged': changed(async (event) => {
			if (event.because !== 'returned') await tellPeople(refOf(event), 'unmerged', event.round);
		}),
		'appeals.part-changed': changed(async (event) => {
			if (event.part) await tellOfPart(refOf(event), event.part, event.news ?? '', event.round ?? 0);
		}),
		'appeals.mentioned': async (events: readonly AppealEvent[]) => {
			for (const event of events) await tellMentioned(refOf(event), event.note ?? '', event.accounts ?? []);
		},
		'appeals.asked': changed((event) => tellPeople(refOf(event), 'asked', event.round)),
		'appeals.supplemented': changed((event) =>
			tellBody(refOf(event), event.replied ? 'replied' : 'supplemented', { round: event.round ?? 0 }),
		),
		'appeals.gathered': changed(),
		'appeals.followed': changed(async (event) => {
			if (event.routed) await tellAuthorsOfRouting([refOf(event)]);
		}),
	},
	jobs: {
		'appeals.train-classifier': trainModel,
		'appeals.review-classifiers': async () => {
			await reviewClassifiers();
		},
		'appeals.count': countJob,
		'appeals.prove-counts': async (_: unknown, { signal }: JobContext) => {
			await proveCounts(signal);
		},
		'appeals.recount-terms': recountAll,
		'appeals.tell-watchers': async (_: unknown, { signal }: JobContext) => {
			await tellWatchers(new Date(), signal);
		},
		'appeals.tell-burning': async () => {
			await tellBurning();
		},
		'appeals.sweep-terms': async (_: unknown, { signal }) => {
			await sweepTerms(new Date(), signal);
		},
		'appeals.sweep-inner': async (_: unknown, { signal }: JobContext) => {
			await sweepInner(new Date(), signal);
		},
		'appeals.sweep-reviews': async () => {
			await sweepReviews();
		},
		'appeals.move-open': moveOpen,
		'appeals.close-categories': async () => {
			await keepPromises();
		},
		'appeals.prove': async () => {
			const behind = await prove();
			if (behind > 0) log().warn({ behind }, 'appeals: lists were behind their rows and are mended');
		},
		'appeals.make-data': async (_: unknown, { signal }: JobContext) => {
			await makeMonths(new Date(), signal);
		},
		'appeals.trim-lists': async () => {
			await trimLists(database());
		},
		'appeals.bulk': async (bulk: BulkRef, { work }) => runBulk(bulk, work),
		'appeals.forget-bulks': async () => {
			await forgetBulks(database(), new Date(Date.now() - 90 * 86_400_000));
		},
		'appeals.remind-authors': async () => {
			await remindAuthors();
		},
		'appeals.sweep-drafts': async () => {
			await sweepDrafts();
			await sweepAnswerDrafts();
			await forgetFollowers(database(), new Date());
		},
	},
	logged: [loggedAppeals],
	loops: [{ name: 'appeals.count-desks', every: 1000, run: () => countStale() }],
	crontab: {
		'appeals.review-classifiers': '50 21 * * *',
		'appeals.close-categories': '5 * * * *',
		'appeals.prove': '10 23 * * *',
		'appeals.prove-counts': '30 23 * * *',
		'appeals.count': '*/5 * * * *',
		'appeals.make-data': '40 22 * * *',
		'appeals.trim-lists': '20 22 * * *',
		'appeals.forget-bulks': '50 22 * * *',
		'appeals.sweep-terms': '* * * * *',
		'appeals.sweep-inner': '*/10 * * * *',
		'appeals.sweep-reviews': '7 * * * *',
		'appeals.remind-authors': '7 * * * *',
		'appeals.sweep-drafts': '50 22 * * *',
		'appeals.tell-burning': '2 * * * *',
		'appeals.tell-watchers': '17 * * * *',
	},
	notices: [
		{ kind: 'appeals.routed', default: { account: true, email: 'never' } },
		{ kind: 'appeals.watched', default: { account: true, email: 'digest' } },
		{
			kind: 'appeals.answered',
			default: { account: true, email: 'at-once' },
			required: true,
			// others read the answer on its page
			attach: ({ own, number, round }) =>
				own === 'yes' && round ? replyAttach(String(number), Number(round)) : null,
		},
		{ kind: 'appeals.prolonged', default: { account: true, email: 'at-once' }, required: true },
		{ kind: 'appeals.closed', default: { account: true, email: 'at-once' }, required: true },
		{ kind: 'appeals.review-confirmed', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.review-rejected', default: { account: true, email: 'at-once' }, required: true },
		{ kind: 'appeals.review-near', default: { account: true, email: 'never' } },
		{ kind: 'appeals.review-late', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.part-near', default: { account: true, email: 'never' } },
		{ kind: 'appeals.part-late', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.review-came', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.asked', default: { account: true, email: 'at-once' }, required: true },
		{ kind: 'appeals.reminded', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.hidden', default: { account: true, email: 'at-once' }, required: true },
		{ kind: 'appeals.shown-again', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.merged', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.unmerged', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.burning', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.term-near', default: { account: true, email: 'never' } },
		{ kind: 'appeals.term-late', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.term-escalated', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.to-approve', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.sent-back', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.urgent-came', default: { account: true, email: 'at-once' }, required: true },
		{ kind: 'appeals.work-came', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.work-came-back', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.work-part-came', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.work-part-reported', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.work-part-refused', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.mentioned', default: { account: true, email: 'at-once' } },
		{ kind: 'appeals.work-replied', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.work-supplemented', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.work-assigned', default: { account: true, email: 'digest' } },
		{ kind: 'appeals.work-unassigned', default: { account: true, email: 'digest' } },
	],
	personal: { export: exportOf, erase },
	handOver,
	seed: seedCategories,
	async open() {
		offerBlocks(...blocks);
		offerActions(...actions);
		offerToSearch();
		offerAttachment(replyMaker, replyAttached);
		offerPages({ key: 'appeals.list.title', page: 'appeals', position: 10 });
		offerServiceWays(
			{ service: 'direct', key: 'appeals.list.file', path: 'appeals/new' },
			{ service: 'direct', key: 'appeals.list.title', path: 'appeals' },
		);
		registerFileOwner(draftThing, async (actor, thing) => {
			const appeal = await store.read(database(), { territory: thing.territory, id: thing.id as never });
			return appeal !== undefined && may(actor, 'appeals.see-whole', placeOf(appeal, false));
		});
		registerFileOwner('appeals.field-report', maySeeReport);
		registerFileOwner('appeals.note', maySeeNotes);
		registerFileOwner('appeals.supplement', maySeeSupplement);
		registerFileOwner('appeals.appeal', maySeePhotograph);
		// what is sent with "not done" is for those who decide
		registerFileOwner('appeals.dissent', async (actor, { territory, id }) => {
			const dissent = await dissentAt(database(), territory, id);
			const appeal = dissent && (await store.read(database(), { territory, id: dissent.appeal }));
			return appeal ? may(actor, 'appeals.see-whole', placeOf(appeal, false)) : false;
		});
	},
};
