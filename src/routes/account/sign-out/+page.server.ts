import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { dropSignIn } from '#pages/sign-in-cookie.ts';
import { signOut } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!locals.actor.account) redirect(303, locals.href('/'));
	return {};
};

export const actions: Actions = {
	default: action(async (event) => {
		await signOut(event.locals.actor);
		dropSignIn(event);
		redirect(303, event.locals.href('/'));
	}),
};
