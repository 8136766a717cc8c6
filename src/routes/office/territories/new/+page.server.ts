import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { invalid } from '#platform/errors/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const parent = territories.here(locals.territory);
	return { parent, kinds: territories.kindsUnder(parent.kind) };
};

const schema = z.object({
	name: z.string().min(1, 'territories.name.missing').max(300),
	kind: z.string(),
	code: z.string().max(20).default(''),
	slug: z.string().max(80).default(''),
});

export const actions: Actions = {
	default: action(async ({ locals }, form) => {
		const parent = territories.here(locals.territory);
		const input = form.parse(schema);
		if (!territories.isKind(input.kind)) invalid({ field: 'kind', code: 'platform.field.choose' });
		const id = await territories.create(locals.actor, {
			parent: parent.id,
			kind: input.kind,
			name: { nominative: input.name },
			code: input.code || null,
			slug: input.slug || undefined,
		});
		redirect(303, locals.href(`/office/territories/${id}?saved`));
	}),
};
