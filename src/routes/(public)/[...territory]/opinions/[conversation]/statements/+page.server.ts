import { conversationAt, crumbsOf, waysOf } from '#pages/opinions.ts';
import { placeShown } from '#pages/place.ts';
import { withQuery } from '#pages/public-list.ts';
import { statementsOf, viewConversation } from '#rooms/opinions/door.server.ts';
import type { PageServerLoad } from './$types';

const sorts = ['new', 'agree', 'disagree', 'divided'] as const;
type Sort = (typeof sorts)[number];

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const ref = conversationAt(event);
	const conversation = await viewConversation(locals.actor, ref);
	const shown = conversation.resultsShown === 'shown';
	const asked = url.searchParams.get('sort');
	// sorted by results the order would tell them
	const sort: Sort = (shown && sorts.find((one) => one === asked)) || 'new';
	const words = url.searchParams.get('words')?.trim().slice(0, 300) ?? '';
	const page = await statementsOf(locals.actor, ref, { sort, words, after: url.searchParams.get('after') });
	const ways = waysOf(locals, ref);
	const to = (changes: Record<string, string | null>) =>
		withQuery(ways.statements, { sort: sort === 'new' ? null : sort, words, ...changes });
	return {
		question: conversation.question,
		shownIn: conversation.shownIn,
		state: conversation.state,
		resultsShown: conversation.resultsShown,
		resultsAfter: conversation.resultsAfter,
		sort,
		words,
		items: page.items,
		total: page.total,
		sorts: shown ? sorts.map((one) => ({ sort: one, href: to({ sort: one === 'new' ? null : one }) })) : [],
		next: page.next ? to({ after: page.next }) : null,
		first: url.searchParams.has('after') ? to({}) : null,
		clear: to({ words: null }),
		place: placeShown(locals),
		crumbs: crumbsOf(locals, { title: conversation.question, href: ways.item, lang: conversation.shownIn }),
		ways,
	};
};
