import { placeOf, within } from '#pages/office-place.ts';
import { findPeople } from '#rooms/identity/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const text = (url.searchParams.get('who') ?? '').trim();
	return {
		within: within(locals),
		territory: locals.territory?.id ?? null,
		text,
		found: text ? await findPeople(locals.actor, placeOf(locals), text) : null,
	};
};
