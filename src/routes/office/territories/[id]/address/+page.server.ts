import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = territories.idIn(params.id);
	return {
		...(await territories.officeOf(locals.actor, id, locals.lang)),
		origin: locals.origin,
		saved: url.searchParams.has('saved'),
	};
};

export const actions: Actions = {
	slug: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		await territories.moveAddress(locals.actor, id, form.text('slug').toLowerCase());
		redirect(303, locals.href(`/office/territories/${id}/address?saved`));
	}),
	host: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		await territories.setHost(locals.actor, id, form.text('host') || null);
		redirect(303, locals.href(`/office/territories/${id}/address?saved`));
	}),
};
