import { type Db, database, plannedAnew, type TerritoryId } from '../db/door.server.ts';
import { placeKind, type SearchAudience } from './item.ts';
import { mend } from './mend.server.ts';
import { ownsThings, territoriesBelow } from './ports.server.ts';
import { type Query, readQuery, type Term } from './query.ts';
import { markHits, type SnippetPart, snippetOf } from './snippet.ts';

export type Found = {
	kind: string;
	id: string;
	territory: TerritoryId;
	/** Address without the language. */
	url: string;
	title: string;
	titleParts: SnippetPart[];
	snippet: SnippetPart[];
	lang: 'ru' | 'en';
	at: Date | null;
};

export type FindInput = {
	text: string;
	/** The territory and all below it; absent: everywhere. */
	within?: TerritoryId | undefined;
	kinds?: readonly string[] | undefined;
	/** The reader's language: things that have it come in it. */
	lang: 'ru' | 'en';
	/** Officials may find what the public may not; the caller has checked that they are. */
	audience?: SearchAudience;
	limit?: number;
	after?: string | undefined;
	/** False: by the words as typed, whatever they are. */
	mending?: boolean;
};

export type FindResult = {
	items: Found[];
	/** What was looked for instead, where nothing was found by the words as typed. */
	mended?: string;
	next?: string;
	/** Not one word was typed. */
	empty?: true;
};

/**
 * The newest so many matches are ranked; whoever wants older ones names more words (schema rules 7). A word that stands in every
 * tenth text of a large city is then found by walking its newest rows, each of which lies on a page of its own.
 */
const ranked = 100;

/**
 * Finds things and places by words in any of their forms, best first. Where nothing is found, mistakes of typing are
 * mended against the words that do occur, and the answer says so.
 */
export async function find(input: FindInput): Promise<FindResult> {
	const query = readQuery(input.text);
	if (!query) return { items: [], empty: true };
	const first = await page(query, input);
	if (first.items.length > 0 || input.after || input.mending === false) return first;
	const mended = await mend(input.text);
	const better = mended === null ? null : readQuery(mended);
	if (!better || mended === null) return first;
	const again = await page(better, { ...input, text: mended });
	return again.items.length > 0 ? { ...again, mended } : first;
}

type Row = {
	kind: string;
	id: string;
	territory: TerritoryId;
	url: string;
	title: string;
	body: string | null;
	lang: 'ru' | 'en';
	at: Date | null;
	rank: number;
	key: string;
};

async function page(query: Query, input: FindInput): Promise<FindResult> {
	const limit = Math.min(input.limit ?? 20, 100);
	const after = readCursor(input.after);
	const ids = input.within === undefined ? null : territoriesBelow(input.within);
	const wanted = (kind: string) => !input.kinds?.length || input.kinds.includes(kind);
	const things = input.kinds?.filter((kind) => kind !== placeKind);
	const [places, items] = await Promise.all([
		wanted(placeKind) ? findPlaces(database(), query, ids, input.lang, after, limit + 1) : [],
		!input.kinds?.length || things?.length
			? findItems(database(), query, ids, things ?? [], input, after, limit + 1)
			: [],
	]);
	const rows = [...places, ...items].sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1));
	const shown = rows.slice(0, limit);
	const last = rows.length > limit ? shown.at(-1) : undefined;
	return {
		items: shown.map((row) => ({
			kind: row.kind,
			id: row.id,
			territory: row.territory,
			url: row.url,
			title: row.title,
			titleParts: markHits(row.title, query.roots),
			snippet: row.body ? snippetOf(row.body, query.roots) : [],
			lang: row.lang,
			at: row.at,
		})),
		...(last ? { next: `${last.rank}_${Buffer.from(last.key).toString('base64url')}` } : {}),
	};
}

