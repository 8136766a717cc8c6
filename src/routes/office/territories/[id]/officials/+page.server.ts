import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { isUuid } from '#platform/db/door.server.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = territories.idIn(params.id);
	return {
		...(await territories.officeOf(locals.actor, id, locals.lang)),
		officials: await territories.page.officialsOf(id),
		saved: url.searchParams.has('saved'),
	};
};

const line = z.string().max(300).default('');
const schema = z.object({
	id: z.string().default(''),
	position: z.coerce.number().int().min(0).max(999).default(10),
	phone: line,
	email: line,
	name: line,
	post: line,
	reception: z.string().max(1000).default(''),
	'name-en': line,
	'post-en': line,
	'reception-en': z.string().max(1000).default(''),
});

export const actions: Actions = {
	keep: action(async ({ locals, params }, form) => {
		const territory = territories.idIn(params.id);
		const input = form.parse(schema);
		const known = (await territories.page.officialsOf(territory)).find((one) => one.id === input.id);
		const photo = await territories.page.keepPortrait(locals.actor, territory, form.file('photo'));
		await territories.page.keepOfficial(locals.actor, territory, {
			...(isUuid(input.id) ? { id: input.id as never } : {}),
			position: input.position,
			photo: photo ?? known?.photo ?? null,
			phone: input.phone,
			email: input.email,
			texts: [
				{ lang: 'ru', name: input.name, post: input.post, reception: input.reception },
				{ lang: 'en', name: input['name-en'], post: input['post-en'], reception: input['reception-en'] },
			],
		});
		redirect(303, locals.href(`/office/territories/${territory}/officials?saved`));
	}),
	remove: action(async ({ locals, params }, form) => {
		const territory = territories.idIn(params.id);
		const id = form.text('id');
		if (isUuid(id)) await territories.page.dropOfficial(locals.actor, territory, id as never);
		redirect(303, locals.href(`/office/territories/${territory}/officials?saved`));
	}),
};
