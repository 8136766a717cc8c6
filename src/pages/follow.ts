import type { RequestEvent } from '@sveltejs/kit';

/** Codes of appeals that a visitor without an account follows: `<number>=<code>`, the newest first, at most ten. */
const name = 'veche_follow';
const most = 10;

function read(event: RequestEvent): [number: string, code: string][] {
	return (event.cookies.get(name) ?? '')
		.split('~')
		.map((pair) => pair.split('=') as [string, string])
		.filter(([number, code]) => number && code);
}

export function followCodeOf(event: RequestEvent, number: string): string | null {
	return read(event).find(([one]) => one === number)?.[1] ?? null;
}

/** Remembered in this browser for a month: never in an address, where it would be logged and sent on. */
export function rememberFollowCode(event: RequestEvent, number: string, code: string): void {
	const all = [[number, code], ...read(event).filter(([one]) => one !== number)].slice(0, most);
	event.cookies.set(name, all.map((pair) => pair.join('=')).join('~'), {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		maxAge: 60 * 60 * 24 * 30,
	});
}
