import { cellsAnswer } from '#pages/cells.ts';
import { under } from '#pages/place.ts';
import { choiceIn } from '#pages/situation.ts';
import { demand } from '#platform/permissions/demand.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { RequestHandler } from './$types';

/** Cells of the heat map with what only the authority sees. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const territory = here(locals.territory);
	demand(locals.actor, 'situation-centre.see-more', { territory: territory.id });
	const { choice } = await choiceIn(url.searchParams, territory, locals.lang, true);
	const page = locals.href(under(locals, 'situation/cell'));
	return cellsAnswer(
		locals,
		url.searchParams,
		choice,
		(cell) => `${page}/${cell}?period=${choice.period.key}`,
	);
};
