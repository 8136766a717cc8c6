import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { confirmErasure, daysToThink, readLink } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'same-origin' });
	return { open: (await readLink(url.searchParams.get('token'), 'erase')) !== null, days: daysToThink };
};

export const actions: Actions = {
	default: action(async (event) => ({
		due: await confirmErasure(event.url.searchParams.get('token') ?? '', callerOf(event)),
	})),
};
