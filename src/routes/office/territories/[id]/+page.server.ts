import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = territories.idIn(params.id);
	const office = await territories.officeOf(locals.actor, id, locals.lang);
	return {
		...office,
		start: await territories.startListOf(office.territory),
		saved: url.searchParams.has('saved'),
	};
};

const number = z
	.string()
	.default('')
	.transform((text) =>
		text.trim() === '' ? null : Number(text.replace(/[\s\u00a0]/g, '').replace(',', '.')),
	)
	.refine((value) => value === null || Number.isFinite(value), 'platform.field.not-a-number');
const text = z
	.string()
	.max(300)
	.default('')
	.transform((value) => value.trim() || null);
const facts = z.object({
	population: number,
	populationOn: text,
	populationSource: text,
	centreName: text,
	latitude: number,
	longitude: number,
	zone: text,
});
const name = z.object({
	lang: z.string(),
	nominative: z.string().default(''),
	of: z.string().default(''),
	in: z.string().default(''),
	full: z.string().default(''),
});

export const actions: Actions = {
	facts: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		await territories.setFacts(locals.actor, id, form.parse(facts));
		redirect(303, locals.href(`/office/territories/${id}?saved`));
	}),
	name: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		const { lang, ...words } = form.parse(name);
		await territories.renameInWords(locals.actor, id, lang, words);
		redirect(303, locals.href(`/office/territories/${id}?saved`));
	}),
};
