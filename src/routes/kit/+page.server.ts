import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import type { PageServerLoad } from './$types';

/** The sheet of all components is for those who build; elsewhere the address does not exist. */
export const load: PageServerLoad = ({ locals, url }) => {
	if (!dev && process.env.VECHE_KIT !== '1') error(404);
	return { lang: locals.lang, formToken: locals.formToken, search: url.search, look: locals.look };
};
