import { officePath, placeOf } from '#pages/office-place.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import type { BallotId, BallotRef } from '#rooms/ballots/door.server.ts';

/** The vote of an office page: its territory is the one that is worked in. */
export function voteIn(locals: App.Locals, id: string): BallotRef {
	if (!isUuid(id)) refuse('ballots.not-found');
	return { territory: placeOf(locals), id: id as BallotId };
}

/** An address of the office's votes that stays in the territory. */
export const votesPath = (locals: App.Locals, path = '', query: Record<string, string> = {}): string =>
	officePath(locals, `votes${path}`, query);

/** The way here: all votes, and the vote itself. */
export const voteCrumbs = (
	locals: App.Locals,
	vote?: { id: string; question: string; lang: string; shownIn?: string },
) => [
	{ title: locals.t('ballots.office.title'), href: votesPath(locals) },
	...(vote
		? [
				{
					title: vote.question || locals.t('ballots.office.no-question'),
					href: votesPath(locals, `/${vote.id}`),
					...(vote.question ? { lang: vote.shownIn ?? vote.lang } : {}),
				},
			]
		: []),
];
