import { csvAnswer } from '#pages/csv.ts';
import { placeOf } from '#pages/place.ts';
import { boardIn, choiceIn } from '#pages/situation.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { showBoard, tableOf } from '#rooms/situation-centre/door.server.ts';
import type { RequestHandler } from './$types';

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
	return csvAnswer(
		`situation-${name}-${territory.id}-${choice.period.key}.csv`,
		columns.map((column) => t.any(`situation.column.${column}`)),
		rows.map((row) => row.map((cell, i) => String(told(cell, columns[i]) ?? ''))),
	);
};
