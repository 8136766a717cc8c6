import { officePath, placeOf } from '#pages/office-place.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import type { ConversationId, ConversationRef } from '#rooms/opinions/door.server.ts';

/** The conversation of an office page: its territory is the one that is worked in. */
export function conversationIn(locals: App.Locals, id: string): ConversationRef {
	if (!isUuid(id)) refuse('opinions.not-found');
	return { territory: placeOf(locals), id: id as ConversationId };
}

/** An address of the office's conversations that stays in the territory. */
export const opinionsPath = (locals: App.Locals, path = '', query: Record<string, string> = {}): string =>
	officePath(locals, `opinions${path}`, query);

/** The way here: all conversations, and the conversation itself. */
export const conversationCrumbs = (
	locals: App.Locals,
	one?: { id: string; question: string; lang: string; shownIn?: string },
) => [
	{ title: locals.t('opinions.office.title'), href: opinionsPath(locals) },
	...(one
		? [
				{
					title: one.question || locals.t('opinions.office.no-question'),
					href: opinionsPath(locals, `/${one.id}`),
					...(one.question ? { lang: one.shownIn ?? one.lang } : {}),
				},
			]
		: []),
];
