import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { readOwners } from '#pages/office-list.ts';
import { placeOf, within } from '#pages/office-place.ts';
import { readQuestion } from '#pages/votes/read-draft.ts';
import { voteCrumbs, votesPath } from '#pages/votes/vote.ts';
import { emptyDefinition, kindOf, ledSpaces, makeDraft } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const whose = await readOwners(event, { right: 'ballots.make', ledSpaces });
	const definition = emptyDefinition(placeOf(locals), locals.lang);
	return {
		...whose,
		within: within(locals),
		crumbs: voteCrumbs(locals),
		draft: { ...definition, kind: kindOf(definition) },
	};
};

export const actions: Actions = {
	default: action(async ({ locals }, form) => {
		const territory = placeOf(locals);
		const led = await ledSpaces(locals.actor, territory);
		const space = led.find(({ id }) => id === form.text('space'))?.id ?? null;
		const definition = readQuestion(locals, form, emptyDefinition(territory, locals.lang, space));
		const { id } = await makeDraft(locals.actor, { territory, space, definition });
		redirect(303, votesPath(locals, `/${id}/edit/options`));
	}),
};
