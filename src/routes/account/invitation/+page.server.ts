import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { acceptOffice, accountOf, readInvitation } from '#rooms/identity/door.server.ts';
import { view } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'same-origin' });
	const found = await readInvitation(locals.actor, url.searchParams.get('token'));
	if (!found) return { offer: null };
	const [place, inviter] = await Promise.all([
		view(found.territory, locals.lang),
		accountOf(found.invitedBy),
	]);
	return {
		offer: {
			role: found.role,
			reach: found.reach,
			territory: place?.name.of ?? '',
			inviter: inviter?.name ?? '',
			email: found.veiled,
			mine: found.mine,
			hasAccount: found.hasAccount,
			registerToken: locals.actor.account === null && !found.hasAccount ? found.registerToken : null,
			signedIn: locals.actor.account !== null,
			here: url.pathname + url.search,
		},
	};
};

export const actions: Actions = {
	default: action(async (event) => {
		await acceptOffice(event.locals.actor, event.url.searchParams.get('token') ?? '');
		redirect(303, event.locals.href('/office/people/first-steps'));
	}),
};
