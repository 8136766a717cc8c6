import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { openSteps } from '#pages/first-steps.ts';
import { markStep } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ steps: await openSteps(locals.actor) });

export const actions: Actions = {
	default: action(async (event, form) => {
		await markStep(event.locals.actor, form.text('step'), form.text('done') === 'yes');
		redirect(303, event.locals.href('/office/people/first-steps'));
	}),
};
