import { Temporal } from 'temporal-polyfill';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import * as store from './tally-store.server.ts';
import { dayIn } from './terms.ts';

/** Counts of days to the answer: 0, 1 ... 59, and 60 or more. */
export const longestCounted = 60;

/**
 * Recounts one day of a territory from its rows and from what its children have counted, then asks the parent to do so.
 * Nothing is added up as it happens: a job that runs twice, late or out of order gives the same figures.
 */
export async function recount(territory: TerritoryId, day: string, { above = true } = {}): Promise<void> {
	const zone = zoneOf(territory);
	const from = new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
	const to = new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds);
	const db = database();
	const own = await store.countDay(db, territory, { from, to, zone });
	const below = await store.sumDay(db, currentTree().childrenOf(territory), day);
	await store.putTally(db, territory, day, {
		filed: own.filed + below.filed,
		answered: own.answered + below.answered,
		late: own.late + below.late,
		returned: own.returned + below.returned,
		inDays: own.inDays.map((count, i) => count + (below.inDays[i] ?? 0)),
	});
	const parent = tree.parentOf(territory);
	if (above && parent !== null) await askToCount(parent, day);
}

/** Many changes within ten seconds are counted once. */
export async function askToCount(territory: TerritoryId, day?: string): Promise<void> {
	const which = day ?? dayIn(zoneOf(territory), new Date());
	await enqueue(
		database(),
		'appeals.count',
		{ territory, day: which },
		{ key: `appeals.count:${territory}:${which}`, runAt: new Date(Date.now() + 10_000), priority: 10 },
	);
}

export type Figures = {
	filed: number;
	answered: number;
	/** Half were answered within so many days; null while none was. */
	medianDays: number | null;
	/** Share answered by the promised day, 0 ... 1. */
	onTime: number | null;
	/** Filed day by day, oldest first. */
	byDay: { day: string; filed: number; answered: number }[];
};

/** Figures lag behind by the ten seconds of their count anyway; a front that many look at asks for them as often. */
const told = new Map<string, { figures: Promise<Figures>; at: number }>();
const toldFor = 10_000;

/** The last days of a territory with everything below it, at most ten seconds old. */
export async function figures(territory: TerritoryId, days = 30, now = new Date()): Promise<Figures> {
	const key = `${territory} ${days} ${dayIn(zoneOf(territory), now)}`;
	const known = told.get(key);
	if (known && Date.now() - known.at < toldFor) return known.figures;
	const figures = readFigures(territory, days, now);
	if (told.size > 5_000) told.clear();
	told.set(key, { figures, at: Date.now() });
	figures.catch(() => told.delete(key));
	return figures;
}

/** One query over the roll-up. */
export async function readFigures(territory: TerritoryId, days = 30, now = new Date()): Promise<Figures> {
	const today = Temporal.PlainDate.from(dayIn(zoneOf(territory), now));
	const first = today.subtract({ days: days - 1 });
	const rows = await store.tallies(database(), territory, first.toString(), today.toString());
	const total = { filed: 0, answered: 0, late: 0 };
	const inDays = new Array<number>(longestCounted + 1).fill(0);
	const byDay = new Map(rows.map((row) => [row.day, row]));
	for (const row of rows) {
		total.filed += row.filed;
		total.answered += row.answered;
		total.late += row.late;
		for (const [i, count] of row.inDays.entries()) inDays[i] = (inDays[i] ?? 0) + count;
	}
	return {
		filed: total.filed,
		answered: total.answered,
		medianDays: medianOf(inDays),
		onTime: total.answered > 0 ? 1 - total.late / total.answered : null,
		byDay: Array.from({ length: days }, (_, i) => {
			const day = first.add({ days: i }).toString();
			const row = byDay.get(day);
			return { day, filed: row?.filed ?? 0, answered: row?.answered ?? 0 };
		}),
	};
}

/** The least number of days within which at least half were answered. */
export function medianOf(counts: readonly number[]): number | null {
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total === 0) return null;
	let seen = 0;
	for (const [days, count] of counts.entries()) {
		seen += count;
		if (seen * 2 >= total) return days;
	}
	return null;
}
