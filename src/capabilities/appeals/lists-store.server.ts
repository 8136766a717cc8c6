import {
	type AccountId,
	containing,
	type Db,
	type Id,
	plannedAnew,
	type TerritoryId,
} from '#platform/db/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { AppealId, Point, State, Visibility } from './appeal.ts';
import { excerptOf } from './appeal.ts';
import { openWords } from './mask.ts';

export type ListRow = {
	territory: TerritoryId;
	id: AppealId;
	number: string;
	state: State;
	category: string;
	visibility: Visibility;
	excerpt: string;
	placeWords: string;
	point: Point | null;
	body: BodyRef | null;
	photographs: number;
	joined: number;
	filedAt: Date;
	dueOn: string;
	answeredAt: Date | null;
};

export type Chosen = {
	/** waiting: for the authority; late: beyond its day; answered; done: ended either way; open: not ended. */
	state?: 'waiting' | 'late' | 'answered' | 'done' | 'open' | undefined;
	/** The category with everything below it. */
	categories?: readonly string[] | undefined;
	/** Instants: [from, to). */
	from?: Date | undefined;
	to?: Date | undefined;
	/** With which body it lies. */
	body?: BodyRef | undefined;
	/** Stored cells of a place on the map (an owner's rows) and the box around it (rows of the territories above). */
	cell?: { low: string; high: string; box: readonly [number, number, number, number] } | undefined;
	/** Words, in the owner's own list only. */
	words?: string | undefined;
	/** The name of a place, in any case. */
	place?: string | undefined;
	/** Today in the territory's zone. */
	today: string;
	/** Officials of the territory see also what is not public. */
	all?: boolean;
};

export type Sort = 'newest' | 'due';
/** The last row of the page before, in the order of the list. */
export type After = { at: string; id: string };

const waiting = ['registered', 'routed', 'in-work', 'returned'];
const over = ['accepted', 'closed'];

type Source = { table: 'appeal' | 'listed'; territory: TerritoryId };

/** Owners read their own rows; territories above them a projection that is a moment old (schema-rules 1 and 6). */
export function rowsWhere(db: Db, { table, territory }: Source, chosen: Chosen) {
	return db`
		territory_id = ${territory}
		${chosen.all ? db`` : db`and visibility <> 'authority' and state <> 'filed'`}
		${
			chosen.state === 'waiting'
				? db`and state = any(${waiting})`
				: chosen.state === 'late'
					? db`and state in ('registered', 'routed', 'in-work', 'returned') and due_on < ${chosen.today}`
					: chosen.state === 'answered'
						? db`and state = 'answered'`
						: chosen.state === 'done'
							? db`and state = any(${over})`
							: chosen.state === 'open'
								? db`and state <> all(${over})`
								: db``
		}
		${chosen.categories ? db`and category = any(${[...chosen.categories]})` : db``}
		${
			chosen.body
				? db`and body_id = ${chosen.body.id} and body_territory_id = ${chosen.body.territory}`
				: db``
		}
		${
			chosen.cell
				? table === 'appeal'
					? db`and h3 between ${chosen.cell.low}::bigint and ${chosen.cell.high}::bigint`
					: db`and lon between ${chosen.cell.box[0]} and ${chosen.cell.box[2]}
						and lat between ${chosen.cell.box[1]} and ${chosen.cell.box[3]}`
				: db``
		}
		${chosen.place ? atPlace(db, table, chosen.place) : db``}
		${chosen.from ? db`and filed_at >= ${chosen.from}` : db``}
		${chosen.to ? db`and filed_at < ${chosen.to}` : db``}
		${
			chosen.words
				? table === 'appeal'
					? db`and tsv @@ websearch_to_tsquery('russian', ${chosen.words})`
					: db`and (excerpt || ' ' || place_words) ilike ${containing(chosen.words)}`
				: db``
		}`;
}

/**
 * Every word of a place's name in the place of the appeal, its ending left out: "улица Мира" is found by "улице Мира". An owner's
 * rows are narrowed by their index of words first.
 */
function atPlace(db: Db, table: Source['table'], place: string) {
	const words = wordsOfPlace(place);
	if (words.length === 0) return db`and false`;
	const parts = placePatterns(place);
	return db`
		${table === 'appeal' ? db`and tsv @@ plainto_tsquery('russian', ${words.join(' ')})` : db``}
		and place_words ilike all(${parts}::text[])`;
}

const wordsOfPlace = (place: string): string[] => (place.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 6);

