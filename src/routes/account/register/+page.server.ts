import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { returnAddress } from '#pages/return-address.ts';
import { askToRegister, providersForSignIn } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const to = returnAddress(url.searchParams.get('to'), locals.href('/account'));
	if (locals.actor.account) redirect(303, to);
	return { to, providers: await providersForSignIn() };
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const { locals, url } = event;
		const to = returnAddress(url.searchParams.get('to'), locals.href('/account'));
		await askToRegister({ email: form.text('email'), lang: locals.lang, to }, callerOf(event));
		return { sent: form.text('email') };
	}),
};
