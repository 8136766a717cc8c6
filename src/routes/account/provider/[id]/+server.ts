import { redirect } from '@sveltejs/kit';
import { setPassing } from '#pages/passing-cookies.ts';
import { returnAddress } from '#pages/return-address.ts';
import { Refusal } from '#platform/errors/door.ts';
import { depart } from '#rooms/identity/door.server.ts';
import type { RequestHandler } from './$types';

/** A link, not a form: the strict policy of pages lets no form lead to another host. */
export const GET: RequestHandler = async (event) => {
	const { locals, params, url } = event;
	const to = returnAddress(url.searchParams.get('to'), locals.href('/account'));
	const link = url.searchParams.has('link') && locals.actor.account !== null;
	let trip: { address: string; sealed: string };
	try {
		trip = await depart(locals.actor, { provider: params.id, to, link, origin: locals.origin });
	} catch (error) {
		if (error instanceof Refusal && error.status !== 404)
			redirect(303, locals.href(`/refused?code=${error.code}`));
		throw error;
	}
	setPassing(event, 'trip', trip.sealed);
	redirect(303, trip.address, { external: [new URL(trip.address).origin] });
};
