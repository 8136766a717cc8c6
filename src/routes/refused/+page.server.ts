import { refuse } from '#platform/errors/door.ts';
import type { PageServerLoad } from './$types';

/** Any refusal that has words; asked from outside there is no such page. */
export const load: PageServerLoad = ({ url, locals, isSubRequest }) => {
	const code = url.searchParams.get('code') ?? '';
	if (!isSubRequest || !locals.t.has(code)) refuse('platform.not-found');
	refuse(code, JSON.parse(url.searchParams.get('facts') ?? '{}'));
};
