import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { Typed } from '#pages/votes/typed.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { codeBatches, makeCodes, revokeCodes, viewBallot } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const ref = voteIn(locals, params.id);
	const [vote, batches] = await Promise.all([viewBallot(locals.actor, ref), codeBatches(locals.actor, ref)]);
	return {
		within: within(locals),
		crumbs: voteCrumbs(locals, vote),
		question: vote.question,
		shownIn: vote.shownIn,
		mayMake: vote.may.codes,
		batches: batches.map((one) => ({ ...one, href: votesPath(locals, `/${ref.id}/codes/${one.id}`) })),
		revoked: url.searchParams.has('revoked'),
	};
};

export const actions: Actions = {
	make: action(async ({ locals, params }, form) => {
		const typed = new Typed(form);
		const size = typed.whole('size') ?? 0;
		typed.done();
		const ref = voteIn(locals, params.id);
		const id = await makeCodes(locals.actor, ref, { title: typed.text('title'), size });
		redirect(303, votesPath(locals, `/${ref.id}/codes/${id}`));
	}),
	revoke: action(async ({ locals, params }, form) => {
		const batch = form.text('batch');
		if (!isUuid(batch)) refuse('platform.not-found');
		await revokeCodes(locals.actor, voteIn(locals, params.id), batch);
		redirect(303, votesPath(locals, `/${params.id}/codes`, { revoked: '1' }));
	}),
};
