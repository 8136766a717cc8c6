import { redirect } from '@sveltejs/kit';
import { callerOf } from '#pages/caller.ts';
import { finishSignIn } from '#pages/finish-sign-in.ts';
import { dropPassing, getPassing, setPassing } from '#pages/passing-cookies.ts';
import { Refusal } from '#platform/errors/door.ts';
import { type Arrived, arrive } from '#rooms/identity/door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { locals, params, url } = event;
	const sealed = getPassing(event, 'trip');
	dropPassing(event, 'trip');
	let arrived: Arrived;
	try {
		arrived = await arrive(
			locals.actor,
			{ provider: params.id, sealed, address: url, origin: locals.origin },
			callerOf(event),
		);
	} catch (error) {
		if (error instanceof Refusal && error.status !== 404)
			redirect(303, locals.href(`/refused?code=${error.code}`));
		throw error;
	}
	if (arrived.kind === 'linked') redirect(303, locals.href('/account/providers?linked'));
	if (arrived.kind === 'signed-in') {
		dropPassing(event, 'arrival');
		finishSignIn(event, arrived.done, arrived.to);
	}
	setPassing(event, 'arrival', arrived.sealed);
	const next = arrived.kind === 'new' ? '/account/register/arrival' : '/account/sign-in';
	redirect(303, `${locals.href(next)}?to=${encodeURIComponent(arrived.to)}`);
};
