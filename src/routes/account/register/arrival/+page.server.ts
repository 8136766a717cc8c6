import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { consentsOf } from '#pages/consents.ts';
import { finishSignIn } from '#pages/finish-sign-in.ts';
import { dropPassing, getPassing } from '#pages/passing-cookies.ts';
import { returnAddress } from '#pages/return-address.ts';
import { readArrivalOf, registerArrival, textsInForce } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const arrival = readArrivalOf(getPassing(event, 'arrival'));
	if (!arrival) redirect(303, event.locals.href('/account/sign-in'));
	return {
		name: arrival.name,
		email: arrival.emailConfirmed ? arrival.email : null,
		organisation: arrival.organisation?.name ?? null,
		consents: textsInForce(event.locals.lang),
		to: returnAddress(event.url.searchParams.get('to'), event.locals.href('/account')),
	};
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const sealed = getPassing(event, 'arrival');
		const arrival = readArrivalOf(sealed);
		const done = await registerArrival(
			{
				sealed,
				name: form.text('name'),
				email: arrival?.emailConfirmed ? (arrival.email ?? '') : '',
				consents: consentsOf(form),
				lang: event.locals.lang,
			},
			callerOf(event),
		);
		dropPassing(event, 'arrival');
		finishSignIn(event, done, event.url.searchParams.get('to'));
	}),
};