/** What the words of an appeal's place must all contain. */
export const placePatterns = (place: string): string[] =>
	wordsOfPlace(place).map(
		(word) => `%${/\p{L}{5,}/u.test(word) ? word.slice(0, word.length > 6 ? -3 : -2) : word}%`,
	);

const from = (db: Db, table: Source['table']) =>
	table === 'appeal' ? db`appeals.appeal` : db`appeals.listed`;

type Read = Omit<ListRow, 'point' | 'body'> & {
	lat: number | null;
	lon: number | null;
	bodyTerritory: TerritoryId | null;
	bodyId: Id<'body'> | null;
};

const idOf = (db: Db, { table }: Source) => (table === 'appeal' ? db`id` : db`appeal_id`);
const orderOf = (db: Db, source: Source, sort: Sort) =>
	sort === 'newest' ? db`filed_at desc, ${idOf(db, source)} desc` : db`due_on, ${idOf(db, source)}`;

function columnsOf(db: Db, source: Source) {
	const own = source.table === 'appeal';
	return db`
		${own ? db`territory_id` : db`appeal_territory_id`} as territory, ${idOf(db, source)} as id, number, state, category,
		visibility, ${own ? db`''` : db`excerpt`} as excerpt, ${own ? db`''` : db`place_words`} as "placeWords", lat, lon,
		body_territory_id as "bodyTerritory", body_id as "bodyId", ${own ? db`photographs - photographs_hidden as photographs` : db`photographs`}, joined,
		filed_at as "filedAt", due_on::text as "dueOn", answered_at as "answeredAt"`;
}

/** Rows as they are shown. An owner's own hold no words yet: those that are not known are asked for together. */
async function shownRows(db: Db, source: Source, read: readonly Read[]): Promise<ListRow[]> {
	const words =
		source.table === 'appeal'
			? await wordsOf(
					db,
					source.territory,
					read.map((row) => row.id),
				)
			: null;
	return read.map(({ lat, lon, bodyTerritory, bodyId, ...row }) => ({
		...row,
		...words?.get(row.id),
		point: lat === null || lon === null ? null : { lat, lon },
		body: bodyTerritory === null || bodyId === null ? null : { territory: bodyTerritory, id: bodyId },
	}));
}

export async function list(
	db: Db,
	source: Source,
	chosen: Chosen,
	page: { sort: Sort; after?: After | undefined; limit: number },
): Promise<ListRow[]> {
	const { after } = page;
	const id = idOf(db, source);
	const rows = await plannedAnew(db<Read[]>`
		select ${columnsOf(db, source)}
		from ${from(db, source.table)}
		where ${rowsWhere(db, source, chosen)}
		${
			after
				? page.sort === 'newest'
					? db`and (filed_at, ${id}) < (${new Date(after.at)}, ${after.id})`
					: db`and (due_on, ${id}) > (${after.at}::date, ${after.id})`
				: db``
		}
		${page.sort === 'due' ? db`and state <> all(${over})` : db``}
		order by ${orderOf(db, source, page.sort)}
		limit ${page.limit}`);
	return shownRows(db, source, rows);
}

/**
 * The first page of the newest, and how many there are, up to `most`: one walk through the index `newest`, which has what filters by
 * state, category and day ask, then only the rows that are shown. Words are found by the same walk, or by their own index where they are rare.
 * Other filters look into rows: for them this would be slow.
 */
export async function newestCounted(
	db: Db,
	source: Source,
	chosen: Chosen,
	{ limit, most }: { limit: number; most: number },
): Promise<{ rows: ListRow[]; count: number }> {
	const own = source.table === 'appeal';
	const rows = await plannedAnew(db<(Read & { found: string })[]>`
		with found as materialized (
			select ${own ? db`territory_id` : db`appeal_territory_id`} as of_territory, ${idOf(db, source)} as of_id, filed_at as of_at
			from ${from(db, source.table)}
			where ${rowsWhere(db, source, chosen)}
			order by ${orderOf(db, source, 'newest')} limit ${most}
		), page as materialized (select * from found order by of_at desc, of_id desc limit ${limit})
		select (select count(*) from found) as found, ${columnsOf(db, source)}
		from page join ${from(db, source.table)} on territory_id = ${source.territory} and ${idOf(db, source)} = of_id
			${own ? db`` : db`and appeal_territory_id = of_territory`}
		order by ${orderOf(db, source, 'newest')}`);
	return {
		rows: await shownRows(
			db,
			source,
			rows.map(({ found: _, ...row }) => row),
		),
		count: Number(rows[0]?.found ?? 0),
	};
}

