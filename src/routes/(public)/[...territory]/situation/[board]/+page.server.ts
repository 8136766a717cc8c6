import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { addressOf, boardIn, boardsFor, choiceIn, placeOnMap } from '#pages/situation.ts';
import { tableOf } from '#rooms/situation-centre/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const territory = placeOf(locals);
	const name = boardIn(params.board);
	const { choice, today } = await choiceIn(url.searchParams, territory, locals.lang);
	const path = under(locals, `situation/${name}`);
	const parts = await boardsFor(locals, territory, [name], { choice, today, path });
	const { view: board, links } = parts.boards[0]!;
	const spot =
		name === 'map' ? await placeOnMap(locals, territory, url.searchParams.get('place'), choice) : null;
	const view = spot?.bounds && board.board === 'map' ? { ...board, bounds: spot.bounds } : board;
	return {
		territory,
		crumbs: crumbsTo(locals, { title: locals.t('situation.title'), path: under(locals, 'situation') }),
		choice: { period: choice.period, category: choice.category },
		today,
		...parts,
		view,
		links,
		table: tableOf(board),
		/** The place in words that the map is narrowed to. */
		spot,
		/** Where a cell of the map leads. */
		cellsIn:
			name === 'map'
				? `${locals.href(under(locals, 'situation/cell'))}/{cell}?period=${choice.period.key}`
				: null,
		self: locals.href(path),
		all: addressOf(locals.href(path), choice, today, { category: '' }),
		method: locals.href(under(locals, 'situation/method')),
	};
};
