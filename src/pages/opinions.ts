import type { RequestEvent } from '@sveltejs/kit';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { addressOf, type ConversationId, type ConversationRef } from '#rooms/opinions/door.server.ts';

/** The conversation of the address, of the territory of the address. */
export function conversationAt(event: Pick<RequestEvent, 'locals' | 'params'>): ConversationRef {
	const id = event.params.conversation ?? '';
	if (!isUuid(id)) refuse('opinions.not-found');
	return { territory: placeOf(event.locals).id, id: id as ConversationId };
}

/** Ways between the pages of one conversation. */
export function waysOf(locals: App.Locals, ref: ConversationRef) {
	const to = (...inside: string[]) => locals.href(addressOf(ref, ...inside));
	const item = to();
	return {
		item,
		/** The statement that is to be marked, so that a phone need not scroll past the question each time. */
		mark: `${item}#mark`,
		mine: to('mine'),
		results: to('results'),
		statements: to('statements'),
		statementsFile: to('files', 'statements'),
		marksFile: to('files', 'marks'),
		signIn: locals.href(`/account/sign-in?to=${encodeURIComponent(item)}`),
		residence: locals.href('/account/residence'),
	};
}

/** The way here: places, the list, and for pages inside a conversation the conversation itself. */
export function crumbsOf(locals: App.Locals, conversation?: { title: string; href: string; lang: string }) {
	const list = crumbsTo(locals, { title: locals.t('opinions.list.title'), path: under(locals, 'opinions') });
	return conversation ? [...list, conversation] : list;
}
