import { refuse } from '#platform/errors/door.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
	if (!locals.territory && params.territory) refuse('platform.not-found');
	return {};
};
