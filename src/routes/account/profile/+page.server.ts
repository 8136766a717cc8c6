import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { accountOf, changeProfile } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const account = locals.actor.account ? await accountOf(locals.actor.account) : null;
	return { name: account?.name ?? '', language: account?.lang ?? 'ru', saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const { actor, href } = event.locals;
		await changeProfile(actor, { name: form.text('name'), lang: form.text('lang') === 'en' ? 'en' : 'ru' });
		redirect(303, href('/account/profile?saved'));
	}),
};
