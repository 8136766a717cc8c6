import { cellsAnswer } from '#pages/cells.ts';
import { placeOf, under } from '#pages/place.ts';
import { choiceIn } from '#pages/situation.ts';
import type { RequestHandler } from './$types';

/** Cells of the heat map, of what everybody may see. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { choice } = await choiceIn(url.searchParams, placeOf(locals), locals.lang);
	const page = locals.href(under(locals, 'situation/cell'));
	return cellsAnswer(
		locals,
		url.searchParams,
		choice,
		(cell) => `${page}/${cell}?period=${choice.period.key}`,
	);
};
