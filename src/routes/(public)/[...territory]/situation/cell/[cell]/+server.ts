import { redirect } from '@sveltejs/kit';
import { placeOf } from '#pages/place.ts';
import { choiceIn } from '#pages/situation.ts';
import { refuse } from '#platform/errors/door.ts';
import { isCell } from '#platform/geo/door.ts';
import { hasOwnersBelow, ownerAt } from '#rooms/situation-centre/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import type { RequestHandler } from './$types';

/**
 * From a cell on: further up to the map of the municipality that lies there, in a municipality to the appeals of the cell
 * themselves. So one comes from a country to the single appeal.
 */
export const GET: RequestHandler = async ({ locals, url, params }) => {
	const territory = placeOf(locals);
	if (!/^8[0-9a-f]{14}$/.test(params.cell) || !isCell(BigInt(`0x${params.cell}`)))
		refuse('platform.not-found');
	const { choice } = await choiceIn(url.searchParams, territory, locals.lang);
	const cell = BigInt(`0x${params.cell}`);
	const owner = hasOwnersBelow(territory.id) ? await ownerAt(cell, territory.id) : null;
	const to = (id: typeof territory.id, page: string) =>
		locals.href(`${pathOf(id) ? `/${pathOf(id)}` : ''}/${page}`);
	if (owner) redirect(303, `${to(owner, 'situation/map')}?period=${choice.period.key}`);
	redirect(
		303,
		`${to(territory.id, 'appeals')}?cell=${params.cell}&from=${choice.period.from}&to=${choice.period.to}`,
	);
};
