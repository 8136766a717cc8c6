import { redirect } from '@sveltejs/kit';
import { refuse } from '#platform/errors/door.ts';
import { httpPorts } from '#platform/http/ports.server.ts';
import { hostCode, readHostKnock } from '#rooms/identity/door.server.ts';
import type { RequestHandler } from './$types';

/** On the main host: another host of the installation has sent a person here to sign in. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const sealed = url.searchParams.get('knock');
	const knock = readHostKnock(sealed);
	if (!knock || !httpPorts().territoryOfHost(knock.host)) refuse('identity.link-old');
	if (!locals.actor.account)
		redirect(303, `${locals.href('/account/sign-in')}?to=${encodeURIComponent(url.pathname + url.search)}`);
	const { code, host } = await hostCode(locals.actor, sealed);
	const enter = new URL(`${url.protocol}//${host}${locals.href('/account/host/enter')}`);
	enter.searchParams.set('code', code);
	enter.searchParams.set('to', knock.to);
	redirect(303, enter.href, { external: [enter.origin] });
};
