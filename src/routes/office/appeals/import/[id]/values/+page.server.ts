import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { importIn } from '#pages/import.ts';
import { inboxCrumb } from '#pages/office-place.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { may } from '#platform/permissions/door.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { categoryOptions } from '#rooms/appeals/door.ts';
import {
	bodiesFor,
	saveValues,
	stateTargets,
	viewValues,
	type WordField,
	wordFields,
} from '#rooms/intake/door.server.ts';
import { bodyKey, summary } from '#rooms/organisations/door.server.ts';
import { here, tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const fieldIn = (text: string | null): WordField => wordFields.find((one) => one === text) ?? 'category';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const territory = here(locals.territory);
	const { t, lang } = locals;
	const field = fieldIn(url.searchParams.get('field'));
	const view = await viewValues(locals.actor, territory.id, importIn(params.id), field);
	const owner = tree.ownerOf(territory.id) ?? territory.id;
	const options =
		field === 'category'
			? categoryOptions(
					(await categories()).choices(dayIn(zoneOf(owner), new Date()), [owner, ...tree.ancestors(owner)]),
					lang,
					(name) => t('appeals.form.category.other-of', { name }),
				)
			: field === 'state'
				? stateTargets.map((one) => ({ value: one, label: t.any(`intake.import.state.${one}`) }))
				: (await bodiesFor(territory.id)).map((one) => ({
						value: bodyKey(one),
						label: summary(one, lang).name,
					}));
	return {
		territory,
		inbox: inboxCrumb(locals),
		...view,
		field,
		options,
		mayMake: field === 'body' && may(locals.actor, 'organisations.edit', { territory: territory.id }),
		next: wordFields[wordFields.indexOf(field) + 1] ?? null,
	};
};

export const actions: Actions = {
	default: action(async ({ locals, params, url }, form) => {
		const territory = here(locals.territory);
		const id = importIn(params.id);
		const field = fieldIn(url.searchParams.get('field'));
		const { words } = await viewValues(locals.actor, territory.id, id, field);
		await saveValues(locals.actor, territory.id, id, field, {
			values: new Map((words ?? []).map((one, i) => [one.value, form.text(`word.${i}`)])),
			otherwise: form.text('otherwise'),
		});
		const next = wordFields[wordFields.indexOf(field) + 1];
		redirect(
			303,
			locals.href(
				next
					? `/office/appeals/import/${id}/values?in=${territory.id}&field=${next}`
					: `/office/appeals/import/${id}?in=${territory.id}`,
			),
		);
	}),
};
