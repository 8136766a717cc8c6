import { templateCsv } from '#rooms/intake/door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
	new Response(templateCsv(locals.lang), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="appeals.csv"',
		},
	});
