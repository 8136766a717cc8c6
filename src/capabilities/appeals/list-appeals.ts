import { Temporal } from 'temporal-polyfill';
import { dayIn } from '#platform/calendar/door.ts';
import { database, isUuid, type TerritoryId } from '#platform/db/door.server.ts';
import { isCell, outlineOfCell } from '#platform/geo/door.ts';
import { type BodyRef, type BodySummary, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from './categories.server.ts';
import { rangeOf } from './counts/range.ts';
import * as lists from './lists-store.server.ts';
import { endOf, startOf } from './terms/count.ts';

export const listStates = ['waiting', 'late', 'answered', 'done'] as const;
export type ListState = (typeof listStates)[number];
export const periods = ['week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

/** What the address of a list asks for; everything it cannot read is left out. */
export type Asked = {
	state?: ListState | undefined;
	category?: string | undefined;
	period?: Period | undefined;
	/** ISO days, both included. */
	from?: string | undefined;
	to?: string | undefined;
	words?: string | undefined;
	/** A street, a yard, a part of town, as people call it. */
	place?: string | undefined;
	/** `<territory>/<id>` */
	body?: string | undefined;
	/** Name of an H3 cell: a place on the heat map. */
	cell?: string | undefined;
	sort: lists.Sort;
	after?: lists.After | undefined;
};

const day = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string | null): text is string =>
	text !== null && day.test(text) && !Number.isNaN(Date.parse(text));

export function readAsked(query: URLSearchParams): Asked {
	const one = <T extends string>(name: string, allowed: readonly T[]) =>
		allowed.find((value) => value === query.get(name));
	const category = query.get('category');
	const from = query.get('from');
	const to = query.get('to');
	const words = query.get('q')?.trim().slice(0, 200);
	return {
		state: one('state', listStates),
		category: category && /^[a-z0-9.-]{1,80}$/.test(category) ? category : undefined,
		period: one('period', periods),
		from: isDay(from) ? from : undefined,
		to: isDay(to) ? to : undefined,
		words: words || undefined,
		place: query.get('place')?.trim().slice(0, 100) || undefined,
		body: bodyIn(query.get('body')),
		cell: cellIn(query.get('cell')),
		sort: one('sort', ['newest', 'due'] as const) ?? 'newest',
		after: readAfter(query.get('after')),
	};
}

const bodyIn = (text: string | null) =>
	text && /^\d{1,9}\/[0-9a-f-]{36}$/.test(text) && isUuid(text.split('/')[1] ?? '') ? text : undefined;
const cellIn = (text: string | null) =>
	text && /^8[0-9a-f]{14}$/.test(text) && isCell(BigInt(`0x${text}`)) ? text : undefined;

/** The mark of a page: `<instant or day>_<id>`. */
export function readAfter(mark: string | null): lists.After | undefined {
	const match = mark && /^([0-9T:.Z-]{10,24})_([0-9a-f-]{36})$/.exec(mark);
	if (!match?.[1] || !match[2] || Number.isNaN(Date.parse(match[1]))) return undefined;
	return { at: match[1], id: match[2] };
}
export const markOf = (row: { filedAt: Date; dueOn: string; id: string }, sort: lists.Sort): string =>
	`${sort === 'newest' ? row.filedAt.toISOString() : row.dueOn}_${row.id}`;

export type ListPage = {
	rows: lists.ListRow[];
	/** So far as it was counted; more is said as "over 1,000". */
	count: number;
	more: boolean;
	next: string | null;
	bodies: Map<string, BodySummary>;
	today: string;
};

/** Where counting ends. Words are found through their index one by one, so that they are counted less far. */
const countedTo = (asked: Asked): number => (asked.words ? 200 : 1_000);

/** The public list of a territory: the same queries whatever is asked. */
export async function listAppeals(
	territory: TerritoryId,
	asked: Asked,
	options: { lang: string; limit?: number; count?: boolean; now?: Date },
): Promise<ListPage> {
	const limit = options.limit ?? 50;
	const zone = zoneOf(territory);
	const today = dayIn(zone, options.now ?? new Date());
	const chosen = await chosenFrom(asked, zone, today);
	const source = sourceOf(territory);
	const most = countedTo(asked);
	const db = database();
	const read = async () => {
		// words are looked for in rows, so that what is counted of them and what is shown is found in one walk, and not far
		const together = !(chosen.place || chosen.cell || chosen.body);
		if (options.count !== false && asked.sort === 'newest' && !asked.after && together)
			return lists.newestCounted(db, source, chosen, { limit: limit + 1, most: most + 1 });
		const [rows, count] = await Promise.all([
			lists.list(db, source, chosen, { sort: asked.sort, after: asked.after, limit: limit + 1 }),
			options.count === false ? 0 : lists.count(db, source, chosen, most + 1),
		]);
		return { rows, count };
	};
	const { rows, count } = await read();
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	const refs = new Map(shown.flatMap(({ body }) => (body ? [[bodyKey(body), body] as const] : [])));
	return {
		rows: shown,
		count: Math.min(count, most),
		more: count > most,
		next: rows.length > limit && last ? markOf(last, asked.sort) : null,
		bodies: await bodiesNamed([...refs.values()], options.lang),
		today,
	};
}

/** A territory with owners below it reads the projection of its subtree, one without reads its own rows. */
export function sourceOf(territory: TerritoryId): { table: 'appeal' | 'listed'; territory: TerritoryId } {
	const owners = currentTree()
		.childrenOf(territory)
		.some((id) => tree.ownerOf(id) === id);
	return { table: owners ? 'listed' : 'appeal', territory };
}

/** The conditions that an address asks for, with days as instants of the zone. */
export async function chosenFrom(asked: Asked, zone: string, today: string): Promise<lists.Chosen> {
	const from = asked.from ?? (asked.period && dayBack(asked.period, today));
	const all = await categories();
	return {
		today,
		state: asked.state,
		categories: asked.category ? all.reads(asked.category) : undefined,
		from: from ? startOf(from, zone) : undefined,
		to: asked.to ? endOf(asked.to, zone) : undefined,
		words: asked.words,
		place: asked.place,
		body: asked.body ? bodyOf(asked.body) : undefined,
		cell: asked.cell ? cellOf(asked.cell) : undefined,
	};
}

function bodyOf(text: string): BodyRef {
	const [territory, id] = text.split('/');
	return { territory: Number(territory) as TerritoryId, id: id as BodyRef['id'] };
}

function cellOf(name: string): lists.Chosen['cell'] {
	return { ...rangeOf(BigInt(`0x${name}`)), box: boxOfCell(name) };
}

/** West, south, east, north. */
export function boxOfCell(name: string): [number, number, number, number] {
	const outline = outlineOfCell(BigInt(`0x${name}`));
	const [lons, lats] = [outline.map((point) => point[0]), outline.map((point) => point[1])];
	return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

function dayBack(period: Period, today: string): string {
	const back = { week: { days: 7 }, month: { months: 1 }, year: { years: 1 } }[period];
	return Temporal.PlainDate.from(today).subtract(back).toString();
}

/** Up to 500 points of the same list, for its map. */
const mostOnMap = 500;

/**
 * What of a list stands on the map, and how much of it has no point; `newest`: the map shows those of so many only.
 */
export async function pointsOf(territory: TerritoryId, asked: Asked, lang: string) {
	const page = await listAppeals(
		territory,
		{ ...asked, after: undefined },
		{ lang, limit: mostOnMap, count: false },
	);
	const points = page.rows.filter((row) => row.point !== null);
	return { points, without: page.rows.length - points.length, newest: page.next === null ? null : mostOnMap };
}
