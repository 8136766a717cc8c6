import type { Reroute } from '@sveltejs/kit';

/** The language stands in the address: `/en/perm-krai` and `/perm-krai` are one page in two languages. */
export const reroute: Reroute = ({ url }) => {
	if (url.pathname === '/en') return '/';
	if (url.pathname.startsWith('/en/')) return url.pathname.slice(3);
};
