import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { ownZip } from '#rooms/identity/door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	if (!isUuid(params.id)) refuse('platform.not-found');
	const zip = await ownZip(locals.actor, params.id);
	return new Response(new Uint8Array(zip), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': 'attachment; filename="veche-my-data.zip"',
			'content-length': String(zip.length),
			'x-content-type-options': 'nosniff',
		},
	});
};
