import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { readOwners } from '#pages/office-list.ts';
import { placeOf, within } from '#pages/office-place.ts';
import { conversationCrumbs, opinionsPath } from '#pages/opinions/office.ts';
import { readQuestion } from '#pages/opinions/read-draft.ts';
import { emptyDefinition, ledSpaces, limits, makeConversation } from '#rooms/opinions/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	return {
		...(await readOwners(event, { right: 'opinions.make', ledSpaces })),
		within: within(locals),
		crumbs: conversationCrumbs(locals),
		draft: emptyDefinition(placeOf(locals), locals.lang),
		limits,
	};
};

export const actions: Actions = {
	default: action(async ({ locals }, form) => {
		const territory = placeOf(locals);
		const led = await ledSpaces(locals.actor, territory);
		const space = led.find(({ id }) => id === form.text('space'))?.id ?? null;
		const definition = readQuestion(form, emptyDefinition(territory, locals.lang, space));
		const { id } = await makeConversation(locals.actor, { territory, space, definition });
		redirect(303, opinionsPath(locals, `/${id}/statements`));
	}),
};
