import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { typedAnswer } from '#pages/typed-answer.ts';
import { type AccountId, database, type Id, type TerritoryId } from '#platform/db/door.server.ts';
import { takeUpload } from '#platform/files/door.server.ts';
import type { Form } from '#platform/http/form.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	type AppealRef,
	answerAppeal,
	approveAnswer,
	askAuthor,
	askInput,
	askPart,
	askPartInput,
	assignAppeal,
	assignInput,
	bodyOfAppeal,
	classifyAppeal,
	classifyInput,
	closeAppeal,
	closeInput,
	commentInternally,
	editNote,
	goOn,
	keepAnswer,
	mergeChosen,
	mergeInput,
	mirror,
	noteEditInput,
	noteInput,
	partInput,
	partReasonInput,
	partReportInput,
	passOn,
	passOnInput,
	prolongAnswer,
	prolongInput,
	recallAnswer,
	refusePart,
	registerAppeal,
	remarkInput,
	reportPart,
	routeAppeal,
	routeInput,
	sendBackAnswer,
	sendPartBack,
	sortAppeal,
	sortInput,
	takeBasis,
	takeUp,
	takeUpPart,
	unaskInput,
	unmergeAppeal,
	unmergeInput,
	waitFor,
	waitInput,
	withdrawInquiry,
	withdrawPart,
	workPanel,
} from '#rooms/appeals/door.server.ts';
import type { BodyRef, UnitId } from '#rooms/organisations/door.ts';
import type { Actions, PageServerLoad } from './$types';
import { refOf } from './ref.ts';

const bodyIn = (text: string): BodyRef => {
	const [territory, id] = text.split('/');
	return { territory: Number(territory) as TerritoryId, id: id as Id<'body'> };
};

const partOf = ({ part }: { part: string }) => part as Id<'part'>;

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	panel: await workPanel(locals, refOf(params), url.searchParams.get('earlier')),
	inbox: locals.href('/office/appeals'),
	done: url.searchParams.get('done'),
});

/** Acts after which one goes on in the same form. */
const goesOn = ['keep-answer', 'take', 'send-back', 'recall-answer'];

/**
 * After the act the lists are brought in line at once, so that the next page shows it; the job does it again. What came of it, where
 * it may be one of two things, is told by the words that `work` gives back.
 */
const act = (name: string, work: (actor: Actor, ref: AppealRef, form: Form) => Promise<unknown>) =>
	action(async (event: RequestEvent, form) => {
		const { locals } = event;
		const ref = refOf(event.params);
		const was = await bodyOfAppeal(ref, database());
		const came = await work(locals.actor, ref, form);
		await mirror(ref, was);
		const back = form.text('back');
		const inbox = locals.href('/office/appeals');
		const here = locals.href(`/office/appeals/${ref.territory}/${ref.id}`);
		// who gave it away may not see it any more
		const gone = ['route', 'pass-on', 'refuse-part'].includes(name);
		const at = goesOn.includes(name) ? '#act-answer' : '';
		const waits = name === 'approve' ? 'approve-waits' : 'approval';
		const done = `done=${came === 'waits' ? waits : name}`;
		if (back.startsWith(`${inbox}?`))
			redirect(303, gone ? `${back}&${done}` : `${back}&open=${ref.territory}/${ref.id}&${done}${at}`);
		redirect(303, gone ? `${inbox}?${done}` : `${here}?${done}${at}`);
	});

