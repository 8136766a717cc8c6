import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { consentsOf } from '#pages/consents.ts';
import { finishSignIn } from '#pages/finish-sign-in.ts';
import { readKnock, register, textsInForce } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url, setHeaders }) => {
	// the link stands in the address: it must not leave with a link to elsewhere
	setHeaders({ 'referrer-policy': 'same-origin' });
	const token = url.searchParams.get('token');
	return { email: readKnock(token)?.email ?? null, consents: textsInForce(locals.lang) };
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const token = event.url.searchParams.get('token') ?? '';
		const done = await register(
			{
				token,
				name: form.text('name'),
				password: form.all('password')[0] ?? '',
				consents: consentsOf(form),
				lang: event.locals.lang,
				remember: form.has('remember'),
			},
			callerOf(event),
		);
		finishSignIn(event, done, readKnock(token)?.to ?? null);
	}),
};
