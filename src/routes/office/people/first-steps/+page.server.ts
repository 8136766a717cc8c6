import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { addresses } from '#pages/addresses.ts';
import { isOpenTo } from '#pages/opening.ts';
import { firstSteps, markStep } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	// a step whose page is not open to this person is no step
	steps: (await firstSteps(locals.actor)).filter((one) => {
		const rules = addresses.get(one.href);
		return rules && isOpenTo(locals.actor, rules.open, { territory: undefined, chosen: false }).open;
	}),
});

export const actions: Actions = {
	default: action(async (event, form) => {
		await markStep(event.locals.actor, form.text('step'), form.text('done') === 'yes');
		redirect(303, event.locals.href('/office/people/first-steps'));
	}),
};
