import type { TerritoryId } from '#platform/db/door.server.ts';
import { guesserFor, type Suggested } from './guess.ts';

/**
 * What a text is probably about: at most three categories that may be chosen in the territory today, the likeliest first;
 * none where nothing in it tells. Nothing is written and the text is not kept.
 */
export async function suggestCategories(
	asked: { territory: TerritoryId; text: string; lang: 'ru' | 'en' },
	now = new Date(),
): Promise<Suggested[]> {
	return (await guesserFor(asked.territory, now))(asked.text).best;
}
