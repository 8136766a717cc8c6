import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { accountOf, ownFactors, removeFactor } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor } = locals;
	const [own, account] = await Promise.all([
		ownFactors(actor),
		actor.account ? accountOf(actor.account) : null,
	]);
	return {
		...own,
		hasPassword: account?.hasPassword ?? false,
		withheld: (actor.withheld?.length ?? 0) > 0,
		saved: url.searchParams.has('saved'),
	};
};

export const actions: Actions = {
	remove: action(async (event, form) => {
		const factor = form.text('factor');
		if (!isUuid(factor)) refuse('platform.not-found');
		await removeFactor(
			event.locals.actor,
			{ factor, current: form.all('current-password')[0] ?? '' },
			callerOf(event),
		);
		redirect(303, event.locals.href('/account/second-factor?saved'));
	}),
};
