import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { placeOf, within } from '#pages/office-place.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { may } from '#platform/permissions/door.ts';
import { invite, officialRoles, reachesBelow } from '#rooms/identity/door.server.ts';
import { bodiesOf, inLanguage } from '#rooms/organisations/door.server.ts';
import { view } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = placeOf(locals);
	const bodies = await bodiesOf(territory);
	return {
		within: within(locals),
		placeName: locals.territory?.name.nominative ?? '',
		roles: officialRoles.filter(
			(role) =>
				role !== 'administrator' || may(locals.actor, 'identity.appoint-administrator', { territory }),
		),
		mayReachBelow: reachesBelow(locals.actor, territory),
		bodies: bodies
			.filter((one) => one.closedOn === null)
			.map((one) => ({ value: one.id, label: inLanguage(one.texts, locals.lang)?.name ?? one.slug })),
	};
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const { locals } = event;
		const territory = placeOf(locals);
		const lang = form.text('lang') === 'en' ? 'en' : 'ru';
		const t = translatorFor(lang);
		const place = await view(territory, lang);
		const role = form.text('role');
		const body = (await bodiesOf(territory)).find(
			(one) => one.id === form.text('body') && one.closedOn === null,
		);
		await invite(locals.actor, {
			email: form.text('email'),
			name: form.text('name'),
			role,
			territory,
			reach: form.text('reach') === 'subtree' && !body ? 'subtree' : 'territory',
			space: body?.id ?? null,
			lang,
			placeName: [
				body && inLanguage(body.texts, lang)?.name,
				place?.name.nominative ?? t('identity.place.installation'),
			]
				.filter(Boolean)
				.join(', '),
			roleName: t.any(`identity.role.${role}`),
		});
		redirect(303, locals.href(`/office/people?saved=invited&${within(locals)}`));
	}),
};
