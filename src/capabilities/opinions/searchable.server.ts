import { type Db, database } from '#platform/db/door.server.ts';
import { type Item, putItems, registerSearchSource, removeItem } from '#platform/search/door.server.ts';
import { addressOf } from './address.ts';
import { type Conversation, type ConversationRef, isPublic } from './conversation.ts';
import * as store from './store.server.ts';
import { inLang } from './view-conversation.ts';

const kind = 'opinions.conversation';

/** A conversation as it is found, in each of its languages. Drafts, and those of a space, are found by nobody. */
function itemsOf(conversation: Conversation): Item[] {
	if (!isPublic(conversation) || conversation.space !== null) return [];
	const langs = conversation.other ? (['ru', 'en'] as const) : [conversation.lang];
	return langs.map((lang) => {
		const { question, explanation } = inLang(conversation, lang);
		return {
			territory: conversation.territory,
			kind,
			id: conversation.id,
			url: addressOf(conversation),
			lang,
			title: question,
			body: explanation,
			audience: 'public',
			at: conversation.openedAt ?? conversation.createdAt,
		};
	});
}

/** Brings the index in line with the conversation; runs after each change of it, any number of times. */
export async function index(ref: ConversationRef, db: Db = database()): Promise<void> {
	const conversation = await store.readConversation(db, ref);
	await removeItem(db, { territory: ref.territory, kind, id: ref.id });
	if (conversation) await putItems(db, itemsOf(conversation));
}

export function offerConversations(): void {
	registerSearchSource(kind, async function* () {
		for await (const some of store.allPublic(database()))
			for (const conversation of some) yield* itemsOf(conversation);
	});
}
