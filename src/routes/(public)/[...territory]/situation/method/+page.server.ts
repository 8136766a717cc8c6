import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { lastProof } from '#rooms/appeals/door.server.ts';
import { leastCompared, level } from '#rooms/situation-centre/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	territory: placeOf(locals),
	crumbs: crumbsTo(locals, { title: locals.t('situation.title'), path: under(locals, 'situation') }),
	least: leastCompared,
	level,
	proof: (await lastProof()) ?? null,
});
