import { serveFile } from '#platform/files/door.server.ts';

export const GET = ({ request, locals, params }) =>
	serveFile(request, locals.actor, { territory: params.owner, id: params.id });
