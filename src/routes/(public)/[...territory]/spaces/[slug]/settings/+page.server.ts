import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { spacePath, spaceRefOf, territoryOf } from '#pages/space-address.ts';
import { refuse } from '#platform/errors/door.ts';
import { closeSpace, editSpace, type Openness, spaceAt, textIn } from '#rooms/spaces/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const territory = territoryOf(locals);
	const space = await spaceAt(locals.actor, territory.id, params.slug);
	if (!space.may.edit) refuse('spaces.not-found');
	return {
		place: { name: territory.name.nominative, href: locals.href(`/${territory.path}`) },
		demonstration: territory.demonstration,
		base: locals.href(spacePath(territory, space.slug)),
		space,
		...(await textIn(space)),
	};
};

export const actions: Actions = {
	save: action(async (event, form) => {
		const { locals, params } = event;
		const ref = await spaceRefOf(locals, params.slug);
		const { own } = await textIn(ref);
		await editSpace(locals.actor, ref, {
			name: form.text('name'),
			summary: form.text('summary'),
			about: form.text('about'),
			openness: form.text('openness') as Openness,
			other: {
				lang: own.lang === 'ru' ? 'en' : 'ru',
				name: form.text('other-name'),
				summary: form.text('other-summary'),
				about: form.text('other-about'),
			},
		});
		redirect(303, locals.href(`${spacePath(territoryOf(locals), params.slug)}?saved=settings`));
	}),
	close: action(async (event) => {
		const { locals, params } = event;
		await closeSpace(locals.actor, await spaceRefOf(locals, params.slug));
		redirect(303, locals.href(spacePath(territoryOf(locals))));
	}),
};
