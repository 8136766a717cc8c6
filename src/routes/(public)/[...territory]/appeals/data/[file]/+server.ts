import { Readable } from 'node:stream';
import { placeOf, under } from '#pages/place.ts';
import { streamedAnswer } from '#pages/streamed.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	dataFormats,
	dataMonth,
	dataMonthAs,
	dataMonths,
	dataPackage,
	jsonSchema,
	openData,
	readAsked,
} from '#rooms/appeals/door.server.ts';
import type { RequestHandler } from './$types';

const types = {
	csv: 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8',
	geojson: 'application/geo+json; charset=utf-8',
} as const;
/** Pages of other sites may read it: it is everybody's. */
const open = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'link' };

/** Open data of a territory: `appeals.csv|json|geojson` with the filters of the list, kept tables of months, schemas. */
export const GET: RequestHandler = async ({ locals, url, params, request }) => {
	const territory = placeOf(locals);
	const { lang, origin, href, t } = locals;
	const address = origin + href(under(locals, 'appeals/data'));
	const say = {
		title: t('appeals.data.title-in', { in: territory.name.in }),
		about: (field: string) => t.any(`appeals.data.field.${field}`),
	};
	if (params.file === 'schema.json')
		return Response.json(jsonSchema(`${address}/schema.json`, say), { headers: open });
	if (params.file === 'datapackage.json') {
		const months = (await dataMonths(territory.id)).map((one) => ({
			...one,
			month: one.month.slice(0, 7),
			href: `${address}/${one.month.slice(0, 7)}.csv`,
		}));
		const name = `appeals-${territory.id}`;
		return Response.json(dataPackage({ ...say, name, address }, months), { headers: open });
	}
	const [, month, as] = /^(\d{4}-(?:0[1-9]|1[0-2]))\.(csv|json|geojson)$/.exec(params.file) ?? [];
	if (month && as === 'csv') return kept(month, request, territory.id);
	if (month)
		return keptAs(month, as as 'json' | 'geojson', request, territory.id, `${address}/${params.file}`);
	const format = dataFormats.find((one) => params.file === `appeals.${one}`) ?? refuse('platform.not-found');
	const asked = { query: url.searchParams, filters: readAsked(url.searchParams) };
	const source = `${address}/${params.file}`;
	const { parts, next } = await openData(territory.id, format, asked, { lang, origin, source });
	return streamedAnswer(parts, {
		type: types[format],
		name: `appeals-${territory.id}.${format}`,
		headers: { ...open, ...(next ? { link: `<${next}>; rel="next"` } : {}) },
	});
};

async function keptAs(
	month: string,
	format: 'json' | 'geojson',
	request: Request,
	territory: ReturnType<typeof placeOf>['id'],
	source: string,
) {
	const found = (await dataMonthAs(territory, month, format, source)) ?? refuse('platform.not-found');
	const tag = `"${found.month.sha256.slice(0, 32)}-${format}"`;
	const headers = {
		...open,
		etag: tag,
		'cache-control': 'public, no-cache',
		'last-modified': found.month.madeAt.toUTCString(),
	};
	if (request.headers.get('if-none-match')?.includes(tag))
		return new Response(null, { status: 304, headers });
	return streamedAnswer(await found.parts(), {
		type: types[format],
		name: `appeals-${territory}-${month}.${format}`,
		headers,
	});
}

async function kept(month: string, request: Request, territory: ReturnType<typeof placeOf>['id']) {
	const packs = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
	const found = (await dataMonth(territory, month, packs)) ?? refuse('platform.not-found');
	const tag = `"${found.month.sha256.slice(0, 32)}"`;
	const headers = {
		...open,
		'content-type': types.csv,
		'content-disposition': `attachment; filename="appeals-${territory}-${month}.csv"`,
		etag: tag,
		vary: 'accept-encoding',
		'cache-control': 'public, no-cache, no-transform',
		'last-modified': found.month.madeAt.toUTCString(),
		'repr-digest': `sha-256=:${Buffer.from(found.month.sha256, 'hex').toString('base64')}:`,
		...(packs ? { 'content-encoding': 'gzip' } : {}),
	};
	if (request.headers.get('if-none-match')?.includes(tag)) {
		found.content.destroy();
		return new Response(null, { status: 304, headers });
	}
	request.signal.addEventListener('abort', () => found.content.destroy(), { once: true });
	return new Response(Readable.toWeb(found.content) as ReadableStream, { headers });
}
