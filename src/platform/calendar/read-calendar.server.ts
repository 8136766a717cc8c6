import { database } from '../db/door.server.ts';
import { refuse } from '../errors/door.ts';
import { yearByLaw } from './by-law.ts';
import * as store from './store.server.ts';
import { type CalendarYear, type DayKind, WorkingCalendar } from './working-calendar.ts';

/** The zone of a country's capital: for what has no territory with a zone of its own. */
const zones: Record<string, string> = {
	RU: 'Europe/Moscow',
	BY: 'Europe/Minsk',
	KZ: 'Asia/Almaty',
	KG: 'Asia/Bishkek',
	UZ: 'Asia/Tashkent',
	TJ: 'Asia/Dushanbe',
	TM: 'Asia/Ashgabat',
	AM: 'Asia/Yerevan',
	AZ: 'Asia/Baku',
	MD: 'Europe/Chisinau',
};

/** Another process may have corrected a calendar: the newest versions are asked for again after so many milliseconds. */
const freshFor = 20_000;
let newest: { versions: Promise<Map<string, number>>; at: number } | undefined;
const frozen = new Map<string, Promise<WorkingCalendar>>();

/**
 * The working days of a country, with those of a region in it (`RU-TA`) where somebody wrote them down. Keep
 * `calendar.version` beside each term that you count.
 */
export async function calendarOf(country: string, region = '', zone?: string): Promise<WorkingCalendar> {
	if (!newest || Date.now() - newest.at > freshFor) {
		const versions = store.latestVersions(database());
		newest = { versions, at: Date.now() };
		versions.catch(() => forgetNewest());
	}
	const versions = await newest.versions;
	const code = country.toUpperCase();
	const own = versions.get(`${code} `) ?? 0;
	const regional = region ? versions.get(`${code} ${region}`) : undefined;
	return calendarAt(`${code}.${own}${regional ? `+${region}.${regional}` : ''}`, zone);
}

/** The calendar as it was at a version: what a term was counted by. */
export async function calendarAt(version: string, zone?: string): Promise<WorkingCalendar> {
	let reading = frozen.get(version);
	if (!reading) {
		reading = read(version);
		frozen.set(version, reading);
		reading.catch(() => frozen.delete(version));
		// Corrections are rare; what is kept is the newest and the few that old terms still name.
		if (frozen.size > 200) frozen.delete(frozen.keys().next().value as string);
	}
	const calendar = await reading;
	return zone ? calendar.inZone(zone) : calendar;
}

/** After a correction in this process. */
export function forgetNewest(): void {
	newest = undefined;
}

async function read(version: string): Promise<WorkingCalendar> {
	const match = /^([A-Z]{2})\.(\d{1,9})(?:\+([A-Z]{2}-[A-Z0-9]{1,3})\.(\d{1,9}))?$/.exec(version);
	if (!match) refuse('calendar.version-not-found', { version });
	const [, country = '', own, region = '', regional] = match;
	const years = await yearsAt(country, '', Number(own));
	if (region) {
		for (const [year, more] of await yearsAt(country, region, Number(regional))) {
			const base = years.get(year) ?? yearByLaw(country, year);
			const days = new Map<string, DayKind>([...base.days, ...more.days]);
			years.set(year, {
				year,
				days,
				certain: base.certain && more.certain,
				source: `${base.source}; ${more.source}`,
			});
		}
	}
	return new WorkingCalendar({
		version,
		zone: zones[country] ?? 'UTC',
		years: years.values(),
		byRule: (year) => yearByLaw(country, year),
	});
}

async function yearsAt(country: string, region: string, version: number): Promise<Map<number, CalendarYear>> {
	const editions = await store.editionsAt(database(), country, region, version);
	const days = await store.daysOf(
		database(),
		country,
		region,
		editions.map((edition) => edition.version),
	);
	return new Map(
		editions.map(({ year, version, certain, source }) => [
			year,
			{ year, certain, source, days: days.get(version) ?? new Map() },
		]),
	);
}
