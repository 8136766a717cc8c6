import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { askToReset } from '#rooms/identity/door.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: action(async (event, form) => {
		await askToReset({ email: form.text('email') }, callerOf(event));
		return { sent: form.text('email') };
	}),
};
