import type { RequestEvent } from '@sveltejs/kit';

/** Sealed things that the browser carries for some minutes between two pages of signing in. */
export const passing = {
	/** The first proof was right, the second is asked. */
	half: { name: 'veche_half', minutes: 10 },
	/** On the way to a provider of sign-in. */
	trip: { name: 'veche_trip', minutes: 10 },
	/** Back from a provider, not yet known here. */
	arrival: { name: 'veche_arrival', minutes: 20 },
	/** Another host of this installation waits for its code. */
	host: { name: 'veche_host', minutes: 30 },
} as const;
type Passing = keyof typeof passing;

export function setPassing(event: RequestEvent, what: Passing, sealed: string): void {
	const { name, minutes } = passing[what];
	event.cookies.set(name, sealed, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		maxAge: minutes * 60,
	});
}
export function getPassing(event: RequestEvent, what: Passing): string | undefined {
	return event.cookies.get(passing[what].name);
}
export function dropPassing(event: RequestEvent, what: Passing): void {
	event.cookies.delete(passing[what].name, { path: '/' });
}
