import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action, bearerOf } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { finishSignIn } from '#pages/finish-sign-in.ts';
import { getPassing, setPassing } from '#pages/passing-cookies.ts';
import { returnAddress } from '#pages/return-address.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import { httpPorts } from '#platform/http/ports.server.ts';
import {
	askForPasskey,
	knockFrom,
	providersForSignIn,
	readArrivalOf,
	signIn,
	signInByPasskey,
} from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const to = returnAddress(url.searchParams.get('to'), locals.href('/account'));
	if (httpPorts().territoryOfHost(url.host)) {
		const { secret, sealed } = knockFrom(url.host, to);
		setPassing(event, 'host', secret);
		redirect(303, `${publicOrigin()}${locals.href('/account/host')}?knock=${sealed}`, {
			external: [publicOrigin()],
		});
	}
	if (locals.actor.account) redirect(303, to);
	// reading the token gives an outsider the visit's cookie, which the question for a passkey is bound to
	void locals.formToken;
	const arrival = readArrivalOf(getPassing(event, 'arrival'));
	return {
		to,
		query: url.search,
		providers: await providersForSignIn(),
		arrival: arrival ? { email: arrival.email ?? '' } : null,
		passkey: await askForPasskey(null, bearerOf(event), locals.origin),
	};
};

const input = z.object({ email: z.string().max(500), password: z.string().max(5_000) });

export const actions: Actions = {
	password: action(async (event, form) => {
		const { email, password } = form.parse(input);
		const done = await signIn({ email, password, remember: form.has('remember') }, callerOf(event));
		finishSignIn(event, done, event.url.searchParams.get('to'));
	}),
	passkey: action(async (event, form) => {
		const done = await signInByPasskey(
			{
				answer: form.text('answer'),
				sealed: form.text('sealed'),
				bearer: bearerOf(event),
				origin: event.locals.origin,
				half: null,
				remember: form.has('remember'),
			},
			callerOf(event),
		);
		finishSignIn(event, done, event.url.searchParams.get('to'));
	}),
};
