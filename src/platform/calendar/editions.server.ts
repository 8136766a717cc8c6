import type { AccountId, Tx } from '../db/door.server.ts';
import { yearByLaw } from './by-law.ts';
import { russianYears } from './russia.ts';
import * as store from './store.server.ts';
import type { DayKind } from './working-calendar.ts';

export type Place = { country: string; region: string };
export type Source = { source: string; sourceOn: string | null };

/** A new edition of one year: the next version of the country or region. Two who write at once are told apart by the key. */
export async function writeYear(
	tx: Tx,
	place: Place,
	year: number,
	days: ReadonlyMap<string, DayKind>,
	about: Source & { certain: boolean; by: AccountId | null; at: Date },
): Promise<number> {
	const version = (await store.latestVersion(tx, place.country, place.region)) + 1;
	const { source, sourceOn, certain } = about;
	await store.insertEdition(
		tx,
		{ ...place, version, year, source, sourceOn, certain, madeAt: about.at, madeBy: about.by },
		days,
	);
	return version;
}

export async function daysNow(tx: Tx, place: Place, year: number) {
	const [newest] = await store.historyOf(tx, place.country, place.region, year);
	if (!newest)
		return place.region
			? { days: new Map<string, DayKind>(), certain: true, source: '' }
			: yearByLaw(place.country, year);
	const days = (await store.daysOf(tx, place.country, place.region, [newest.version])).get(newest.version);
	return { days: days ?? new Map<string, DayKind>(), certain: newest.certain, source: newest.source };
}

/** The years that came with this release, where nobody wrote better ones. */
export async function seedYears(tx: Tx): Promise<void> {
	const place = { country: 'RU', region: '' };
	for (const { year, days, certain, source, sourceOn } of russianYears) {
		const [newest] = await store.historyOf(tx, place.country, place.region, year);
		if (newest && (newest.madeBy !== null || newest.source === source)) continue;
		await writeYear(tx, place, year, days, { source, sourceOn, certain, by: null, at: new Date() });
	}
}
