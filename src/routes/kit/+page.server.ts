import { error } from '@sveltejs/kit';
import { dev } from '$app/env';
import type { PageServerLoad } from './$types';

/** The sheets of the kit are for those who build; elsewhere the address does not exist. */
export const load: PageServerLoad = ({ url }) => {
	if (!dev && process.env.VECHE_KIT !== '1') error(404);
	return { sheet: url.searchParams.get('sheet') ?? 'parts' };
};
