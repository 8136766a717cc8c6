import { csvAnswer } from '#pages/csv.ts';
import { addressOf, categories, exportDesk, readDeskAsked } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { bodiesNamed } from '#rooms/organisations/door.server.ts';
import type { RequestHandler } from './$types';

/** Rows of one download; whoever needs more narrows the filters. */
const most = 20_000;
const columns = ['number', 'category', 'state', 'place', 'text', 'filed', 'due', 'body', 'address'] as const;

/** What the desk shows, as CSV. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { t, lang, origin, href, actor } = locals;
	const asked = readDeskAsked(url.searchParams);
	const tree = await categories();
	const found = await exportDesk(actor, asked, most);
	async function* rows() {
		for await (const some of found) {
			const refs = some.flatMap((row) =>
				row.body && row.bodyTerritory ? [{ territory: row.bodyTerritory, id: row.body }] : [],
			);
			const bodies = await bodiesNamed(refs, lang);
			yield some.map((row) => [
				row.number,
				categoryName(tree.get(row.category), lang),
				t.any(`appeals.state.${row.state}`),
				row.placeWords,
				row.excerpt,
				row.filedAt.toISOString(),
				row.dueOn,
				bodies.get(`${row.bodyTerritory}/${row.body}`)?.name ?? '',
				origin + href(addressOf(row)),
			]);
		}
	}
	return csvAnswer(
		'appeals.csv',
		columns.map((column) => t.any(`appeals.column.${column}`)),
		rows(),
	);
};
