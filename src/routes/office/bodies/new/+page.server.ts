import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { markMap } from '#pages/mark-map.ts';
import { refuse } from '#platform/errors/door.ts';
import { addBody, bodiesOf, bodyInput, kindsIn, summary } from '#rooms/organisations/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = locals.territory ?? refuse('platform.not-found');
	const { lang, href, t } = locals;
	const [bodies, kinds, map] = await Promise.all([
		bodiesOf(territory.id),
		kindsIn(lang),
		markMap(territory, lang),
	]);
	return {
		territory,
		map,
		crumbs: [{ title: t('organisations.office.title'), href: href(`/office/bodies?in=${territory.id}`) }],
		kinds: kinds.map((kind) => ({ value: kind.code, label: kind.name })),
		bodies: bodies
			.filter((body) => !body.closedOn)
			.map((body) => ({ value: body.id as string, label: summary(body, lang).name })),
	};
};

export const actions: Actions = {
	default: action(async ({ locals }, form) => {
		const territory = locals.territory ?? refuse('platform.not-found');
		const body = await addBody(locals.actor, territory.id, form.parse(bodyInput));
		redirect(303, locals.href(`/office/bodies/${body.territory}/${body.id}`));
	}),
};
