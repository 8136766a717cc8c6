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
		contacts: await territories.page.contactsOf(id),
		saved: url.searchParams.has('saved'),
	};
};

const schema = z.object({
	id: z.string().default(''),
	kind: z.enum(['phone', 'email', 'address', 'site', 'hours']),
	position: z.coerce.number().int().min(0).max(999).default(10),
	label: z.string().max(200).default(''),
	value: z.string().max(500).default(''),
	'label-en': z.string().max(200).default(''),
	'value-en': z.string().max(500).default(''),
});

export const actions: Actions = {
	keep: action(async ({ locals, params }, form) => {
		const territory = territories.idIn(params.id);
		const input = form.parse(schema);
		await territories.page.keepContact(locals.actor, territory, {
			...(isUuid(input.id) ? { id: input.id as never } : {}),
			kind: input.kind,
			position: input.position,
			texts: [
				{ lang: 'ru', label: input.label, value: input.value },
				{ lang: 'en', label: input['label-en'], value: input['value-en'] },
			],
		});
		redirect(303, locals.href(`/office/territories/${territory}/contacts?saved`));
	}),
	remove: action(async ({ locals, params }, form) => {
		const territory = territories.idIn(params.id);
		const id = form.text('id');
		if (isUuid(id)) await territories.page.dropContact(locals.actor, territory, id as never);
		redirect(303, locals.href(`/office/territories/${territory}/contacts?saved`));
	}),
};
