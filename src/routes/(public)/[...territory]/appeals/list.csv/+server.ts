import { stringify } from 'csv-stringify/sync';
import { placeOf } from '#pages/place.ts';
import { type Asked, addressOf, categories, listAppeals, readAsked } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import type { RequestHandler } from './$types';

/** Rows of one download; whoever needs more narrows the filters. */
const most = 10_000;
const pageSize = 500;

/** A cell that a spreadsheet would run as a formula is given as text. */
const plain = (text: string) => (/^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text);

/** The list as CSV, with the same filters: streamed, so that neither side holds all of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const { t, lang, origin, href } = locals;
	const asked = readAsked(url.searchParams);
	const tree = await categories();
	const head = stringify([
		(
			[
				'number',
				'category',
				'state',
				'place',
				'text',
				'filed',
				'due',
				'answered',
				'body',
				'lat',
				'lon',
				'address',
			] as const
		).map((column) => t.any(`appeals.column.${column}`)),
	]);
	async function* rows() {
		// the mark of the byte order, so that spreadsheets read Cyrillic
		yield `\ufeff${head}`;
		let next: Asked = { ...asked, after: undefined };
		for (let given = 0; given < most; given += pageSize) {
			const page = await listAppeals(territory.id, next, { lang, limit: pageSize, count: false });
			yield stringify(
				page.rows.map((row) =>
					[
						row.number,
						categoryName(tree.get(row.category), lang),
						t.any(`appeals.state.${row.state}`),
						row.placeWords,
						row.excerpt,
						row.filedAt.toISOString(),
						row.dueOn,
						row.answeredAt?.toISOString() ?? '',
						row.body ? (page.bodies.get(bodyKey(row.body))?.name ?? '') : '',
						row.point ? row.point.lat.toFixed(5) : '',
						row.point ? row.point.lon.toFixed(5) : '',
						origin + href(addressOf(row)),
					].map(plain),
				),
			);
			const after = page.next && readAsked(new URLSearchParams({ after: page.next })).after;
			if (!after) return;
			next = { ...next, after };
		}
	}
	const source = rows();
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { value, done } = await source.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		async cancel() {
			await source.return(undefined);
		},
	});
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="appeals-${territory.id}.csv"`,
		},
	});
};