/** The author of a row who is not to be named. */
const nameToHide = (db: Db, territory: TerritoryId) => db`
	case when visibility <> 'public' then
		(select p.name from appeals.applicant p where p.territory_id = ${territory} and p.appeal_id = appeal.id) end`;

type Words = { excerpt: string; placeWords: string };
/** What an appeal says never changes, and the same newest fifty are asked for again and again: read, masked and cut once. */
const known = new Map<AppealId, Words>();
const knownMost = 20_000;

async function wordsOf(
	db: Db,
	territory: TerritoryId,
	ids: readonly AppealId[],
): Promise<Map<AppealId, Words>> {
	const words = new Map<AppealId, Words>();
	const unknown: AppealId[] = [];
	for (const id of ids) {
		const kept = known.get(id);
		if (kept) words.set(id, kept);
		else unknown.push(id);
	}
	if (unknown.length === 0) return words;
	const rows = await db<
		{
			id: AppealId;
			text: string;
			placeWords: string;
			visibility: Visibility;
			shown: readonly string[];
			authorName: string | null;
		}[]
	>`
		select id, left(text, 400) as text, place_words as "placeWords", visibility, shown,
			${nameToHide(db, territory)} as "authorName"
		from appeals.appeal where territory_id = ${territory} and id = any(${unknown})`;
	if (known.size + rows.length > knownMost) known.clear();
	for (const { id, authorName, ...row } of rows) {
		const { text, placeWords } = openWords(row, authorName);
		const cut = { excerpt: excerptOf(text), placeWords };
		known.set(id, cut);
		words.set(id, cut);
	}
	return words;
}

/** How many, up to `most`: nobody counts further to show a heading. */
export async function count(db: Db, source: Source, chosen: Chosen, most: number): Promise<number> {
	const [row] = await plannedAnew(db<{ count: string }[]>`
		select count(*) from (
			select 1 from ${from(db, source.table)} where ${rowsWhere(db, source, chosen)} limit ${most}) as counted`);
	return Number(row?.count ?? 0);
}

export type MineRow = {
	territory: TerritoryId;
	id: AppealId;
	reason: 'filed' | 'joined' | 'follows';
	number: string;
	state: State;
	category: string;
	excerpt: string;
	filedAt: Date;
	dueOn: string;
};

export async function mine(
	db: Db,
	account: AccountId,
	page: { after?: After | undefined; limit: number },
): Promise<MineRow[]> {
	const { after } = page;
	return db<MineRow[]>`
		select territory_id as territory, appeal_id as id, reason, number, state, category, excerpt, filed_at as "filedAt",
			due_on::text as "dueOn"
		from appeals.mine
		where account_id = ${account}
		${after ? db`and (filed_at, appeal_id) < (${new Date(after.at)}, ${after.id})` : db``}
		order by filed_at desc, appeal_id desc limit ${page.limit}`;
}

/** Open appeals that a person works on in one body. */
export async function heldAt(
	db: Db,
	body: BodyRef,
	executor: AccountId,
): Promise<{ territory: TerritoryId; id: AppealId }[]> {
	return db<{ territory: TerritoryId; id: AppealId }[]>`
		select appeal_territory_id as territory, appeal_id as id from appeals.inbox
		where territory_id = ${body.territory} and body_id = ${body.id} and executor_id = ${executor} and state <> all(${over})`;
}

/** Appeals in the inbox of a body whose answer waits for that person by name. */
export async function waitingFor(
	db: Db,
	body: BodyRef,
	account: AccountId,
): Promise<{ territory: TerritoryId; id: AppealId }[]> {
	return db<{ territory: TerritoryId; id: AppealId }[]>`
		select appeal_territory_id as territory, appeal_id as id from appeals.inbox
		where territory_id = ${body.territory} and body_id = ${body.id} and approval like ${`%:${account}`}`;
}

/** Open appeals that a person works on, in the inboxes of bodies of these territories; a background read. */
export async function heldBy(
	db: Db,
	territories: readonly TerritoryId[],
	executor: AccountId,
): Promise<{ territory: TerritoryId; id: AppealId }[]> {
	return db<{ territory: TerritoryId; id: AppealId }[]>`
		select appeal_territory_id as territory, appeal_id as id from appeals.inbox
		where territory_id = any(${[...territories]}) and executor_id = ${executor} and state <> all(${over})`;
}
