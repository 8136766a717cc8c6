import { basemapInfo } from '#platform/geo/door.server.ts';

/** What the operator's basemap is; null where there is none and maps show our own boundaries alone. */
export const GET = ({ url }) =>
	Response.json(basemapInfo(url.origin), { headers: { 'cache-control': 'public, max-age=300' } });
