import type { RequestEvent } from '@sveltejs/kit';
import { signInCookie } from '#platform/http/cookies.ts';

/** Gives the browser its sign-in; `until` null: only while the browser is open. */
export function setSignIn(event: RequestEvent, cookie: string, until: Date | null): void {
	event.cookies.set(signInCookie, cookie, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		...(until ? { expires: until } : {}),
	});
}

export function dropSignIn(event: RequestEvent): void {
	event.cookies.delete(signInCookie, { path: '/' });
}
