import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { allow, allowedOf, disallow, viewBallot } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const ref = voteIn(locals, params.id);
	const [vote, allowed] = await Promise.all([viewBallot(locals.actor, ref), allowedOf(locals.actor, ref)]);
	return {
		within: within(locals),
		crumbs: voteCrumbs(locals, vote),
		question: vote.question,
		shownIn: vote.shownIn,
		...allowed,
		mayChange: vote.may.list,
		added: url.searchParams.get('added'),
	};
};

export const actions: Actions = {
	add: action(async ({ locals, params }, form) => {
		const emails = form.text('emails').split(/[\s,;]+/);
		const added = await allow(locals.actor, voteIn(locals, params.id), { emails });
		redirect(303, votesPath(locals, `/${params.id}/list`, { added: String(added) }));
	}),
	remove: action(async ({ locals, params }, form) => {
		const row = form.text('row');
		if (!isUuid(row)) refuse('platform.not-found');
		await disallow(locals.actor, voteIn(locals, params.id), row);
		redirect(303, votesPath(locals, `/${params.id}/list`));
	}),
};
