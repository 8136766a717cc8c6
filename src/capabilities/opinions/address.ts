import { pathOf } from '#rooms/territories/door.server.ts';
import type { ConversationRef } from './conversation.ts';

/** Address of a conversation's page, or of a page inside it, without the language. */
export const addressOf = ({ territory, id }: ConversationRef, ...inside: string[]): string =>
	`/${[pathOf(territory), 'opinions', id, ...inside].filter(Boolean).join('/')}`;
