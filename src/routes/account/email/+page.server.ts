import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { accountOf, askToChangeEmail, changeEmail, readLink } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'same-origin' });
	const token = url.searchParams.get('token');
	const done = url.searchParams.has('changed');
	if (token === null && !locals.actor.account && !done)
		redirect(303, locals.href('/account/sign-in?to=/account/email'));
	const account = locals.actor.account ? await accountOf(locals.actor.account) : null;
	return {
		token,
		link: token === null ? null : await readLink(token, 'change-email'),
		email: account?.email ?? null,
		hasPassword: account?.hasPassword ?? false,
		done,
	};
};

export const actions: Actions = {
	ask: action(async (event, form) => {
		await askToChangeEmail(event.locals.actor, {
			email: form.text('email'),
			current: form.all('current-password')[0] ?? '',
		});
		return { sent: form.text('email') };
	}),
	confirm: action(async (event) => {
		await changeEmail(event.url.searchParams.get('token') ?? '', callerOf(event));
		redirect(303, event.locals.href('/account/email?changed'));
	}),
};
