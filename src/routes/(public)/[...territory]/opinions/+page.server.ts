import { opinionsPath } from '#pages/opinions/office.ts';
import { readPublicList } from '#pages/public-list.ts';
import {
	addressOf,
	type ConversationState,
	conversationsIn,
	ledSpaces,
} from '#rooms/opinions/door.server.ts';
import type { PageServerLoad } from './$types';

const shows = {
	open: ['open'],
	closed: ['closed', 'cancelled'],
} satisfies Record<string, readonly ConversationState[]>;

export const load: PageServerLoad = async (event) =>
	readPublicList(event, {
		page: 'opinions',
		shows,
		find: conversationsIn,
		addressOf,
		ledSpaces,
		newOne: (space) => opinionsPath(event.locals, '/new', { space }),
	});
