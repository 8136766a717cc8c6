import { type RequestEvent, redirect } from '@sveltejs/kit';
import type { HalfSignedIn, SignedIn } from '#rooms/identity/door.server.ts';
import { dropPassing, getPassing, setPassing } from './passing-cookies.ts';
import { returnAddress } from './return-address.ts';
import { setSignIn } from './sign-in-cookie.ts';

/** After a proof was right: on to the second factor, to linking what came from a provider, or to where one was going. */
export function finishSignIn(event: RequestEvent, done: SignedIn | HalfSignedIn, to: string | null): never {
	const { href } = event.locals;
	const goal = returnAddress(to, href('/account'));
	if (done.step === 'second-factor') {
		setPassing(event, 'half', done.half);
		redirect(303, `${href('/account/sign-in/second-factor')}?to=${encodeURIComponent(goal)}`);
	}
	dropPassing(event, 'half');
	setSignIn(event, done.cookie, done.until);
	if (getPassing(event, 'arrival'))
		redirect(303, `${href('/account/provider/link')}?to=${encodeURIComponent(goal)}`);
	redirect(303, goal);
}
