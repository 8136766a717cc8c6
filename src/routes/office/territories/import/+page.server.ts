import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { invalid } from '#platform/errors/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = territories.here(locals.territory);
	return { territory, runs: await territories.listImports(locals.actor, territory.id) };
};

export const actions: Actions = {
	default: action(
		async ({ locals }, form) => {
			const territory = territories.here(locals.territory);
			const upload = form.file('file') ?? invalid({ field: 'file', code: 'territories.import.file.missing' });
			if (upload.tooLarge) invalid({ field: 'file', code: 'territories.import.too-large' });
			const id = await territories.beginImport(locals.actor, {
				territory: territory.id,
				file: { name: upload.name, bytes: await readFile(upload.path) },
				dryRun: form.text('mode') !== 'real',
				skipWrong: form.has('skipWrong'),
			});
			redirect(303, locals.href(`/office/territories/import/${id}?in=${territory.id}`));
		},
		{ fileBytes: 100 * 2 ** 20 },
	),
};
