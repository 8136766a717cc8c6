import { placeOf, within } from '#pages/office-place.ts';
import { clockIn } from '#platform/calendar/door.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import type { BallotId, BallotRef } from '#rooms/ballots/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';

/** The vote of an office page: its territory is the one that is worked in. */
export function voteIn(locals: App.Locals, id: string): BallotRef {
	if (!isUuid(id)) refuse('ballots.not-found');
	return { territory: placeOf(locals), id: id as BallotId };
}

/** An address of the office's votes that stays in the territory. */
export function votesPath(locals: App.Locals, path = '', query: Record<string, string> = {}): string {
	const { href } = locals;
	const asked = new URLSearchParams([...new URLSearchParams(within(locals)), ...Object.entries(query)]);
	return href(`/office/votes${path}?${asked}`);
}

/** The way here: all votes, and the vote itself. */
export const voteCrumbs = (locals: App.Locals, vote?: { id: string; question: string }) => [
	{ title: locals.t('ballots.office.title'), href: votesPath(locals) },
	...(vote
		? [
				{
					title: vote.question || locals.t('ballots.office.no-question'),
					href: votesPath(locals, `/${vote.id}`),
				},
			]
		: []),
];

/** What a field of day and hour shows of a moment, by the clocks of the territory. */
export const wallText = (locals: App.Locals, at: Date | null): string =>
	at ? new Date(clockIn(zoneOf(placeOf(locals))).wallOf(at)).toISOString().slice(0, 16) : '';

/** The moment that a field of day and hour names; null: empty or none. */
export function momentIn(locals: App.Locals, text: string): Date | null {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null;
	const wall = Date.parse(`${text}Z`);
	return Number.isNaN(wall) ? null : clockIn(zoneOf(placeOf(locals))).instant(wall);
}
