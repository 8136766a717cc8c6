import { database, transaction } from '../db/door.server.ts';
import { otherLayout, slips, stemOf, wordsOf } from './russian.ts';

/**
 * The text with its mistakes of typing mended, or null where there is nothing to mend: the keyboard in the other language,
 * then a letter wrong, missing, doubled or exchanged with its neighbour.
 */
export async function mend(text: string): Promise<string | null> {
	const swapped = otherLayout(text.slice(0, 400));
	if (swapped) {
		const words = wordsOf(swapped);
		if (words.length > 0 && (await known(words)).size === new Set(words).size) return words.join(' ');
	}
	const words = wordsOf(text.slice(0, 400)).slice(0, 10);
	const right = await known(words);
	const wrong = [...new Set(words)].filter(
		(word) => !right.has(word) && word.length >= 4 && word.length <= 40,
	);
	if (wrong.length === 0) return null;
	const mended = new Map<string, string>();
	for (const word of wrong) {
		const better = await nearest(word);
		if (better) mended.set(word, better);
	}
	if (mended.size === 0) return null;
	return words.map((word) => mended.get(word) ?? word).join(' ');
}

/** Which of the words occur in some form. */
async function known(words: readonly string[]): Promise<Set<string>> {
	if (words.length === 0) return new Set();
	const stems = words.map(stemOf);
	const rows = await database()<{ stem: string }[]>`
		select distinct stem from search.word where stem = any(${stems}::text[])`;
	const found = new Set(rows.map((row) => row.stem));
	return new Set(words.filter((_, i) => found.has(stems[i] as string)));
}

async function nearest(word: string): Promise<string | null> {
	const most = word.length < 6 ? 1 : 2;
	const rows = await transaction(async (tx) => {
		// An exchange of letters leaves few common groups of three: the usual 0.3 would miss «пемрь».
		await tx`select set_config('pg_trgm.similarity_threshold', '0.15', true)`;
		return tx<{ word: string; count: number }[]>`
			select word, count from search.word
			where plain % search.plain(${word}) and char_length(word) between ${word.length - most} and ${word.length + most}
			order by similarity(plain, search.plain(${word})) desc, count desc limit 200`;
	});
	let best: { word: string; away: number; count: number } | null = null;
	for (const row of rows) {
		const away = slips(word, row.word, most);
		if (away > most || (best && (away > best.away || (away === best.away && row.count <= best.count))))
			continue;
		best = { ...row, away };
	}
	return best?.word ?? null;
}
