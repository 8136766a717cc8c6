import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { placeOf, within } from '#pages/office-place.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { batches, makeBatch, revokeCodes } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	within: within(locals),
	batches: await batches(locals.actor, placeOf(locals)),
	saved: url.searchParams.get('saved'),
});

const input = z.object({
	title: z.string().min(1).max(200),
	size: z.coerce.number().int().min(1).max(2000),
	days: z.coerce.number().int().min(1).max(365),
});

export const actions: Actions = {
	make: action(async (event, form) => {
		const { locals } = event;
		const territory = locals.territory?.id ?? refuse('platform.not-found');
		const id = await makeBatch(locals.actor, { territory, ...form.parse(input) });
		redirect(303, locals.href(`/office/people/residence/codes/${id}?${within(locals)}`));
	}),
	revoke: action(async (event, form) => {
		const { locals } = event;
		const id = form.text('batch');
		if (!isUuid(id)) refuse('platform.not-found');
		await revokeCodes(locals.actor, { territory: placeOf(locals), id });
		redirect(303, locals.href(`/office/people/residence/codes?saved=revoked&${within(locals)}`));
	}),
};
