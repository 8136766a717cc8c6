import { importIn } from '#pages/import.ts';
import { refusedRows } from '#rooms/intake/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { name, bytes } = await refusedRows(locals.actor, here(locals.territory).id, importIn(params.id));
	return new Response(Buffer.from(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
		},
	});
};
