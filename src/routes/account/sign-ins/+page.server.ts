import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { deviceOf } from '#pages/device.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { happenings, ownSignIns, revokeSignIn } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [signIns, news] = await Promise.all([ownSignIns(locals.actor), happenings(locals.actor, 30)]);
	return {
		ended: url.searchParams.has('ended'),
		signIns: signIns.map((one) => ({
			id: one.id,
			isThis: one.isThis,
			device: deviceOf(one.agent),
			ip: one.ip ?? '',
			way: one.way,
			host: one.host,
			began: one.created_at,
			seen: one.seen_at,
		})),
		news: news.map((one) => ({ at: one.at, what: one.what, ip: one.ip ?? '', device: deviceOf(one.agent) })),
	};
};

export const actions: Actions = {
	end: action(async (event, form) => {
		const id = form.text('sign-in');
		if (!isUuid(id)) refuse('platform.not-found');
		await revokeSignIn(event.locals.actor, id);
		redirect(303, event.locals.href('/account/sign-ins?ended'));
	}),
	'end-others': action(async (event) => {
		await revokeSignIn(event.locals.actor, null);
		redirect(303, event.locals.href('/account/sign-ins?ended'));
	}),
};
