import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { rememberFollowCode } from '#pages/follow.ts';
import { crumbsTo } from '#pages/place.ts';
import { addressOf, followAppeal } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({
	crumbs: crumbsTo(locals),
	number: url.searchParams.get('number')?.slice(0, 60) ?? '',
	mine: locals.actor.account ? locals.href('/account/appeals') : null,
});

export const actions: Actions = {
	default: action(async (event, form) => {
		const code = form.text('follow-code');
		const appeal = await followAppeal(form.text('number'), code);
		rememberFollowCode(event, appeal.number, code.replace(/[^0-9A-Za-z-]/g, ''));
		redirect(303, event.locals.href(addressOf(appeal)));
	}),
};
