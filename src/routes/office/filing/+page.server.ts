import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { refuse } from '#platform/errors/door.ts';
import { addDutyPhone, dutyPhones, ownDutyPhones, removeDutyPhone } from '#rooms/appeals/door.server.ts';
import { wordsIn } from '#rooms/appeals/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const placeOf = (locals: App.Locals) => locals.territory ?? refuse('platform.not-found');

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const territory = placeOf(locals);
	const { actor, lang, href } = locals;
	const above = tree.parentOf(territory.id);
	const [own, inherited] = await Promise.all([
		ownDutyPhones(actor, territory.id),
		above === null ? [] : dutyPhones(above, lang),
	]);
	return {
		territory,
		phones: own.map(({ id, phone, texts }) => {
			const words = wordsIn(texts, lang);
			return { id, phone, name: words?.label ?? '', hours: words?.hours ?? '' };
		}),
		inherited,
		kiosks: href(`/office/filing/kiosks?in=${territory.id}`),
		sites: href(`/office/filing/sites?in=${territory.id}`),
		receptions: href(`/office/filing/receptions?in=${territory.id}`),
		form: href(`/${territory.path}/appeals/new`.replace('//', '/')),
		done: url.searchParams.get('done'),
	};
};

const back = (locals: App.Locals, done: string) =>
	redirect(303, locals.href(`/office/filing?in=${placeOf(locals).id}&done=${done}`));

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		await addDutyPhone(locals.actor, placeOf(locals).id, {
			phone: form.text('phone'),
			texts: (['ru', 'en'] as const).map((lang) => ({
				lang,
				label: form.text(`name-${lang}`),
				hours: form.text(`hours-${lang}`),
			})),
		});
		back(locals, 'added');
	}),
	remove: action(async ({ locals }, form) => {
		await removeDutyPhone(locals.actor, placeOf(locals).id, form.text('phone-id'));
		back(locals, 'removed');
	}),
};
