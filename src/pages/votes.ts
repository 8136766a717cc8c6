import type { RequestEvent } from '@sveltejs/kit';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	addressOf,
	type BallotId,
	type BallotRef,
	fileAddress,
	fileWords,
} from '#rooms/ballots/door.server.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The vote of the address, of the territory of the address. */
export function ballotAt(event: Pick<RequestEvent, 'locals' | 'params'>): BallotRef {
	const id = event.params.ballot ?? '';
	if (!uuid.test(id)) refuse('ballots.not-found');
	return { territory: placeOf(event.locals).id, id: id as BallotId };
}

const kinds = Object.keys(fileWords) as (keyof typeof fileWords)[];
export const fileOfWord = (word: string) => kinds.find((kind) => fileWords[kind] === word) ?? null;

/** Ways between the pages of one vote. */
export function waysOf(locals: App.Locals, ref: BallotRef) {
	const to = (...inside: string[]) => locals.href(addressOf(ref, ...inside));
	return {
		item: to(),
		cast: to('cast'),
		check: to('check'),
		receipt: to('receipt'),
		protocol: to('protocol'),
		file: (kind: keyof typeof fileWords) => locals.href(fileAddress(ref, kind)),
		proof: (of: string) => to('proof', of),
		byCode: locals.href(under(locals, 'votes/code')),
		signIn: locals.href(`/account/sign-in?to=${encodeURIComponent(to('cast'))}`),
		residence: locals.href('/account/residence'),
		log: locals.href('/log'),
	};
}

/** The way here: places, the list of votes, and for pages inside a vote the vote itself. */
export function crumbsOfVote(locals: App.Locals, vote?: { title: string; href: string; lang: string }) {
	const list = crumbsTo(locals, { title: locals.t('ballots.list.title'), path: under(locals, 'votes') });
	return vote ? [...list, vote] : list;
}

/**
 * The code of a sheet between the page that asks for it and the vote: in this browser for half an hour, never in an address. Gone
 * once the vote is cast, so that the next person at the same computer finds nothing.
 */
const cookie = 'veche_sheet';

export function sheetCodeOf(event: RequestEvent, { id }: BallotRef): string | null {
	const [ballot, code] = (event.cookies.get(cookie) ?? '').split('=');
	return ballot === id && code ? code : null;
}

export function keepSheetCode(event: RequestEvent, { id }: BallotRef, code: string): void {
	putSheet(event, `${id}=${code}`, 30);
}

/** The code goes with the vote: whoever opens the page of voting anew reads that a vote was cast here, and no more. */
export const dropSheetCode = (event: RequestEvent, { id }: BallotRef): void => putSheet(event, `${id}=`, 10);

export const sheetWasUsed = (event: RequestEvent, { id }: BallotRef): boolean =>
	event.cookies.get(cookie) === `${id}=`;

function putSheet(event: RequestEvent, text: string, minutes: number): void {
	event.cookies.set(cookie, text, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		maxAge: 60 * minutes,
	});
}
