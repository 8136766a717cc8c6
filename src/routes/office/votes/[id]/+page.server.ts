import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import {
	addressOf,
	dropDraft,
	finishPapers,
	resultOf,
	takeBack,
	turnoutByDay,
	viewBallot,
} from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const ref = voteIn(locals, params.id);
	const [vote, days, result] = await Promise.all([
		viewBallot(locals.actor, ref),
		turnoutByDay(locals.actor, ref),
		resultOf(locals.actor, ref),
	]);
	const to = (path: string) => votesPath(locals, `/${ref.id}${path}`);
	const { may } = vote;
	const change = (what: string) => to(`/change/${what}`);
	return {
		crumbs: voteCrumbs(locals),
		within: within(locals),
		vote: {
			question: vote.question,
			shownIn: vote.shownIn,
			explanation: vote.explanation,
			state: vote.state,
			opensAt: vote.openedAt ?? vote.opensAt,
			closesAt: vote.closesAt,
			secrecy: vote.secrecy,
			cancelledWhy: vote.cancelledWhy,
			urnLost: vote.urnLost,
			turnout: vote.turnout,
			events: vote.events,
			channels: vote.channels,
			isUnderLog: vote.inLog !== null,
		},
		days,
		result: result && {
			lines: result.lines
				.slice(0, 20)
				.map(({ title, votes, points, won }) => ({ title, votes, points, won })),
			hasPoints:
				vote.marks.kind === 'cumulative' || vote.marks.kind === 'score' || vote.marks.kind === 'ranking',
			quorum: result.quorum,
			accepted: result.accepted,
			damaged: result.damaged,
		},
		ways: {
			edit: may.edit ? to('/edit/question') : null,
			check: may.edit || may.open ? to('/check') : null,
			public: vote.state === 'draft' ? null : locals.href(addressOf(ref)),
			codes: may.codes ? to('/codes') : null,
			desk: may.desk ? to('/desk') : null,
			papers: may.enterPapers ? to('/papers') : null,
			list: may.list ? to('/list') : null,
			prolong: may.change ? change('prolong') : null,
			correct: may.change ? change('correct') : null,
			eligible: may.change ? change('eligible') : null,
			close: may.closeEarly ? change('close') : null,
			cancel: may.cancel ? change('cancel') : null,
			laboratory: votesPath(locals, '/laboratory', { of: ref.id }),
		},
		may: { takeBack: may.open && vote.state === 'announced', drop: may.edit, finishPapers: may.finishPapers },
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	takeBack: action(async ({ locals, params }) => {
		await takeBack(locals.actor, voteIn(locals, params.id));
		redirect(303, votesPath(locals, `/${params.id}`, { done: 'taken-back' }));
	}),
	drop: action(async ({ locals, params }) => {
		await dropDraft(locals.actor, voteIn(locals, params.id));
		redirect(303, votesPath(locals, '', { dropped: '1' }));
	}),
	finishPapers: action(async ({ locals, params }) => {
		await finishPapers(locals.actor, voteIn(locals, params.id));
		redirect(303, votesPath(locals, `/${params.id}`, { done: 'papers-done' }));
	}),
};
