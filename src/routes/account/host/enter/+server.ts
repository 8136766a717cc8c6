import { callerOf } from '#pages/caller.ts';
import { finishSignIn } from '#pages/finish-sign-in.ts';
import { dropPassing, getPassing } from '#pages/passing-cookies.ts';
import { signInByHostCode } from '#rooms/identity/door.server.ts';
import type { RequestHandler } from './$types';

/** On the other host: the code is good once, for 60 seconds, in the browser that asked. */
export const GET: RequestHandler = async (event) => {
	const { url } = event;
	const done = await signInByHostCode(
		{ code: url.searchParams.get('code'), host: url.host, secret: getPassing(event, 'host') },
		callerOf(event),
	);
	dropPassing(event, 'host');
	finishSignIn(event, done, url.searchParams.get('to'));
};
