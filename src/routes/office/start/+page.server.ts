import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { invalid } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { installation } from '#platform/permissions/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	demand(locals.actor, 'territories.start', { territory: installation });
	// what is invented is no beginning
	const top = (await territories.childrenOf(null, { lang: locals.lang, limit: 50 })).items.filter(
		(one) => !territories.currentTree().isDemonstration(one.id),
	);
	const [first] = top;
	const inside = first
		? (await territories.childrenOf(first.id, { lang: locals.lang, limit: 10 })).items
		: [];
	return { top, first: first ?? null, inside, kinds: first ? territories.kindsUnder(first.kind) : [] };
};

const country = z.object({
	country: z.enum(['russia', 'other']),
	name: z.string().max(300).default(''),
	kind: z
		.enum([
			'union',
			'country',
			'region',
			'municipal-district',
			'municipal-okrug',
			'urban-okrug',
			'rural-settlement',
		])
		.default('country'),
	zone: z.string().default('Europe/Moscow'),
});
const territory = z.object({
	parent: z.coerce.number().int().positive(),
	kind: z.string(),
	name: z.string().min(1, 'territories.name.missing').max(300),
	code: z.string().max(20).default(''),
});

export const actions: Actions = {
	country: action(async ({ locals }, form) => {
		demand(locals.actor, 'territories.start', { territory: installation });
		const input = form.parse(country);
		if (input.country === 'russia') await territories.plantRussia(locals.actor);
		else
			await territories.create(locals.actor, {
				parent: null,
				kind: input.kind,
				name: { nominative: input.name },
				zone: input.zone,
			});
		redirect(303, locals.href('/office/start'));
	}),
	territory: action(async ({ locals }, form) => {
		const input = form.parse(territory);
		if (!territories.isKind(input.kind)) invalid({ field: 'kind', code: 'platform.field.choose' });
		await territories.create(locals.actor, {
			parent: input.parent as never,
			kind: input.kind,
			name: { nominative: input.name },
			code: input.code || null,
		});
		redirect(303, locals.href('/office/start'));
	}),
};
