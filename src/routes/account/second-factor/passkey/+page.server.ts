import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { accountOf, addPasskey, askToAdd } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = locals;
	const account = actor.account ? await accountOf(actor.account) : null;
	return { hasPassword: account?.hasPassword ?? false, ask: await askToAdd(actor, locals.origin) };
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const { actor, href, origin } = event.locals;
		await addPasskey(
			actor,
			{
				answer: form.text('answer'),
				sealed: form.text('sealed'),
				name: form.text('name'),
				current: form.all('current-password')[0] ?? '',
				origin,
			},
			callerOf(event),
		);
		redirect(303, href('/account/second-factor?saved'));
	}),
};
