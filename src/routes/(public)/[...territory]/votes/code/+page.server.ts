import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { placeOf } from '#pages/place.ts';
import { crumbsOfVote, keepSheetCode, waysOf } from '#pages/votes.ts';
import { ballotOfCode } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ crumbs: crumbsOfVote(locals) });

export const actions: Actions = {
	default: action(async (event, form) => {
		const { locals } = event;
		const found = await ballotOfCode(locals.actor, placeOf(locals).id, form.text('code'), callerOf(event));
		keepSheetCode(event, found.ballot, found.code);
		redirect(303, waysOf(locals, found.ballot).cast);
	}),
};
