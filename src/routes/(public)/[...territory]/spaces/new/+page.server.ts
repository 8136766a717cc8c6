import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { spacePath, territoryOf } from '#pages/space-address.ts';
import { may } from '#platform/permissions/door.ts';
import { createSpace, kindsOf, type Openness } from '#rooms/spaces/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = territoryOf(locals);
	const kinds = (await kindsOf(locals.lang)).filter(
		(one) =>
			one.madeBy !== 'room' &&
			may(locals.actor, 'spaces.create', { territory: territory.id, madeBy: one.madeBy } as never),
	);
	return {
		place: { name: territory.name.nominative, href: locals.href(`/${territory.path}`) },
		list: locals.href(spacePath(territory)),
		demonstration: territory.demonstration,
		kinds,
		kind: kinds.find((one) => one.kind === url.searchParams.get('kind'))?.kind ?? kinds.at(-1)?.kind ?? '',
	};
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const { locals } = event;
		const territory = territoryOf(locals);
		const space = await createSpace(locals.actor, {
			territory: territory.id,
			kind: form.text('kind'),
			name: form.text('name'),
			summary: form.text('summary'),
			about: form.text('about'),
			openness: form.text('openness') as Openness,
		});
		redirect(303, locals.href(spacePath(territory, space.slug)));
	}),
};
