import { under } from '#pages/place.ts';
import { readPublicList } from '#pages/public-list.ts';
import { votesPath } from '#pages/votes/vote.ts';
import { addressOf, type BallotState, ballotsIn, ledSpaces } from '#rooms/ballots/door.server.ts';
import type { PageServerLoad } from './$types';

const shows = {
	open: ['open'],
	soon: ['announced'],
	closed: ['counting', 'closed', 'cancelled'],
} satisfies Record<string, readonly BallotState[]>;

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const list = await readPublicList(event, {
		page: 'votes',
		shows,
		find: ballotsIn,
		addressOf,
		ledSpaces,
		newOne: (space) => votesPath(locals, '/new', { space }),
	});
	return { ...list, byCode: locals.href(under(locals, 'votes/code')) };
};
