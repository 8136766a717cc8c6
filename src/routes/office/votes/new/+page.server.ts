import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, placeOf, within } from '#pages/office-place.ts';
import { readQuestion } from '#pages/votes/read-draft.ts';
import { voteCrumbs, votesPath } from '#pages/votes/vote.ts';
import { may } from '#platform/permissions/door.ts';
import { emptyDefinition, kindOf, ledSpaces, makeDraft } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { actor, lang } = locals;
	const territory = placeOf(locals);
	const place = locals.territory?.name.nominative ?? '';
	const owners = [
		...(may(actor, 'ballots.make', { territory }) ? [{ value: '', label: place }] : []),
		...(await ledSpaces(actor, territory)).map(({ id, name }) => ({ value: id as string, label: name })),
	];
	const asked = url.searchParams.get('space') ?? '';
	const definition = emptyDefinition(territory, lang);
	return {
		within: within(locals),
		crumbs: voteCrumbs(locals),
		place,
		owners,
		owner: owners.find(({ value }) => value === asked)?.value ?? owners[0]?.value ?? '',
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
