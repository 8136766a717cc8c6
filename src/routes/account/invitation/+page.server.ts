import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { acceptOffice, accountOf, readInvitation, standingActor } from '#rooms/identity/door.server.ts';
import { appoint, staffRoles } from '#rooms/organisations/door.server.ts';
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
			territory: place?.name.nominative ?? '',
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
		const { actor } = event.locals;
		const accepted = await acceptOffice(actor, event.url.searchParams.get('token') ?? '');
		const inviter = await standingActor(accepted.invitedBy);
		const role = staffRoles.find((one) => one === accepted.role);
		// who was invited into a body stands on its list as well
		if (accepted.space && role && inviter && actor.account)
			await appoint(
				inviter,
				{ territory: accepted.territory, id: accepted.space as never },
				{ account: actor.account, unit: null, role, post: '', publicName: null },
			);
		redirect(303, event.locals.href('/office/people/first-steps'));
	}),
};
