import type { Db, Tx } from '#platform/db/door.server.ts';

export type Keyword = { category: string; lang: string; words: string };

export async function readKeywords(db: Db): Promise<Keyword[]> {
	return db<Keyword[]>`
		select category, lang, words from appeals.category_keyword where not removed order by category, lang, words`;
}

/** Brings in what is not yet there; what an installation took away stays away. Categories that do not exist are passed over. */
export async function plantKeywords(tx: Tx, keywords: readonly Keyword[]): Promise<void> {
	await tx`
		insert into appeals.category_keyword (category, lang, words)
		select given.category, given.lang, given.words
		from unnest(${keywords.map((one) => one.category)}::text[], ${keywords.map((one) => one.lang)}::text[],
			${keywords.map((one) => one.words)}::text[]) as given (category, lang, words)
		join appeals.category c on c.code = given.category
		on conflict (category, lang, words) do nothing`;
}
