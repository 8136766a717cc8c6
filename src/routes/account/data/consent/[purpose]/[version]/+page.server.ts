import { refuse } from '#platform/errors/door.ts';
import { consentText } from '#rooms/identity/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!/^\d{1,4}$/.test(params.version)) refuse('platform.not-found');
	const text = await consentText(params.purpose, Number(params.version), locals.lang);
	return { ...(text ?? refuse('platform.not-found')), version: Number(params.version) };
};