export const actions: Actions = {
	register: act('register', (actor, ref) => registerAppeal(actor, ref)),
	classify: act('classify', (actor, ref, form) =>
		classifyAppeal(actor, ref, form.parse(classifyInput).category),
	),
	sort: act('sort', async (actor, ref, form) => {
		await sortAppeal(actor, ref, form.parse(sortInput).category);
	}),
	route: act('route', (actor, ref, form) => {
		const input = form.parse(routeInput);
		return routeAppeal(actor, ref, {
			body: bodyIn(input.body),
			unit: (input.unit || null) as UnitId | null,
			note: input.note,
		});
	}),
	'pass-on': act('pass-on', (actor, ref, form) => {
		const input = form.parse(passOnInput);
		return passOn(actor, ref, { body: input.body ? bodyIn(input.body) : null, reason: input.reason });
	}),
	assign: act('assign', (actor, ref, form) => {
		const input = form.parse(assignInput);
		return assignAppeal(actor, ref, {
			unit: (input.unit || null) as UnitId | null,
			executor: (input.executor || null) as AccountId | null,
		});
	}),
	'take-up': act('take-up', (actor, ref) => takeUp(actor, ref)),
	prolong: act('prolong', (actor, ref, form) => prolongAnswer(actor, ref, form.parse(prolongInput))),
	wait: act('wait', (actor, ref, form) => waitFor(actor, ref, form.parse(waitInput))),
	'go-on': act('go-on', (actor, ref) => goOn(actor, ref)),
	answer: act('answer', async (actor, ref, form) => {
		const typed = typedAnswer(form);
		// whatever is wrong with it: what was typed and chosen is kept
		await keepAnswer(actor, ref, typed);
		return answerAppeal(actor, ref, {
			text: typed.text,
			checks: typed.checks,
			seen: typed.seen,
			photographs: [],
		});
	}),
	'keep-answer': act('keep-answer', (actor, ref, form) => keepAnswer(actor, ref, typedAnswer(form))),
	/** Keeps it and shows it on the form of the body. */
	letter: action(async (event: RequestEvent, form) => {
		const ref = refOf(event.params);
		await keepAnswer(event.locals.actor, ref, typedAnswer(form));
		redirect(303, event.locals.href(`/office/appeals/${ref.territory}/${ref.id}/letter`));
	}),
	/** A template, or the answer to an appeal like this one, comes into the draft after what was typed. */
	take: act('take', (actor, ref, form) => takeBasis(actor, ref, typedAnswer(form), form.text('take'))),
	'recall-answer': act('recall-answer', (actor, ref) => recallAnswer(actor, ref)),
	approve: act('approve', (actor, ref) => approveAnswer(actor, ref)),
	'send-back': act('send-back', (actor, ref, form) =>
		sendBackAnswer(actor, ref, form.parse(remarkInput).remark),
	),
	comment: act('comment', async (actor, ref, form) => {
		const { text, mention } = form.parse(noteInput);
		const files = form.files('files');
		for (const upload of files) await takeUpload(upload, 'any');
		await commentInternally(actor, ref, text, undefined, { mention, files });
	}),
	'edit-note': act('edit-note', (actor, ref, form) => {
		const { note, text } = form.parse(noteEditInput);
		return editNote(actor, ref, note, text);
	}),
	ask: act('ask', (actor, ref, form) => askAuthor(actor, ref, form.parse(askInput))),
	unask: act('unask', (actor, ref, form) =>
		withdrawInquiry(actor, ref, form.parse(unaskInput).inquiry as Id<'inquiry'>),
	),
	'ask-part': act('ask-part', (actor, ref, form) => {
		const input = form.parse(askPartInput);
		return askPart(actor, ref, { ...input, body: bodyIn(input.body) });
	}),
	'take-up-part': act('take-up-part', (actor, ref, form) =>
		takeUpPart(actor, ref, partOf(form.parse(partInput))),
	),
	'report-part': act('report-part', (actor, ref, form) => {
		const input = form.parse(partReportInput);
		return reportPart(actor, ref, partOf(input), input.report);
	}),
	'refuse-part': act('refuse-part', async (actor, ref, form) => {
		const input = form.parse(partReasonInput);
		await mirror(ref, await refusePart(actor, ref, partOf(input), input.reason));
	}),
	'withdraw-part': act('withdraw-part', async (actor, ref, form) => {
		const input = form.parse(partReasonInput);
		await mirror(ref, await withdrawPart(actor, ref, partOf(input), input.reason));
	}),
	'send-back-part': act('send-back-part', (actor, ref, form) => {
		const input = form.parse(partReasonInput);
		return sendPartBack(actor, ref, partOf(input), input.reason);
	}),
	/** Told and taken back like every act on many. */
	merge: action(async ({ locals, params }, form) => {
		const bulk = await mergeChosen(locals.actor, refOf(params), form.parse(mergeInput));
		redirect(303, locals.href(`/office/appeals/bulk/${bulk.territory}/${bulk.id}`));
	}),
	unmerge: act('unmerge', (actor, ref, form) => unmergeAppeal(actor, ref, form.parse(unmergeInput).reason)),
	close: act('close', (actor, ref, form) => closeAppeal(actor, ref, form.parse(closeInput))),
};
