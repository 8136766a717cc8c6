import { Temporal } from 'temporal-polyfill';
import { dayIn } from '#platform/calendar/door.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { add, noCounts } from './counts.ts';
import { readTallies } from './counts-store.server.ts';
import { daysWithin } from './figures.ts';

export type UsualTimes = {
	/** Days within which half, and nine of ten, were answered. */
	half: number;
	ninety: number;
	/** Of how many that is told. */
	count: number;
};

/** Fewer say nothing about what is usual. */
const least = 20;

/**
 * How long answers usually take here: of the category, else of the nearest above it that has enough, filed in the twelve
 * months before this one. Null where there is no such history, or where one in ten still waits: nothing is promised then.
 */
export async function usualTimes(
	territory: TerritoryId,
	category: string,
	now = new Date(),
): Promise<UsualTimes | null> {
	return (await usualTimesOf(territory, [category], now)).get(category) ?? null;
}

/** The same of many categories, in one question. */
export async function usualTimesOf(
	territory: TerritoryId,
	asked: readonly string[],
	now = new Date(),
): Promise<Map<string, UsualTimes | null>> {
	const all = await categories();
	const chains = new Map(asked.map((code) => [code, all.chain(code).map((one) => one.code)]));
	const codes = [...new Set([...chains.values()].flat())];
	if (codes.length === 0) return new Map();
	const first = Temporal.PlainDate.from(dayIn(zoneOf(territory), now)).with({ day: 1 });
	const rows = await readTallies(database(), territory, {
		grain: 'month',
		from: first.subtract({ months: 12 }).toString(),
		to: first.subtract({ months: 1 }).toString(),
		categories: codes,
	});
	const rowsOf = Map.groupBy(rows, (row) => row.category);
	return new Map(
		asked.map((code) => {
			for (const one of chains.get(code) ?? []) {
				const counts = noCounts();
				for (const row of rowsOf.get(one) ?? []) add(counts, row);
				const count = counts.filed - counts.gone;
				if (count < least) continue;
				const half = daysWithin(counts, 0.5);
				const ninety = daysWithin(counts, 0.9);
				return [code, half === null || ninety === null ? null : { half, ninety, count }];
			}
			return [code, null];
		}),
	);
}
