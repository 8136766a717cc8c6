import { refuse } from '#platform/errors/door.ts';
import { exportCategoriesCsv, exportCategoriesJson } from '#rooms/appeals/door.server.ts';
import type { RequestHandler } from './$types';

/** Categories as this territory sees them: `categories.csv` for spreadsheets, `categories.json` whole. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const territory = locals.territory?.id ?? refuse('platform.not-found');
	const file = params.file;
	const csv = file === 'categories.csv';
	if (!csv && file !== 'categories.json') refuse('platform.not-found');
	const body = csv ? await exportCategoriesCsv(territory) : await exportCategoriesJson(territory);
	return new Response(body, {
		headers: {
			'content-type': `${csv ? 'text/csv' : 'application/json'}; charset=utf-8`,
			'content-disposition': `attachment; filename="${file}"`,
		},
	});
};
