import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { placeShown } from '#pages/place.ts';

import { ballotAt, crumbsOfVote, dropSheetCode, sheetCodeOf, sheetWasUsed, waysOf } from '#pages/votes.ts';
import {
	castByCode,
	castVote,
	marksFromForm,
	paperFor,
	paperOf,
	receiptFile,
} from '#rooms/ballots/door.server.ts';

import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const ref = ballotAt(event);
	const ways = waysOf(locals, ref);
	const sheet = sheetCodeOf(event, ref) !== null;
	// the answer to a vote is the receipt: it asks nothing more about the person
	const asks = event.request.method === 'GET';
	const paper = asks
		? await paperFor(locals.actor, ref)
		: { ...(await paperOf(locals.actor, ref)), lacks: [], hasVoted: false };
	const byCode = paper.state === 'open' && sheet;
	// the form is for those who may use it; whoever may not reads why on the page of the vote
	const used = sheetWasUsed(event, ref);
	if (asks && !byCode && !used && paper.lacks.length > 0) redirect(303, ways.item);
	const {
		question,
		explanation,
		options,
		groups,
		marks,
		rule,
		mayChange,
		secrecy,
		names,
		closesAt,
		shownIn,
	} = paper;
	return {
		ballot: {
			question,
			explanation,
			options,
			groups,
			marks,
			rule,
			mayChange,
			secrecy,
			names,
			closesAt,
			shownIn,
		},
		byCode,
		/** A sheet has just been used up in this browser: its receipt was shown, and is not shown to the next one here. */
		used,
		changes: !byCode && paper.hasVoted,
		place: placeShown(locals),
		crumbs: crumbsOfVote(locals, { title: paper.question, href: ways.item, lang: paper.shownIn }),
		ways: { item: ways.item, check: ways.check, receipt: ways.receipt, byCode: ways.byCode },
	};
};

/** The secret of a vote is in the answer to its form and nowhere else: no redirect could carry it but in an address. */
async function cast(event: RequestEvent, form: Parameters<Parameters<typeof action>[0]>[1]) {
	const { locals } = event;
	const ref = ballotAt(event);
	const paper = await paperOf(locals.actor, ref);
	const input = { ballot: ref, key: form.key, marks: marksFromForm(paper, form) };
	const code = sheetCodeOf(event, ref);
	// the answer loaded anew: the code is gone with the vote, and the page says what became of it
	if (code === null && sheetWasUsed(event, ref)) return { receipt: null };
	const receipt =
		code === null
			? await castVote(locals.actor, input)
			: await castByCode(locals.actor, { ...input, code }, callerOf(event));
	if (code !== null) dropSheetCode(event, ref);
	return { receipt: { ...receipt, ...(await receiptFile(receipt, locals.lang)) } };
}

export const actions: Actions = { default: action(cast) };
