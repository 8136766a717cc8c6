import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = territories.idIn(params.id);
	return {
		...(await territories.officeOf(locals.actor, id, locals.lang)),
		texts: await territories.page.textsOf(id),
		saved: url.searchParams.has('saved'),
	};
};

const schema = z.object({
	place: z.enum(['lead', 'about']),
	lang: z.string(),
	body: z.string().default(''),
});

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		await territories.page.writeText(locals.actor, id, form.parse(schema));
		redirect(303, locals.href(`/office/territories/${id}/texts?saved`));
	}),
};
