import { Readable } from 'node:stream';
import { refuse } from '#platform/errors/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { RequestHandler } from './$types';

/** Open data of a territory and all below it: a table, or outlines with their licence. */
export const GET: RequestHandler = ({ locals, url }) => {
	const territory = territories.here(locals.territory);
	const format = url.searchParams.get('format') ?? 'csv';
	if (format !== 'csv' && format !== 'geojson') refuse('territories.export.unknown-format');
	const rows =
		format === 'csv' ? territories.exportCsv(territory.id) : territories.exportGeoJson(territory.id, 50);
	const name = `${territory.path.replaceAll('/', '-') || 'veche'}.${format}`;
	return new Response(Readable.toWeb(Readable.from(rows, { objectMode: false })) as ReadableStream, {
		headers: {
			'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/geo+json; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'public, max-age=600',
		},
	});
};
