import { Temporal } from 'temporal-polyfill';
import { addCounts } from '#numerics/histogram.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type BodyRef, bodyKey } from '#rooms/organisations/door.server.ts';
import { categories } from '../categories.server.ts';
import { masked } from '../mask.ts';
import { add, type Counts, noCounts } from './counts.ts';
import { readTallies } from './counts-store.server.ts';
import { rangeOf } from './range.ts';
import * as store from './read-store.server.ts';

/** Days, both included, the first being the first of a month. */
export type DaySpan = { from: string; to: string };

const lastOf = (day: Temporal.PlainDate) => day.with({ day: day.daysInMonth });

/** Whole months of a span, and the days of the month that it ends within. */
export function partsOf(span: DaySpan): { months: DaySpan | null; days: DaySpan | null } {
	const from = Temporal.PlainDate.from(span.from);
	const to = Temporal.PlainDate.from(span.to);
	const whole = to.equals(lastOf(to));
	const begun = to.with({ day: 1 });
	const end = whole ? begun : begun.subtract({ months: 1 });
	return {
		months: Temporal.PlainDate.compare(from, end) <= 0 ? { from: span.from, to: end.toString() } : null,
		days: whole ? null : { from: begun.toString(), to: span.to },
	};
}

/**
 * The figures of a territory over a span, by root of the categories and all together ('').
 */
export async function countsByCategory(territory: TerritoryId, span: DaySpan): Promise<Map<string, Counts>> {
	const roots = (await categories()).below(null).map((one) => one.code);
	const { months, days } = partsOf(span);
	const asked = { categories: ['', ...roots] };
	const [whole, daily, begun] = await Promise.all([
		months ? readTallies(database(), territory, { grain: 'month', ...months, ...asked }) : [],
		days ? readTallies(database(), territory, { grain: 'day', ...days, ...asked }) : [],
		// days keep no histograms of a category: those of the month that has begun stand in, with today in them
		days
			? readTallies(database(), territory, {
					grain: 'month',
					from: days.from,
					to: days.from,
					categories: roots,
				})
			: [],
	]);
	const sums = new Map<string, Counts>([['', noCounts()]]);
	for (const row of [...whole, ...daily]) {
		const counts = sums.get(row.category) ?? noCounts();
		add(counts, row);
		sums.set(row.category, counts);
	}
	for (const row of begun) {
		const counts = sums.get(row.category);
		if (!counts) continue;
		addCounts(counts.inDays, row.inDays);
		addCounts(counts.inHours, row.inHours);
	}
	return sums;
}

export type Flow = store.Flow;

/** Day by day, or month by month, of one category ('' all); days and months without anything are left out. */
export async function flowOf(
	territory: TerritoryId,
	grain: 'day' | 'month',
	span: DaySpan,
	category: string,
): Promise<Flow[]> {
	return store.flow(database(), territory, grain, span, category);
}

/** Since when anything is known of a territory: its first appeal. */
export const firstFiled = (territory: TerritoryId): Promise<string | null> =>
	store.firstFiled(database(), territory);

/** The same with days to the answer and hours to the reaction, by month. */
export async function countsByMonth(
	territory: TerritoryId,
	span: DaySpan,
	category: string,
): Promise<(Counts & { startsOn: string })[]> {
	return readTallies(database(), territory, { grain: 'month', ...span, categories: [category] });
}

export type UnitCounts<Unit> = {
	unit: Unit;
	whole: Counts;
	/** By root of the categories, without histograms. */
	byCategory: Map<string, Counts>;
};

/** Territories side by side, whole months. */
export async function countsOfTerritories(
	territories: readonly TerritoryId[],
	span: DaySpan,
	category: string,
): Promise<UnitCounts<TerritoryId>[]> {
	const roots = category === '' ? (await categories()).below(null).map((one) => one.code) : [];
	const [sums, histograms] = await Promise.all([
		store.sumsOfTerritories(database(), territories, span, [category, ...roots]),
		store.histogramsOfTerritories(database(), territories, span, category),
	]);
	return gathered(
		sums.map((row) => ({ ...row, unit: row.territory, key: String(row.territory) })),
		histograms.map((row) => ({ ...row, key: String(row.territory) })),
		category,
	);
}

