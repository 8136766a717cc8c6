import { Temporal } from 'temporal-polyfill';
import { withinOf } from '#numerics/histogram.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { add, type Counts, dayEdges, noCounts } from './counts.ts';
import * as store from './counts-store.server.ts';

export type Figures = {
	filed: number;
	answered: number;
	/** Half of those filed in these days were answered within so many; null while fewer than half are. */
	medianDays: number | null;
	/** Share answered by the promised day, of those whose day has come, 0 ... 1. */
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
	const rows = await store.readTallies(database(), territory, {
		grain: 'day',
		from: first.toString(),
		to: today.toString(),
		categories: [''],
	});
	const total = noCounts();
	const past = noCounts();
	for (const row of rows) {
		add(total, row);
		if (row.startsOn < today.toString()) add(past, row);
	}
	const byDay = new Map(rows.map((row) => [row.startsOn, row]));
	return {
		filed: total.filed,
		answered: total.answered,
		medianDays: daysWithin(total, 0.5),
		onTime: past.due > 0 ? past.met / past.due : null,
		byDay: Array.from({ length: days }, (_, i) => {
			const day = first.add({ days: i }).toString();
			const row = byDay.get(day);
			return { day, filed: row?.filed ?? 0, answered: row?.answered ?? 0 };
		}),
	};
}

/**
 * Whole days within which the share of those filed got their first answer. Who waits still counts as longer than all; what
 * was closed without an answer waits for none.
 */
export function daysWithin(counts: Counts, share: number): number | null {
	const edge = withinOf(counts.inDays, dayEdges, share, counts.filed - counts.gone);
	return edge === null ? null : edge - 1;
}
