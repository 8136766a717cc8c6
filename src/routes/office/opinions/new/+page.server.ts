import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, placeOf, within } from '#pages/office-place.ts';
import { conversationCrumbs, opinionsPath } from '#pages/opinions/office.ts';
import { readQuestion } from '#pages/opinions/read-draft.ts';
import { may } from '#platform/permissions/door.ts';
import { emptyDefinition, ledSpaces, limits, makeConversation } from '#rooms/opinions/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { actor, lang } = locals;
	const territory = placeOf(locals);
	const place = locals.territory?.name.nominative ?? '';
	const owners = [
		...(may(actor, 'opinions.make', { territory }) ? [{ value: '', label: place }] : []),
		...(await ledSpaces(actor, territory)).map(({ id, name }) => ({ value: id as string, label: name })),
	];
	const asked = url.searchParams.get('space') ?? '';
	return {
		within: within(locals),
		crumbs: conversationCrumbs(locals),
		place,
		owners,
		owner: owners.find(({ value }) => value === asked)?.value ?? owners[0]?.value ?? '',
		draft: emptyDefinition(territory, lang),
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
