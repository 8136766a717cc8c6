import { serveTile } from '#platform/geo/door.server.ts';

export const GET = ({ request, params }) => serveTile(request, params.layer, params.z, params.x, params.y);
