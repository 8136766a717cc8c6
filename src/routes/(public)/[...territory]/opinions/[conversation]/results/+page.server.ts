import { conversationAt, crumbsOf, waysOf } from '#pages/opinions.ts';
import { placeShown } from '#pages/place.ts';
import { heardIn, limits, readingOf, viewConversation } from '#rooms/opinions/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const ref = conversationAt(event);
	const conversation = await viewConversation(locals.actor, ref);
	const shown = conversation.resultsShown === 'shown';
	const [reading, heard] = shown
		? await Promise.all([readingOf(locals.actor, ref), heardIn(locals.actor, ref)])
		: [null, null];
	const ways = waysOf(locals, ref);
	const { question, shownIn, state, closesAt, lacks, statements, resultsShown, resultsAfter, openMarks } =
		conversation;
	return {
		question,
		shownIn,
		state,
		closesAt,
		statements,
		mayMark: state === 'open' && lacks.length === 0,
		resultsShown,
		resultsAfter,
		marksShown: openMarks && state === 'closed',
		reading,
		heard,
		/** From so many marks on a person is counted to a group. */
		least: limits.marksForResults,
		place: placeShown(locals),
		crumbs: crumbsOf(locals, { title: question, href: ways.item, lang: shownIn }),
		ways,
	};
};
