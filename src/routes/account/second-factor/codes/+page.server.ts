import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { accountOf, ownFactors, renewRecoveryCodes } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = locals;
	const [own, account] = await Promise.all([
		ownFactors(actor),
		actor.account ? accountOf(actor.account) : null,
	]);
	return {
		codesLeft: own.codesLeft,
		any: own.factors.length > 0,
		hasPassword: account?.hasPassword ?? false,
	};
};

export const actions: Actions = {
	default: action(async (event, form) => ({
		codes: await renewRecoveryCodes(
			event.locals.actor,
			form.all('current-password')[0] ?? '',
			callerOf(event),
		),
	})),
};
