import { Temporal } from 'temporal-polyfill';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { dayIn } from '../terms.ts';
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
	const chain = (await categories()).chain(category).map((one) => one.code);
	if (chain.length === 0) return null;
	const first = Temporal.PlainDate.from(dayIn(zoneOf(territory), now)).with({ day: 1 });
	const rows = await readTallies(database(), territory, {
		grain: 'month',
		from: first.subtract({ months: 12 }).toString(),
		to: first.subtract({ months: 1 }).toString(),
		categories: chain,
	});
	for (const code of chain) {
		const counts = noCounts();
		for (const row of rows) if (row.category === code) add(counts, row);
		const count = counts.filed - counts.gone;
		if (count < least) continue;
		const half = daysWithin(counts, 0.5);
		const ninety = daysWithin(counts, 0.9);
		return half === null || ninety === null ? null : { half, ninety, count };
	}
	return null;
}
