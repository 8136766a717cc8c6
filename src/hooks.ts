import type { Reroute, Transport } from '@sveltejs/kit/hooks';

/** The language stands in the address: `/en/perm-krai` and `/perm-krai` are one page in two languages. */
export const reroute: Reroute = ({ url }) => {
	if (url.pathname === '/en') return '/';
	if (url.pathname.startsWith('/en/')) return url.pathname.slice(3);
};

/**
 * No page hydrates: the data of loads never leave the server. Kit would still write them out as script for every page
 * and throw that away; claiming the whole parcel here skips the walk (about a third of the time of a list page) and
 * lets a load return functions. A page that is to hydrate one day must be excepted here first.
 */
export const transport: Transport = {
	Inside: {
		encode: (value) =>
			typeof value === 'object' && value !== null && 'uses' in value && value.type === 'data' ? 1 : false,
		decode: () => null,
	},
};
