import { Temporal } from 'temporal-polyfill';
import { database, type Id, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import type { CategoryTree } from '../category-tree.ts';
import { add, areSame, Book, type Counts, dayEdges, hourEdges, isNothing, noCounts } from './counts.ts';
import * as store from './counts-store.server.ts';
import * as own from './own-store.server.ts';

export type { TerritoryMonth } from './counts-store.server.ts';

type Books = { tally: Book<`${store.Grain} ${string} ${string}`>; bodies: Book };
/** A month of a territory and how many of its rows were not as a recount gives them. */
export type Difference = store.TerritoryMonth & { rows: number };

export function spanOf({ territory, month }: store.TerritoryMonth): own.Span {
	const first = Temporal.PlainDate.from(month);
	const next = first.add({ months: 1 });
	const zone = zoneOf(territory);
	const instant = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(zone).epochMilliseconds);
	return {
		territory,
		month: first.toString(),
		next: next.toString(),
		since: instant(first),
		until: instant(next),
		zone,
	};
}

/**
 * Counts months of territories anew, each from its own rows and from what its children have counted, and writes where the
 * roll-ups say otherwise. Nothing is added up as it happens: run twice, late or out of order it gives the same figures.
 * A parent and its child never belong into one call: children first.
 */
export async function recount(asked: readonly store.TerritoryMonth[]): Promise<Difference[]> {
	if (asked.length === 0) return [];
	const db = database();
	const spans = asked.map(spanOf);
	const below = new Map(asked.map(({ territory }) => [territory, childrenOf(territory)]));
	const read = asked.flatMap(({ territory, month }) =>
		[territory, ...(below.get(territory) ?? [])].map((one) => ({ territory: one, month })),
	);
	const [filed, answers, verdicts, due, stored, storedOfBodies, all] = await Promise.all([
		own.filedIn(db, spans, { days: dayEdges, hours: hourEdges }),
		own.answersIn(db, spans),
		own.verdictsIn(db, spans),
		own.dueIn(db, spans),
		store.talliesOf(db, read),
		store.bodyTalliesOf(db, read),
		categories(),
	]);
	const books = new Map<string, Books>(
		asked.map((one) => [pairOf(one), { tally: new Book(), bodies: new Book() }]),
	);
	addFiled(books, filed, all);
	for (const row of answers)
		inBooks(books, row, all, (counts) => {
			counts.answered += row.answered;
			counts.replies += row.replies;
		});
	for (const row of verdicts)
		inBooks(books, row, all, (counts) => {
			counts.returned += row.returned;
			counts.accepted += row.accepted;
		});
	for (const row of due)
		inBooks(books, row, all, (counts) => {
			counts.due += row.due;
			counts.met += row.met;
			counts.waiting += row.waiting;
		});
	const tallies = Map.groupBy(stored, pairOf);
	const ofBodies = Map.groupBy(storedOfBodies, (row) => pairOf({ ...row, month: row.startsOn }));
	const differences: Difference[] = [];
	for (const { territory, month } of asked) {
		const book = books.get(pairOf({ territory, month })) as Books;
		for (const child of below.get(territory) ?? []) {
			const pair = pairOf({ territory: child, month });
			for (const row of tallies.get(pair) ?? []) add(book.tally.of(keyOf(row)), row);
			// a body's work goes up to the territory it belongs to
			for (const row of ofBodies.get(pair) ?? [])
				if (row.bodyTerritory === territory || !tree.isWithin(row.bodyTerritory, territory))
					add(book.bodies.of(bodyKeyOf(row)), row);
		}
		const pair = pairOf({ territory, month });
		const rows = await write(territory, month, book, tallies.get(pair) ?? [], ofBodies.get(pair) ?? []);
		if (rows > 0) differences.push({ territory, month, rows });
	}
	return differences;
}

