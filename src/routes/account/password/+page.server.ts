import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { accountOf, changePassword } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const account = locals.actor.account ? await accountOf(locals.actor.account) : null;
	return {
		email: account?.email ?? '',
		hasPassword: account?.hasPassword ?? false,
		saved: url.searchParams.has('saved'),
	};
};

export const actions: Actions = {
	default: action(async (event, form) => {
		await changePassword(
			event.locals.actor,
			{ current: form.all('current-password')[0] ?? '', password: form.all('password')[0] ?? '' },
			callerOf(event),
		);
		redirect(303, event.locals.href('/account/password?saved'));
	}),
};
