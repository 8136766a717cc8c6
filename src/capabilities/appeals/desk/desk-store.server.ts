import {
	type AccountId,
	containing,
	type Db,
	plannedAnew,
	type TerritoryId,
} from '#platform/db/door.server.ts';
import type { Channel, State } from '../appeal.ts';
import type { DeskAfter, DeskSort, TermFilter } from './asked.ts';
import type { Desk, DeskRow } from './desk.ts';
import { ruleOf, type View } from './views.ts';

/** A body reads its inbox, a registry the list of its territory with everything below it. */
export const fromDesk = (db: Db, desk: Desk) =>
	desk.kind === 'body' ? db`appeals.inbox` : db`appeals.listed`;

export const placeAtDesk = (db: Db, desk: Desk) =>
	desk.kind === 'body'
		? db`territory_id = ${desk.body.territory} and body_id = ${desk.body.id}`
		: db`territory_id = ${desk.territory} and not is_merged`;

export type RowsAsked = {
	view: View;
	/** The person, and those whom they stand in for. */
	mine: readonly AccountId[];
	roles: readonly string[];
	/** ISO days: today and the last day that burns. */
	today: string;
	soon: string;
	week: string;
	categories?: readonly string[] | undefined;
	areas?: readonly TerritoryId[] | undefined;
	state?: State | undefined;
	/** An account, or the id of a body on a registry's desk; null: nobody. */
	executor?: string | null | undefined;
	term?: TermFilter | undefined;
	channel?: Channel | undefined;
	words?: string | undefined;
	/** Instants of filing: [from, to). */
	from?: Date | undefined;
	to?: Date | undefined;
};

function inView(db: Db, desk: Desk, asked: RowsAsked) {
	const rule = ruleOf(asked.view);
	const body = desk.kind === 'body';
	const assigned = body ? db`(executor_id is not null)` : db`assigned`;
	return db`
		state = any(${[...rule.states]})
		${rule.due === 'soon' ? db`and due_on <= ${asked.soon}` : rule.due === 'late' ? db`and due_on < ${asked.today}` : db``}
		${rule.assigned === undefined ? db`` : db`and ${assigned} = ${rule.assigned}`}
		${rule.asked ? db`and asked` : db``}
		${rule.approval ? db`and approval = any(${[...asked.roles]})` : db``}
		${rule.mine && body ? db`and executor_id = any(${[...asked.mine]})` : db``}
		${body && rule.part !== undefined ? db`and (part is not null) = ${rule.part}` : db``}
		${body ? db`and (part is distinct from 'reported' or state in ('accepted', 'closed'))` : db``}`;
}

function withWords(db: Db, desk: Desk, words: string) {
	// who types figures and dashes looks for a number
	if (/^[\d\s-]{3,}$/.test(words))
		return db`and number like ${containing(words.trim().replace(/\s+/g, '-'))}`;
	return desk.kind === 'body'
		? db`and tsv @@ websearch_to_tsquery('russian', ${words})`
		: db`and (excerpt || ' ' || place_words) ilike ${containing(words)}`;
}

function narrowed(db: Db, desk: Desk, asked: RowsAsked) {
	const who = desk.kind === 'body' ? db`executor_id` : db`body_id`;
	const { term } = asked;
	return db`
		${asked.categories ? db`and category = any(${[...asked.categories]})` : db``}
		${asked.areas ? db`and appeal_territory_id = any(${[...asked.areas]})` : db``}
		${asked.state ? db`and state = ${asked.state}` : db``}
		${asked.executor === undefined ? db`` : asked.executor === null ? db`and ${who} is null` : db`and ${who} = ${asked.executor}`}
		${term === 'late' ? db`and due_on < ${asked.today}` : db``}
		${term === 'today' ? db`and due_on = ${asked.today}` : db``}
		${term === 'soon' ? db`and due_on between ${asked.today} and ${asked.soon}` : db``}
		${term === 'week' ? db`and due_on between ${asked.today} and ${asked.week}` : db``}
		${asked.channel ? db`and channel = ${asked.channel}` : db``}
		${asked.from ? db`and filed_at >= ${asked.from}` : db``}
		${asked.to ? db`and filed_at < ${asked.to}` : db``}
		${asked.words ? withWords(db, desk, asked.words) : db``}`;
}

const order = (db: Db, sort: DeskSort) =>
	({
		due: db`due_on, appeal_id`,
		newest: db`filed_at desc, appeal_id desc`,
		oldest: db`filed_at, appeal_id`,
		changed: db`changed_at desc, appeal_id desc`,
		joined: db`joined desc, appeal_id desc`,
	})[sort];

function beyond(db: Db, sort: DeskSort, after: DeskAfter | undefined) {
	if (!after) return db``;
	const { value, id } = after;
	switch (sort) {
		case 'due':
			return db`and (due_on, appeal_id) > (${value}::date, ${id})`;
		case 'newest':
			return db`and (filed_at, appeal_id) < (${new Date(value)}, ${id})`;
		case 'oldest':
			return db`and (filed_at, appeal_id) > (${new Date(value)}, ${id})`;
		case 'changed':
			return db`and (changed_at, appeal_id) < (${new Date(value)}, ${id})`;
		case 'joined':
			return db`and (joined, appeal_id) < (${Number(value)}, ${id})`;
	}
}

export async function rows(
	db: Db,
	desk: Desk,
	asked: RowsAsked,
	page: { sort: DeskSort; after?: DeskAfter | undefined; limit: number },
): Promise<DeskRow[]> {
	const body = desk.kind === 'body';
	return plannedAnew(db<DeskRow[]>`
		select appeal_territory_id as territory, appeal_id as id, body_id as body,
			${body ? db`territory_id` : db`body_territory_id`} as "bodyTerritory", number, state, category, channel, excerpt,
			place_words as "placeWords", ${body ? db`executor_id` : db`null::uuid`} as executor, filed_at as "filedAt",
			due_on::text as "dueOn", changed_at as "changedAt", returns, joined, merged, asked, urgent, approval,
			${body ? db`part` : db`null::text`} as part
		from ${fromDesk(db, desk)}
		where ${placeAtDesk(db, desk)} and ${inView(db, desk, asked)} ${narrowed(db, desk, asked)} ${beyond(db, page.sort, page.after)}
		order by ${order(db, page.sort)} limit ${page.limit}`);
}

/** How many, up to `most`: nobody counts further to show a heading. */
export async function count(db: Db, desk: Desk, asked: RowsAsked, most: number): Promise<number> {
	const [row] = await plannedAnew(db<{ count: string }[]>`
		select count(*) from (
			select 1 from ${fromDesk(db, desk)}
			where ${placeAtDesk(db, desk)} and ${inView(db, desk, asked)} ${narrowed(db, desk, asked)} limit ${most}) as counted`);
	return Number(row?.count ?? 0);
}
