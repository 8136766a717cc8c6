import { redirect } from '@sveltejs/kit';
import { publicOrigin } from '#platform/config/door.server.ts';
import { httpPorts } from '#platform/http/ports.server.ts';
import type { LayoutServerLoad } from './$types';

/** A territory's own host name shows its pages; the account lives on the main host. */
export const load: LayoutServerLoad = ({ url, route }) => {
	const entering = route.id === '/account/sign-in';
	if (!entering && httpPorts().territoryOfHost(url.host))
		redirect(303, publicOrigin() + url.pathname + url.search, { external: [publicOrigin()] });
	return {};
};
