import type { TerritoryId } from '#platform/db/door.server.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { dayIn } from '../terms.ts';
import { keywordSet } from './keyword-set.server.ts';
import { chancesOf, mostTelling } from './keywords.ts';

export type Suggested = {
	category: string;
	/** From 0 to 1: how often such a suggestion turns out right. */
	confidence: number;
	/** The person's own words that decided it, the weightiest first. */
	words: string[];
};

/** More than this is not looked at: what an appeal is about is said in its beginning. */
const longestRead = 4_000;

/**
 * What a text is probably about: at most three categories that may be chosen in the territory today, the likeliest first;
 * none where nothing in it tells. Nothing is written and the text is not kept.
 */
export async function suggestCategories(
	asked: { territory: TerritoryId; text: string; lang: 'ru' | 'en' },
	now = new Date(),
): Promise<Suggested[]> {
	const { territory } = asked;
	const [all, words] = await Promise.all([categories(), keywordSet()]);
	const day = dayIn(zoneOf(territory), now);
	const areas = [territory, ...tree.ancestors(territory)];
	const { scores, because } = words.ask(asked.text.slice(0, longestRead));
	const open = words.codes.map((code, i) => (scores[i] ?? 0) > 0 && all.isOpen(code, day, areas));
	const chances = chancesOf(scores, open);
	return words.codes
		.map((category, i) => ({ category, confidence: chances[i] ?? 0, words: mostTelling(because.get(i)) }))
		.filter((one) => one.confidence > 0)
		.sort((a, b) => b.confidence - a.confidence)
		.slice(0, 3);
}
