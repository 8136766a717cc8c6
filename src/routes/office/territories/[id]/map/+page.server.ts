import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { invalid } from '#platform/errors/door.ts';
import { basemapInfo } from '#platform/geo/door.server.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = territories.idIn(params.id);
	return {
		...(await territories.officeOf(locals.actor, id, locals.lang)),
		outline: await territories.outlineOf(id),
		map: await territories.mapOf(id, locals.lang),
		basemap: await territories.page.hasBasemap(id),
		operators: basemapInfo() !== null,
		saved: url.searchParams.has('saved'),
	};
};

const outline = z.object({ source: z.string().default(''), licence: z.string().default('') });

export const actions: Actions = {
	outline: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		const upload = form.file('file') ?? invalid({ field: 'file', code: 'territories.outline.file.missing' });
		if (upload.tooLarge) invalid({ field: 'file', code: 'territories.import.too-large' });
		await territories.setOutline(locals.actor, id, {
			bytes: await readFile(upload.path),
			...form.parse(outline),
		});
		redirect(303, locals.href(`/office/territories/${id}/map?saved`));
	}),
	basemap: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		await territories.page.setBasemap(locals.actor, id, form.text('basemap') === 'on');
		redirect(303, locals.href(`/office/territories/${id}/map?saved`));
	}),
};
