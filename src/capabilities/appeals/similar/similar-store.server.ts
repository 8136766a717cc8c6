import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealId, State } from '../appeal.ts';

export type Candidate = {
	territory: TerritoryId;
	id: AppealId;
	number: string;
	state: State;
	category: string;
	excerpt: string;
	placeWords: string;
	shown: string[];
	visibility: string;
	authorName: string | null;
	lat: number | null;
	lon: number | null;
	joined: number;
	filedAt: Date;
	dueOn: string;
	answeredAt: Date | null;
	/** Words of the shorter of both texts, and how many of them both have. */
	words: number;
	shared: number;
};

const waiting = ['filed', 'registered', 'routed', 'in-work', 'returned'];
const solved = ['answered', 'accepted', 'closed'];

/** Most candidates that each way gives. */
const most = 150;

/**
 * The newest appeals around a point and of some categories, with what they have in common with a text. `ts_rank` of words
 * joined by "or" is the share of them that is found, each found once counting 0.1 / (π² / 6): turned back into a count.
 */
export async function candidates(
	db: Db,
	asked: {
		territory: TerritoryId;
		categories: readonly string[];
		/** H3 of resolution 9 as signed 64-bit numbers in text. */
		cells: readonly string[];
		text: string;
		open: boolean;
		whole: boolean;
		among: 'everybody' | 'authority' | undefined;
		since: Date;
	},
): Promise<Candidate[]> {
	const states = asked.open ? waiting : solved;
	const those = db`
		territory_id = ${asked.territory} and state = any(${states}) and filed_at >= ${asked.since}
		and (closed_because is null or closed_because in ('done', 'silent', 'upheld'))
		${asked.whole ? db`` : db`and visibility <> 'authority' and state <> 'filed'`}
		${asked.among ? db`and (visibility = 'authority') = ${asked.among === 'authority'}` : db``}
		${asked.open ? db`and merged_into is null` : db``}`;
	const columns = db`
		territory_id, id, number, state, category, text, place_words, shown, visibility, lat, lon, joined, filed_at, due_on, answered_at, tsv`;
	const ways = asked.categories.map(
		(category) => db`
			(select ${columns} from appeals.appeal where ${those} and category = ${category}
			order by filed_at desc limit ${most})`,
	);
	if (asked.cells.length)
		ways.push(db`
			(select ${columns} from appeals.appeal where ${those} and h3 = any(${[...asked.cells]}::bigint[])
			order by filed_at desc limit ${most})`);
	const found = ways.reduce((all, way) => db`${all} union all ${way}`);
	return db<Candidate[]>`
		with asked as materialized (
			select replace(plainto_tsquery('russian', ${asked.text})::text, '&', '|')::tsquery as words),
		found as materialized (select distinct on (id) * from (${found}) as every order by id)
		select territory_id as territory, id, number, state, category, left(text, 400) as excerpt,
			place_words as "placeWords", shown, visibility,
			(select p.name from appeals.applicant p
				where p.territory_id = ${asked.territory} and p.appeal_id = found.id) as "authorName", lat, lon, joined, filed_at as "filedAt", due_on::text as "dueOn",
			answered_at as "answeredAt",
			least((numnode(words) + 1) / 2, length(tsv)) as words,
			case when numnode(words) = 0 then 0
				else round(ts_rank('{0.1, 0.1, 0.1, 0.1}', strip(tsv), words) * 16.4493406685 * (numnode(words) + 1) / 2) end::int as shared
		from found, asked`;
}
