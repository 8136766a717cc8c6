import { placeOf, under } from '#pages/place.ts';
import { boardIn, boardsFor, choiceIn } from '#pages/situation.ts';
import type { PageServerLoad } from './$types';

/** One board alone, for a frame on another site: no head, no foot, its links open in a window of their own. */
export const load: PageServerLoad = async ({ locals, url, params }) => {
	const territory = placeOf(locals);
	const name = boardIn(params.board);
	const { choice, today } = await choiceIn(url.searchParams, territory, locals.lang);
	locals.framed = true;
	const path = under(locals, `situation/${name}`);
	const { boards } = await boardsFor(locals, territory, [name], { choice, today, path });
	return {
		bare: true,
		territory,
		today,
		choice: { period: choice.period, category: choice.category },
		board: boards[0]!,
	};
};
