import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { spacePath } from '#pages/space-address.ts';
import { acceptOffer, readOffer } from '#rooms/spaces/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'same-origin' });
	const offer = await readOffer(url.searchParams.get('token'));
	return { offer, signedIn: locals.actor.account !== null, here: url.pathname + url.search };
};

export const actions: Actions = {
	default: action(async (event) => {
		const space = await acceptOffer(event.locals.actor, event.url.searchParams.get('token'));
		redirect(
			303,
			event.locals.href(`${spacePath({ path: pathOf(space.territory) }, space.slug)}?saved=joined`),
		);
	}),
};