/** Bodies side by side, whole months; at most `most`, those with the most appeals. */
export async function countsOfBodies(
	territory: TerritoryId,
	span: DaySpan,
	category: string,
	most = 60,
): Promise<UnitCounts<BodyRef>[]> {
	const sums = (await store.sumsOfBodies(database(), territory, span)).filter(
		(row) => category === '' || row.category === category,
	);
	const of = new Map<string, { body: BodyRef; due: number }>();
	for (const row of sums) {
		const key = bodyKey(row.body);
		const known = of.get(key) ?? { body: row.body, due: 0 };
		known.due += row.due + row.filed;
		of.set(key, known);
	}
	const chosen = new Map([...of].sort(([, a], [, b]) => b.due - a.due).slice(0, most));
	const histograms = await store.histogramsOfBodies(
		database(),
		territory,
		span,
		[...chosen.values()].map((one) => one.body),
	);
	const rows = sums.filter((row) => chosen.has(bodyKey(row.body)));
	return gathered(
		[
			...rows.map((row) => ({ ...row, unit: row.body, key: bodyKey(row.body) })),
			...rows.map((row) => ({ ...row, unit: row.body, key: bodyKey(row.body), category: '' })),
		],
		histograms.map((row) => ({ ...row, key: bodyKey(row.body) })),
		'',
	);
}

function gathered<Unit>(
	sums: readonly (Omit<Counts, 'inDays' | 'inHours'> & { unit: Unit; key: string; category: string })[],
	histograms: readonly (store.Histograms & { key: string })[],
	whole: string,
): UnitCounts<Unit>[] {
	const units = new Map<string, UnitCounts<Unit>>();
	for (const { unit, key, category, ...row } of sums) {
		const known = units.get(key) ?? { unit, whole: noCounts(), byCategory: new Map() };
		units.set(key, known);
		const counts = { ...row, inDays: [], inHours: [] };
		if (category === whole) add(known.whole, counts);
		if (category !== '') {
			const of = known.byCategory.get(category) ?? noCounts();
			add(of, counts);
			known.byCategory.set(category, of);
		}
	}
	for (const row of histograms) {
		const known = units.get(row.key);
		if (!known) continue;
		addCounts(known.whole.inDays, row.inDays);
		addCounts(known.whole.inHours, row.inHours);
	}
	return [...units.values()];
}

/** Appeals by cells of a territory in a month (`2026-10-01`) or a year (`2026-01-01`); `hidden`: those not shown to all too. */
export async function cellsOf(
	territory: TerritoryId,
	asked: { grain: 'month' | 'year'; startsOn: string; category: string; hidden?: boolean },
): Promise<{ cell: bigint; count: number }[]> {
	const rows = await store.cells(database(), territory, { hidden: false, ...asked });
	return rows.map(({ cell, count }) => ({ cell: BigInt(cell), count }));
}

/** The last three years of months in which anything was filed, oldest first. */
export async function monthsFiled(
	territory: TerritoryId,
	category = '',
): Promise<{ month: string; filed: number }[]> {
	return (await store.monthsFiled(database(), territory, category)).reverse();
}

/** How many wait now, and how many of them beyond the promised day. */
export async function waitingNow(
	territory: TerritoryId,
	today: string,
	category = '',
): Promise<{ overdue: number; waiting: number }> {
	return store.waiting(database(), territory, today, category);
}

/** What the places in these cells are called most often, masked; an owner's cells only. */
export async function namesOfCells(
	territory: TerritoryId,
	cells: readonly bigint[],
	span: DaySpan,
): Promise<Map<bigint, string>> {
	const rows = await store.wordsOfCells(
		database(),
		territory,
		cells.map((cell) => ({ cell: cell.toString(), ...rangeOf(cell) })),
		span,
	);
	return new Map(rows.map((row) => [BigInt(row.cell), masked(row.words)]));
}
