import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { dropPassing, getPassing } from '#pages/passing-cookies.ts';
import { returnAddress } from '#pages/return-address.ts';
import { accountOf, linkArrival, providersForSignIn, readArrivalOf } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const to = returnAddress(url.searchParams.get('to'), locals.href('/account'));
	const arrival = readArrivalOf(getPassing(event, 'arrival'));
	if (!arrival) redirect(303, to);
	const account = locals.actor.account ? await accountOf(locals.actor.account) : null;
	const provider = (await providersForSignIn()).find((one) => one.id === arrival.provider);
	return {
		to,
		provider: provider?.title ?? arrival.provider,
		who: arrival.name || arrival.email || arrival.subject,
		hasPassword: account?.hasPassword ?? false,
	};
};

export const actions: Actions = {
	link: action(async (event, form) => {
		const current = form.all('current-password')[0] ?? '';
		await linkArrival(event.locals.actor, { sealed: getPassing(event, 'arrival'), current }, callerOf(event));
		dropPassing(event, 'arrival');
		redirect(303, event.locals.href('/account/providers?linked'));
	}),
	cancel: action(async (event) => {
		dropPassing(event, 'arrival');
		redirect(303, returnAddress(event.url.searchParams.get('to'), event.locals.href('/account')));
	}),
};
