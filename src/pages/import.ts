import { isUuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { ImportId } from '#rooms/intake/door.server.ts';

export function importIn(text: string | undefined): ImportId {
	if (!text || !isUuid(text)) refuse('platform.not-found');
	return text as ImportId;
}
