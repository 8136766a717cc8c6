import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { areaName } from '#pages/whose.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import {
	type BallotRef,
	castAtDesk,
	issuePaper,
	marksFromForm,
	receiptFile,
	takeBackAtDesk,
	takeBackPaper,
	viewBallot,
} from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const ref = voteIn(locals, params.id);
	const vote = await viewBallot(locals.actor, ref);
	if (!vote.may.desk) refuse('platform.not-found');
	const { question, shownIn, explanation, options, groups, marks, rule, who, secrecy, channels } = vote;
	return {
		within: within(locals),
		crumbs: voteCrumbs(locals, vote),
		vote: { question, shownIn, explanation, options, groups, marks, rule, secrecy },
		asksAge: who.ageFrom !== null || who.ageTo !== null,
		asksHome: who.residence === 'none' ? null : await areaName(locals, who.area),
		takes: { desk: channels.includes('desk'), paper: channels.includes('paper') },
		next: votesPath(locals, `/${ref.id}/desk`),
		done: url.searchParams.get('done'),
	};
};

const seenIn = (ballot: BallotRef, form: Form) => ({
	ballot,
	document: form.text('paper-secret'),
	bornOn: form.text('born-on') || null,
	livesHere: form.has('lives-here'),
});

export const actions: Actions = {
	vote: action(async ({ locals, params }, form) => {
		const ref = voteIn(locals, params.id);
		const vote = await viewBallot(locals.actor, ref);
		const marks = marksFromForm(vote, form);
		const receipt = await castAtDesk(locals.actor, { ...seenIn(ref, form), key: form.key, marks });
		// the secret is in this answer alone: it is printed, handed over, and gone
		const { qr, address } = await receiptFile(receipt, locals.lang);
		return {
			slip: {
				words: receipt.words,
				code: receipt.code,
				day: receipt.day,
				changed: receipt.changed,
				secret: receipt.secret,
				qr,
				address,
			},
		};
	}),
	paper: action(async ({ locals, params }, form) => {
		await issuePaper(locals.actor, seenIn(voteIn(locals, params.id), form));
		return { issued: true };
	}),
	takeBack: action(async ({ locals, params }, form) => {
		const ballot = voteIn(locals, params.id);
		await takeBackAtDesk(locals.actor, { ballot, secret: form.text('secret'), reason: form.text('reason') });
		redirect(303, votesPath(locals, `/${params.id}/desk`, { done: 'taken-back' }));
	}),
	paperBack: action(async ({ locals, params }, form) => {
		const ballot = voteIn(locals, params.id);
		const document = form.text('paper-back-secret');
		await takeBackPaper(locals.actor, { ballot, document, reason: form.text('reason') });
		redirect(303, votesPath(locals, `/${params.id}/desk`, { done: 'paper-back' }));
	}),
};
