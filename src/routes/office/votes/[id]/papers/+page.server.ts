import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { Typed } from '#pages/votes/typed.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { makePack, packs, viewBallot } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const ref = voteIn(locals, params.id);
	const [vote, all] = await Promise.all([viewBallot(locals.actor, ref), packs(locals.actor, ref)]);
	return {
		within: within(locals),
		crumbs: voteCrumbs(locals, vote),
		question: vote.question,
		shownIn: vote.shownIn,
		mayMake: vote.may.enterPapers,
		packs: all.map((one) => ({
			id: one.id,
			title: one.title,
			size: one.size,
			entered: one.entered,
			state: one.state,
			differs: one.differs,
			mine: one.by.indexOf(locals.actor.account) + 1,
			href: votesPath(locals, `/${ref.id}/papers/${one.id}`),
		})),
	};
};

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const typed = new Typed(form);
		const size = typed.whole('size') ?? 0;
		typed.done();
		const ref = voteIn(locals, params.id);
		const id = await makePack(locals.actor, ref, { title: typed.text('title'), size });
		redirect(303, votesPath(locals, `/${ref.id}/papers/${id}`));
	}),
};
