import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { accountOf, confirmTotp, ownFactors, totpSetup } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = locals;
	const [own, account] = await Promise.all([
		ownFactors(actor),
		actor.account ? accountOf(actor.account) : null,
	]);
	return { hasPassword: account?.hasPassword ?? false, setup: own.hasTotp ? null : await totpSetup(actor) };
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const { actor, href } = event.locals;
		if ((await ownFactors(actor)).hasTotp) redirect(303, href('/account/second-factor'));
		const codes = await confirmTotp(
			actor,
			{ code: form.text('code'), current: form.all('current-password')[0] ?? '' },
			callerOf(event),
		);
		return { codes };
	}),
};
