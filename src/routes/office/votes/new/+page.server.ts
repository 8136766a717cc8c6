import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, placeOf, within } from '#pages/office-place.ts';
import { readQuestion } from '#pages/votes/read-draft.ts';
import { voteCrumbs, votesPath } from '#pages/votes/vote.ts';
import { emptyDefinition, kindOf, makeDraft } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	beginAtTheTop(locals);
	const definition = emptyDefinition(placeOf(locals), locals.lang);
	return {
		within: within(locals),
		crumbs: voteCrumbs(locals),
		place: locals.territory?.name.nominative ?? '',
		draft: { ...definition, kind: kindOf(definition) },
	};
};

export const actions: Actions = {
	default: action(async ({ locals }, form) => {
		const territory = placeOf(locals);
		const definition = readQuestion(locals, form, emptyDefinition(territory, locals.lang));
		const { id } = await makeDraft(locals.actor, { territory, definition });
		redirect(303, votesPath(locals, `/${id}/edit/options`));
	}),
};
