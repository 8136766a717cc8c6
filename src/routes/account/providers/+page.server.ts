import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { accountOf, ownLinks, providersForSignIn, unlink } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor } = locals;
	const [own, all, account] = await Promise.all([
		ownLinks(actor),
		providersForSignIn(),
		actor.account ? accountOf(actor.account) : null,
	]);
	return {
		links: own.links.map((one) => ({
			id: one.id,
			title: one.title ?? one.provider,
			linked: one.linkedAt,
			used: one.usedAt,
		})),
		organisations: own.organisations,
		others: all.filter((one) => !own.links.some((link) => link.provider === one.id)),
		hasPassword: account?.hasPassword ?? false,
		linked: url.searchParams.has('linked'),
		saved: url.searchParams.has('saved'),
	};
};

export const actions: Actions = {
	unlink: action(async (event, form) => {
		const external = form.text('link');
		if (!isUuid(external)) refuse('platform.not-found');
		await unlink(
			event.locals.actor,
			{ external, current: form.all('current-password')[0] ?? '' },
			callerOf(event),
		);
		redirect(303, event.locals.href('/account/providers?saved'));
	}),
};
