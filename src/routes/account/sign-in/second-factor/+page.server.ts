import { redirect } from '@sveltejs/kit';
import { action, bearerOf } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { finishSignIn } from '#pages/finish-sign-in.ts';
import { getPassing } from '#pages/passing-cookies.ts';
import { returnAddress } from '#pages/return-address.ts';
import { refuse } from '#platform/errors/door.ts';
import { askForPasskey, readHalf, signInByCode, signInByPasskey } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const to = returnAddress(url.searchParams.get('to'), locals.href('/account'));
	const half = readHalf(getPassing(event, 'half'));
	if (!half) redirect(303, `${locals.href('/account/sign-in')}?to=${encodeURIComponent(to)}`);
	void locals.formToken;
	const passkey = await askForPasskey(half, bearerOf(event), locals.origin);
	const own = JSON.parse(passkey.options) as { allowCredentials?: unknown[] };
	return { to, passkey: own.allowCredentials?.length ? passkey : null };
};

export const actions: Actions = {
	code: action(async (event, form) => {
		const half = readHalf(getPassing(event, 'half')) ?? refuse('identity.sign-in.again');
		finishSignIn(
			event,
			await signInByCode(half, form.text('code'), callerOf(event)),
			event.url.searchParams.get('to'),
		);
	}),
	passkey: action(async (event, form) => {
		const half = readHalf(getPassing(event, 'half')) ?? refuse('identity.sign-in.again');
		const done = await signInByPasskey(
			{
				answer: form.text('answer'),
				sealed: form.text('sealed'),
				bearer: bearerOf(event),
				origin: event.locals.origin,
				half,
				remember: half.remember,
			},
			callerOf(event),
		);
		finishSignIn(event, done, event.url.searchParams.get('to'));
	}),
};
