import { serveBasemap } from '#platform/geo/door.server.ts';

export const GET = ({ request, params }) => serveBasemap(request, params.z, params.x, params.y);
