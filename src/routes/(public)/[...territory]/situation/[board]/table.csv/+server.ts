import { stringify } from 'csv-stringify/sync';
import { placeOf } from '#pages/place.ts';
import { boardIn, choiceIn } from '#pages/situation.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { showBoard, tableOf } from '#rooms/situation-centre/door.server.ts';
import type { RequestHandler } from './$types';

/** A cell that a spreadsheet would run as a formula is given as text. */
const plain = (cell: string | number | null) =>
	typeof cell === 'string' && /^[=+@\t\r]|^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell;

/** The table behind a board. */
export const GET: RequestHandler = async ({ locals, url, params }) => {
	const territory = placeOf(locals);
	const { lang, t } = locals;
	const name = boardIn(params.board);
	const { choice, today } = await choiceIn(url.searchParams, territory, lang);
	const tree = await categories();
	const view = await showBoard(name, choice, today, {
		nameOf: (category) => categoryName(tree.get(category), lang),
		list: (words) => t.formats.list(words),
	});
	const { columns, rows } = tableOf(view);
	const told = (cell: string | number | null, column: string | undefined) =>
		column === 'verdict'
			? t.any(`situation.verdict.${cell}`)
			: column === 'measure'
				? t.any(`situation.effect.${cell}`)
				: cell;
	const lines = [
		columns.map((column) => t.any(`situation.column.${column}`)),
		...rows.map((row) => row.map((cell, i) => plain(told(cell, columns[i])))),
	];
	// the mark of the byte order, so that spreadsheets read Cyrillic
	return new Response(`\ufeff${stringify(lines)}`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="situation-${name}-${territory.id}-${choice.period.key}.csv"`,
		},
	});
};
