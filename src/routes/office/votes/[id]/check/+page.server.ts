import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { faultsByStep } from '#pages/votes/read-draft.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { areaName } from '#pages/whose.ts';
import { announceBallot, kindOf, openBallot, viewBallot } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { actor, t } = locals;
	const ref = voteIn(locals, params.id);
	const vote = await viewBallot(actor, ref);
	const now = new Date();
	const to = (path: string, query: Record<string, string> = {}) =>
		votesPath(locals, `/${ref.id}${path}`, query);
	if (vote.state !== 'draft' && vote.state !== 'announced') redirect(303, to(''));
	const isAhead = vote.opensAt !== null && vote.opensAt > now;
	return {
		within: within(locals),
		crumbs: voteCrumbs(locals, vote),
		faults: faultsByStep(vote, now).map(({ step, field, code, facts }) => ({
			message: t.any(code, facts),
			href: `${to(`/edit/${step}`, { check: '1' })}#f-${field.replace(/[^\w-]/g, '-')}`,
		})),
		vote: { ...vote, kind: kindOf(vote) },
		area: await areaName(locals, vote.who.area),
		isAhead,
		may: {
			edit: vote.may.edit,
			open: vote.may.open,
			announce: vote.may.open && isAhead && vote.state === 'draft',
		},
		edit: (['question', 'options', 'rule', 'who', 'terms'] as const).map((step) => ({
			step,
			href: to(`/edit/${step}`),
		})),
		list: vote.who.listed && vote.may.list ? to('/list') : null,
		laboratory: votesPath(locals, '/laboratory', { of: ref.id }),
	};
};

export const actions: Actions = {
	open: action(async ({ locals, params }) => {
		await openBallot(locals.actor, voteIn(locals, params.id));
		redirect(303, votesPath(locals, `/${params.id}`, { done: 'opened' }));
	}),
	announce: action(async ({ locals, params }) => {
		await announceBallot(locals.actor, voteIn(locals, params.id));
		redirect(303, votesPath(locals, `/${params.id}`, { done: 'announced' }));
	}),
};
