import type { TerritoryId } from '#platform/db/door.server.ts';
import { categories, suggestCategories } from '#rooms/appeals/door.server.ts';
import { fold, type WordField } from './fields.ts';
import { bodiesByName } from './ground.server.ts';
import { guessState } from './guess.ts';

/** Words of a table and what they probably are here: by the same name, else by what they say. A person looks over it. */
export async function suggestValues(
	territory: TerritoryId,
	field: WordField,
	words: readonly string[],
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	if (field === 'state') {
		for (const word of words) {
			const target = guessState(word);
			if (target) found.set(word, target);
		}
		return found;
	}
	if (field === 'body') {
		const named = await bodiesByName(territory);
		for (const word of words) {
			const target = named.get(fold(word));
			if (target) found.set(word, target);
		}
		return found;
	}
	const all = await categories();
	const named = new Map<string, string>();
	for (const one of all.all()) {
		named.set(fold(one.code), one.code);
		for (const { name } of one.texts) if (!named.has(fold(name))) named.set(fold(name), one.code);
	}
	for (const word of words) {
		const target = named.get(fold(word)) ?? (await likely(territory, word));
		if (target) found.set(word, target);
	}
	return found;
}

/** At least so sure must a guess by words be to be shown as one. */
const sure = 0.5;

async function likely(territory: TerritoryId, text: string): Promise<string | undefined> {
	const [best] = await suggestCategories({ territory, text, lang: 'ru' });
	return best && best.confidence >= sure ? best.category : undefined;
}
