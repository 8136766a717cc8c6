import { csvAnswer } from '#pages/csv.ts';
import { placeOf } from '#pages/place.ts';
import { type Asked, addressOf, categories, listAppeals, readAsked } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import type { RequestHandler } from './$types';

/** Rows of one download; whoever needs more takes the open data. */
const most = 10_000;
const pageSize = 500;

const columns = [
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
] as const;

/** The list as CSV for people, with the same filters: words for columns and states. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const { t, lang, origin, href } = locals;
	const asked = readAsked(url.searchParams);
	const tree = await categories();
	async function* rows() {
		let next: Asked = { ...asked, after: undefined };
		for (let given = 0; given < most; given += pageSize) {
			const page = await listAppeals(territory.id, next, { lang, limit: pageSize, count: false });
			yield page.rows.map((row) => [
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
			]);
			const after = page.next && readAsked(new URLSearchParams({ after: page.next })).after;
			if (!after) return;
			next = { ...next, after };
		}
	}
	const head = columns.map((column) => t.any(`appeals.column.${column}`));
	return csvAnswer(`appeals-${territory.id}.csv`, head, rows());
};
