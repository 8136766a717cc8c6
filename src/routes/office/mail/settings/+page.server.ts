import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import {
	removeMailSettings,
	saveMailSettings,
	sendTestLetter,
	shownSettings,
} from '#platform/channels/door.server.ts';
import { accountOf } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [settings, own] = await Promise.all([
		shownSettings(),
		locals.actor.account ? accountOf(locals.actor.account) : null,
	]);
	return { settings, own: own?.email ?? '', done: url.searchParams.get('done') };
};

export const actions: Actions = {
	save: action(async ({ locals }, form) => {
		await saveMailSettings(locals.actor, {
			host: form.text('host'),
			port: form.text('port'),
			security: form.text('security'),
			login: form.text('login'),
			password: form.text('password'),
			fromAddress: form.text('fromAddress'),
			fromName: form.text('fromName'),
		});
		redirect(303, locals.href('/office/mail/settings?done=saved'));
	}),
	test: action(async ({ locals }, form) => {
		await sendTestLetter(locals.actor, form.text('to'));
		redirect(303, locals.href('/office/mail/settings?done=tested'));
	}),
	remove: action(async ({ locals }) => {
		await removeMailSettings(locals.actor);
		redirect(303, locals.href('/office/mail/settings'));
	}),
};
