import { templateXlsx } from '#rooms/intake/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	new Response(Buffer.from(await templateXlsx(here(locals.territory).id, locals.lang)), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': 'attachment; filename="appeals.xlsx"',
		},
	});
