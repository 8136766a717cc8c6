import type { LayoutServerLoad } from './$types';

/** What the frame of every page needs; rooms give their own parts in their own loads. */
export const load: LayoutServerLoad = ({ locals, url }) => ({
	lang: locals.lang,
	/** The address without the language. */
	path: locals.path,
	search: url.search,
	look: locals.look,
	origin: locals.origin,
	viewer: locals.actor.account ? { name: locals.actor.name, official: locals.actor.grants.length > 0 } : null,
	here: locals.territory,
});