/** Dissolved ones too: their records stand under the successor. */
export const childrenOf = (territory: TerritoryId) =>
	currentTree().childrenOf(territory, { dissolved: true });
const pairOf = ({ territory, month }: store.TerritoryMonth) => `${territory} ${month}`;
const keyOf = (row: store.TallyKey) => `${row.grain} ${row.startsOn} ${row.category}` as const;
const bodyKeyOf = (row: store.BodyKey) => `${row.bodyTerritory} ${row.body} ${row.category}`;

/** Into the day, the month and the body: all together, the root, and in months every category of the chain. */
function inBooks(
	books: ReadonlyMap<string, Books>,
	row: own.AnswerRow | own.VerdictRow | own.DueRow | own.FiledRow,
	all: CategoryTree,
	put: (counts: Counts, whole: boolean) => void,
): void {
	const { tally, bodies } = books.get(pairOf(row)) as Books;
	const chain = all.chain(row.category).map((one) => one.code);
	const root = chain.at(-1) ?? row.category;
	put(tally.of(`day ${row.day} `), true);
	put(tally.of(`day ${row.day} ${root}`), false);
	put(tally.of(`month ${row.month} `), true);
	for (const category of chain.length ? chain : [row.category])
		put(tally.of(`month ${row.month} ${category}`), true);
	if (row.body && row.bodyTerritory) put(bodies.of(`${row.bodyTerritory} ${row.body} ${root}`), true);
}

function addFiled(books: ReadonlyMap<string, Books>, rows: readonly own.FiledRow[], all: CategoryTree): void {
	for (const row of rows)
		inBooks(books, row, all, (counts, whole) => {
			counts.filed += row.filed;
			counts.people += row.people;
			counts.gone += row.gone;
			counts.placed += row.placed;
			counts.misplaced += row.misplaced;
			if (!whole) return;
			if (row.dayBin !== null) counts.inDays[row.dayBin] = (counts.inDays[row.dayBin] ?? 0) + row.filed;
			if (row.hourBin !== null) counts.inHours[row.hourBin] = (counts.inHours[row.hourBin] ?? 0) + row.filed;
		});
}

/** Writes what differs, in one transaction of the territory; answers how many rows did. */
async function write(
	territory: TerritoryId,
	month: string,
	books: Books,
	stored: readonly store.TallyRow[],
	storedOfBodies: readonly store.BodyRow[],
): Promise<number> {
	const known = new Map(stored.map((row) => [keyOf(row), row]));
	const knownBodies = new Map(storedOfBodies.map((row) => [bodyKeyOf(row), row]));
	const put = [...books.tally].flatMap(([key, counts]) => {
		const old = known.get(key);
		if (isNothing(counts) || (old && areSame(old, counts))) return [];
		const [grain, startsOn, category] = key.split(' ') as [store.Grain, string, string];
		return [{ grain, startsOn, category, counts }];
	});
	const drop = stored.filter((row) => isNothing(books.tally.get(keyOf(row)) ?? noCounts()));
	const putBodies = [...books.bodies].flatMap(([key, counts]) => {
		const old = knownBodies.get(key);
		if (isNothing(counts) || (old && areSame(old, counts))) return [];
		const [place, body, category] = key.split(' ') as [string, Id<'body'>, string];
		return [{ startsOn: month, bodyTerritory: Number(place) as TerritoryId, body, category, counts }];
	});
	const dropBodies = storedOfBodies.filter((row) =>
		isNothing(books.bodies.get(bodyKeyOf(row)) ?? noCounts()),
	);
	const wrong = put.length + drop.length + putBodies.length + dropBodies.length;
	if (wrong === 0) return 0;
	await transaction(async (tx) => {
		await store.putTallies(tx, territory, put);
		await store.dropTallies(tx, territory, drop);
		await store.putBodyTallies(tx, territory, putBodies);
		await store.dropBodyTallies(tx, territory, dropBodies);
	});
	return wrong;
}