type Cursor = { rank: number; key: string } | null;
function readCursor(text: string | undefined): Cursor {
	const match = /^(\d{1,10})_([\w-]{1,400})$/.exec(text ?? '');
	if (!match) return null;
	const key = Buffer.from(match[2] as string, 'base64url').toString('utf8');
	return key.includes('\0') ? null : { rank: Number(match[1]), key };
}

/**
 * Each word in the form typed, in any form of its root, or as the other roots of a place name. Words that the language
 * does not search by («и», «на») ask for nothing, unless there is nothing else.
 */
function tsquery(db: Db, terms: readonly Term[], prefixLast = false) {
	return terms
		.map(({ text, others }, i) => {
			const begun = prefixLast && i === terms.length - 1 ? `${text}:*` : text;
			const alike = [begun, ...others].join(' | ');
			const asked = db`(to_tsquery('russian', ${text}) || to_tsquery('simple', ${alike}))`;
			if (terms.length === 1 || begun !== text) return asked;
			return db`(case when numnode(to_tsquery('russian', ${text})) = 0 then ''::tsquery else ${asked} end)`;
		})
		.reduce((all, one) => db`${all} && ${one}`);
}

/** Places whose name is just what was typed come first, then those that begin so, the larger before the smaller. */
async function findPlaces(
	db: Db,
	query: Query,
	ids: readonly TerritoryId[] | null,
	lang: string,
	after: Cursor,
	limit: number,
) {
	return db<Row[]>`
		with hits as (
			select distinct on (territory) territory, lang, kind, url, title, folded, weight, tsv
			from search.place
			where tsv @@ (${tsquery(db, query.place)})
				and ${ids ? db`territory = any(${ids as TerritoryId[]}::int[])` : db`true`}
			order by territory, (lang = ${lang}) desc
		), ranked as (
			select ${placeKind} as kind, territory::text as id, territory, url, title, null as body, lang, null::timestamptz as at,
				'a' || lpad(territory::text, 10, '0') as key,
				(1000000 * (case when folded = ${query.folded} then 4 when starts_with(folded, ${query.folded}) then 3
					when tsv @@ (${tsquery(db, query.terms)}) then 2 else 1.5 end
					+ least(0.9, ln(1 + weight) / 20)))::int as rank
			from hits
		)
		select * from ranked
		where ${after ? db`(rank < ${after.rank} or rank = ${after.rank} and key collate "C" > ${after.key})` : db`true`}
		order by rank desc, key collate "C" limit ${limit}`;
}

/**
 * Few territories are looked up one by one in the index of (territory, words); many by words first, and those that are known to have
 * next to nothing by themselves: planning each of them apart takes longer than finding.
 */
function scope(db: Db, ids: readonly TerritoryId[] | null) {
	if (!ids) return db`true`;
	const [first, ...rest] = ids;
	if (first === undefined) return db`false`;
	if (ids.length > 24 || !ids.some(ownsThings)) return db`territory_id = any(${ids as TerritoryId[]}::int[])`;
	return db`(${rest.reduce((all, id) => db`${all} or territory_id = ${id}`, db`territory_id = ${first}`)})`;
}

/** So many territories are looked into each for itself; of more, all together. */
const mostApart = 4;

/**
 * The territories in the groups that are looked into. Where only one is asked for, its rows are walked from the newest on until
 * enough match; of several at once every match is read: 43 ms instead of 3 of a common word in a city with its twenty places,
 * with which nothing lies.
 */
function apart(ids: readonly TerritoryId[] | null): (readonly TerritoryId[] | null)[] {
	const owners = ids?.filter(ownsThings) ?? [];
	if (!ids || owners.length === 0 || owners.length > mostApart) return [ids];
	const rest = ids.filter((id) => !ownsThings(id));
	return [...owners.map((id) => [id]), ...(rest.length ? [rest] : [])];
}

