import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { finishSignIn } from '#pages/finish-sign-in.ts';
import { readLink, reset } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'same-origin' });
	const link = await readLink(url.searchParams.get('token'), 'reset');
	return { email: link?.email ?? null };
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const done = await reset(
			{ token: event.url.searchParams.get('token') ?? '', password: form.all('password')[0] ?? '' },
			callerOf(event),
		);
		finishSignIn(event, done, null);
	}),
};
