import { followCodeOf } from '#pages/follow.ts';
import { placeOf } from '#pages/place.ts';
import { serveFile } from '#platform/files/door.server.ts';
import { appealForPictures, hasPhotograph, maySeeAdded } from '#rooms/appeals/door.server.ts';
import type { RequestHandler } from './$types';

/** Photographs for a person who follows the appeal by its code; everybody else has them from /files. */
export const GET: RequestHandler = async (event) => {
	const { locals, params, request } = event;
	const viewer = { actor: locals.actor, code: followCodeOf(event, params.number) };
	const { appeal, whole } = await appealForPictures(viewer, placeOf(locals).id, params.number);
	// what was done for the appeal that it was worked on with
	const shared = await hasPhotograph(appeal, params.file, whole);
	const added = await maySeeAdded(viewer, appeal, params.file);
	return serveFile(
		request,
		locals.actor,
		{ territory: String(appeal.territory), id: params.file },
		{
			maySee: (file) =>
				shared || added || (whole && file.thing?.kind === 'appeals.appeal' && file.thing.id === appeal.id),
		},
	);
};
