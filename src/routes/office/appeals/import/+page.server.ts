import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, inboxCrumb } from '#pages/office-place.ts';
import { isUuid } from '#platform/db/door.server.ts';
import { Invalid, invalid, Refusal } from '#platform/errors/door.ts';
import { listImports, type MappingId, mostBytesOfTable, openImport } from '#rooms/intake/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	return {
		territory,
		inbox: inboxCrumb(locals),
		most: mostBytesOfTable,
		...(await listImports(locals.actor, territory.id)),
	};
};

export const actions: Actions = {
	default: action(
		async ({ locals }, form) => {
			const territory = here(locals.territory);
			const upload = form.file('file') ?? invalid({ field: 'file', code: 'intake.import.file.missing' });
			if (upload.tooLarge) invalid({ field: 'file', code: 'tables.too-large' });
			const mapping = form.text('mapping');
			try {
				const id = await openImport(locals.actor, {
					territory: territory.id,
					file: { name: upload.name, bytes: await readFile(upload.path) },
					mapping: isUuid(mapping) ? (mapping as MappingId) : null,
				});
				redirect(303, locals.href(`/office/appeals/import/${id}/columns?in=${territory.id}`));
			} catch (error) {
				// what is wrong with the file stands at the file
				if (error instanceof Refusal && error.code.startsWith('tables.'))
					throw new Invalid([{ field: 'file', code: error.code, facts: error.facts }]);
				throw error;
			}
		},
		{ fileBytes: mostBytesOfTable },
	),
};
