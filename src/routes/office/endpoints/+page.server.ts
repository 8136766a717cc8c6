import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { endpointInput, listEndpoints, saveEndpoint } from '#rooms/intake/door.server.ts';
import { bodiesOf } from '#rooms/organisations/door.server.ts';
import { bodyKey, inLanguage } from '#rooms/organisations/door.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	const { lang, href } = locals;
	const endpoints = await listEndpoints(locals.actor, territory.id);
	return {
		territory,
		endpoints: endpoints.map((one) => ({
			...one,
			href: href(`/office/endpoints/${one.id}?in=${territory.id}`),
		})),
		bodies: (await bodiesOf(territory.id)).map((one) => ({
			value: bodyKey(one),
			label: inLanguage(one.texts, lang)?.name ?? one.slug,
		})),
	};
};

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		const territory = here(locals.territory);
		const id = await saveEndpoint(locals.actor, territory.id, form.parse(endpointInput));
		redirect(303, locals.href(`/office/endpoints/${id}?in=${territory.id}&done=added`));
	}),
};
