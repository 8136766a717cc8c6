import { type Db, database } from '../db/door.server.ts';
import { stemOf, wordsOf } from './russian.ts';

const batch = 2_000;
/** More words than Russian has; a list this long would be nonsense typed by robots. */
const mostWords = 400_000;

/**
 * Learns the words of public titles and names written since the last time, so that mistakes are mended towards what can be found.
 * Runs every few minutes; counts are rough until the night.
 */
export async function learnWords(now = new Date()): Promise<number> {
	const db = database();
	const [row] = await db<{ up_to: Date }[]>`select up_to from search.learned`;
	// Rows of transactions that were still open the last time come now: some words are counted twice until the night.
	const since = new Date((row?.up_to.getTime() ?? 60_000) - 60_000);
	const until = now;
	const counts = new Map<string, number>();
	await readTitles(db, since, until, (text) => count(counts, text));
	await save(db, counts, false);
	await db`
		insert into search.learned (one, up_to) values (true, ${until})
		on conflict (one) do update set up_to = excluded.up_to`;
	return counts.size;
}

/** Counts all words anew, bodies too; those that stand nowhere any more are forgotten. */
export async function learnAll(now = new Date(), signal?: AbortSignal): Promise<number> {
	const db = database();
	const counts = new Map<string, number>();
	await readTitles(db, new Date(0), now, (text) => count(counts, text));
	for await (const rows of db<{ body: string }[]>`
		/* background: the dictionary */ select left(body, 20000) as body from search.item where body <> '' and lang = 'ru' and audience = 'public'`.cursor(
		200,
	)) {
		signal?.throwIfAborted();
		for (const { body } of rows) if (counts.size < mostWords) count(counts, body);
	}
	await save(db, counts, true);
	await db`
		insert into search.learned (one, up_to) values (true, ${now})
		on conflict (one) do update set up_to = excluded.up_to`;
	return counts.size;
}

async function readTitles(db: Db, since: Date, until: Date, take: (text: string) => void): Promise<void> {
	for await (const rows of db<{ text: string }[]>`
		/* background: the dictionary */ select title || ' ' || names as text from search.item where changed_at > ${since} and changed_at <= ${until}
			and audience = 'public'
		union all
		select title || ' ' || names from search.place where changed_at > ${since} and changed_at <= ${until}`.cursor(
		1000,
	))
		for (const { text } of rows) take(text);
}

function count(counts: Map<string, number>, text: string): void {
	for (const word of wordsOf(text))
		if (word.length >= 2 && word.length <= 40 && !/^\d+$/.test(word))
			counts.set(word, (counts.get(word) ?? 0) + 1);
}

async function save(db: Db, counts: ReadonlyMap<string, number>, anew: boolean): Promise<void> {
	const words = [...counts.keys()].sort();
	for (let i = 0; i < words.length; i += batch) {
		const part = words.slice(i, i + batch);
		await db`
			insert into search.word (word, stem, count)
			select word, stem, count from unnest(${part}::text[], ${part.map((word) => stemOf(word).slice(0, 40))}::text[],
				${part.map((word) => counts.get(word) ?? 1)}::int[]) as given(word, stem, count)
			on conflict (word) do update set count = excluded.count ${anew ? db`` : db`+ word.count`}`;
	}
	if (!anew) return;
	const known = await db<{ word: string }[]>`select word from search.word`;
	const gone = known.filter(({ word }) => !counts.has(word)).map(({ word }) => word);
	for (let i = 0; i < gone.length; i += batch)
		await db`delete from search.word where word = any(${gone.slice(i, i + batch)}::text[])`;
}