async function findItems(
	db: Db,
	query: Query,
	ids: readonly TerritoryId[] | null,
	kinds: readonly string[],
	input: FindInput,
	after: Cursor,
	limit: number,
) {
	const newestIn = (group: readonly TerritoryId[] | null) => db`
		(select territory_id, kind, id, lang, weight, at, tsv, q
		from search.item, asked
		where ${scope(db, group)} and tsv @@ q
			and ${input.audience === 'officials' ? db`true` : db`audience = 'public'`}
			and ${kinds.length ? db`kind = any(${kinds as string[]}::text[])` : db`true`}
		order by at desc limit ${ranked})`;
	const groups = apart(ids)
		.map(newestIn)
		.reduce((all, one) => db`${all} union all ${one}`);
	// not materialized: the plan of each group is made for the words themselves
	return plannedAnew(db<Row[]>`
		with asked as not materialized (select ${tsquery(db, query.terms)} as q), newest as (
			select * from (${groups}) as newest_of_each order by at desc limit ${ranked}
		), best as (
			select distinct on (territory_id, kind, id) territory_id, kind, id, lang, at,
				lpad(territory_id::text, 10, '0') || ' ' || kind || ' ' || id as key,
				(1000000 * least(3, weight * (0.05 + ts_rank('{0.1, 0.2, 0.4, 1}', tsv, q, 1))))::int as rank
			from newest
			order by territory_id, kind, id, (lang = ${input.lang}) desc
		), page as (
			select * from best
			where ${after ? db`(rank < ${after.rank} or rank = ${after.rank} and key collate "C" > ${after.key})` : db`true`}
			order by rank desc, key collate "C" limit ${limit}
		)
		select p.kind, p.id, p.territory_id as territory, i.url, i.title, left(i.body, 30000) as body, p.lang, p.at, p.rank, p.key
		from page p join search.item i
			on i.territory_id = p.territory_id and i.kind = p.kind and i.id = p.id and i.lang = p.lang
		order by p.rank desc, p.key collate "C"`);
}

export type Suggestion = { kind: string; title: string; url: string; territory: TerritoryId };

/** What the header offers while one types: places that begin so, then titles. Quick, and never mends. */
export async function suggest(
	text: string,
	options: { lang: 'ru' | 'en'; within?: TerritoryId | undefined; kinds?: readonly string[]; limit?: number },
): Promise<Suggestion[]> {
	const query = readQuery(text.slice(0, 100));
	if (!query || query.folded.length < 2) return [];
	const { lang, within, kinds } = options;
	const limit = Math.min(options.limit ?? 8, 20);
	const db = database();
	const ids = within === undefined ? null : territoriesBelow(within);
	const begins = `${query.folded.replace(/[\\%_]/g, '\\$&')}%`;
	const wanted = (kind: string) => !kinds?.length || kinds.includes(kind);
	const things = kinds?.filter((kind) => kind !== placeKind);
	const [places, items] = await Promise.all([
		wanted(placeKind)
			? db<Suggestion[]>`
				with hits as (
					select distinct on (territory) territory, url, title, folded, weight from search.place
					where (folded like ${begins} or tsv @@ (${tsquery(db, query.place, true)}))
						and ${ids ? db`territory = any(${ids as TerritoryId[]}::int[])` : db`true`}
					order by territory, (lang = ${lang}) desc
				)
				select ${placeKind} as kind, title, url, territory from hits
				order by (folded = ${query.folded}) desc, (folded like ${begins}) desc, weight desc, territory limit ${limit}`
			: [],
		!kinds?.length || things?.length
			? db<Suggestion[]>`
				with asked as (select ${tsquery(db, query.terms, true)} as q), newest as (
					select territory_id, kind, id, title, url, weight, at from search.item, asked
					where ${scope(db, ids)} and tsv @@ q and audience = 'public' and lang = ${lang}
						and ${things?.length ? db`kind = any(${things}::text[])` : db`true`}
					order by at desc limit 200
				)
				select kind, title, url, territory_id as territory from newest
				order by weight desc, at desc, id limit ${limit}`
			: [],
	]);
	return [...places, ...items].slice(0, limit);
}
