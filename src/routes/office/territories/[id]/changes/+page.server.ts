import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { invalid } from '#platform/errors/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = territories.idIn(params.id);
	const office = await territories.officeOf(locals.actor, id, locals.lang);
	return {
		...office,
		kinds: territories.kindsUnder(office.territory.parents.at(-1)?.kind ?? null),
		history: await territories.historyOf(id, locals.lang),
		saved: url.searchParams.has('saved'),
	};
};

const schema = z.object({
	change: z.enum(['merge', 'split', 'transfer', 'kind-change', 'rename']),
	day: z.string(),
	other: z.string().default(''),
	share: z.string().default(''),
	ends: z.string().optional(),
	newKind: z.string().default(''),
	name: z.string().max(300).default(''),
});

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		const input = form.parse(schema);
		const others = await territories.territoriesNamed(input.other);
		const { day } = input;
		const percent = input.share.trim().replace(',', '.').replace('%', '');
		const share = percent === '' ? null : Number(percent) / 100;
		const one = () => others[0] ?? invalid({ field: 'other', code: 'territories.change.other.missing' });
		switch (input.change) {
			case 'merge':
				await territories.reorganise(locals.actor, { kind: 'merge', from: [id], into: one(), day });
				break;
			case 'split':
				await territories.reorganise(locals.actor, {
					kind: 'split',
					from: id,
					parts: [{ to: one(), share }, ...others.slice(1).map((to) => ({ to, share: null }))],
					ends: input.ends !== undefined,
					day,
				});
				break;
			case 'transfer':
				await territories.reorganise(locals.actor, { kind: 'transfer', from: id, to: one(), share, day });
				break;
			case 'kind-change':
				if (!territories.isKind(input.newKind)) invalid({ field: 'newKind', code: 'platform.field.choose' });
				await territories.reorganise(locals.actor, {
					kind: 'kind-change',
					of: id,
					newKind: input.newKind,
					...(input.name ? { name: input.name } : {}),
					day,
				});
				break;
			default:
				if (!input.name) invalid({ field: 'name', code: 'territories.name.missing' });
				await territories.reorganise(locals.actor, { kind: 'rename', of: id, name: input.name, day });
		}
		redirect(303, locals.href(`/office/territories/${id}/changes?saved`));
	}),
};
