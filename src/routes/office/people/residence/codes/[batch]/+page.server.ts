import { placeOf, within } from '#pages/office-place.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { batchSheet } from '#rooms/identity/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isUuid(params.batch)) refuse('platform.not-found');
	const { batch, codes } = await batchSheet(locals.actor, { territory: placeOf(locals), id: params.batch });
	return {
		within: within(locals),
		title: batch.title,
		until: batch.expiresAt,
		codes,
		address: `${new URL(publicOrigin()).host}/account/residence`,
		territory: locals.territory?.name.nominative ?? '',
	};
};
