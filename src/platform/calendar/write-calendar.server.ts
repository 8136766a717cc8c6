import { parse } from 'csv-parse/sync';
import { record } from '../audit/door.server.ts';
import { type AccountId, newId, type Tx, transaction } from '../db/door.server.ts';
import { Invalid, invalid, type Problem } from '../errors/door.ts';
import { demand } from '../permissions/demand.ts';
import { type Actor, installation } from '../permissions/door.ts';
import { yearByLaw } from './by-law.ts';
import { forgetNewest } from './read-calendar.server.ts';
import { russianYears } from './russia.ts';
import * as store from './store.server.ts';
import { type DayKind, dayKinds, dayOf } from './working-calendar.ts';

export type Place = { country: string; region: string };
export type Source = { source: string; sourceOn: string | null };

/** A new edition of one year: the next version of the country or region. Two who write at once are told apart by the key. */
async function write(
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

async function daysNow(tx: Tx, place: Place, year: number) {
	const [newest] = await store.historyOf(tx, place.country, place.region, year);
	if (!newest)
		return place.region
			? { days: new Map<string, DayKind>(), certain: true, source: '' }
			: yearByLaw(place.country, year);
	const days = (await store.daysOf(tx, place.country, place.region, [newest.version])).get(newest.version);
	return { days: days ?? new Map<string, DayKind>(), certain: newest.certain, source: newest.source };
}

/** Changes one day: to a kind, or back to its place in the week (null). */
export async function correctDay(
	actor: Actor,
	input: Place & Source & { day: string; kind: DayKind | null; certain?: boolean },
): Promise<number> {
	demand(actor, 'calendar.edit', { territory: installation });
	const day = dayOf(input.day);
	const version = await transaction(async (tx) => {
		const now = await daysNow(tx, input, day.year);
		const days = new Map(now.days);
		if (input.kind) days.set(day.toString(), input.kind);
		else days.delete(day.toString());
		const about = { ...input, certain: input.certain ?? now.certain, by: actor.account, at: new Date() };
		const version = await write(tx, input, day.year, days, about);
		await record(tx, {
			actor,
			territory: installation,
			action: 'calendar.day-corrected',
			thing: { kind: 'calendar.edition', id: newId() },
			payload: { ...nameOf(input), day: day.toString(), kind: input.kind, source: input.source, version },
		});
		return version;
	});
	forgetNewest();
	return version;
}

/** Writes whole years anew from a table. Years that the table does not name stay as they are. */
export async function importDays(
	actor: Actor,
	input: Place & Source & { table: string; certain: boolean },
): Promise<{ years: number[]; days: number }> {
	demand(actor, 'calendar.edit', { territory: installation });
	const byYear = readTable(input.table);
	await transaction(async (tx) => {
		for (const [year, days] of byYear) {
			const version = await write(tx, input, year, days, { ...input, by: actor.account, at: new Date() });
			await record(tx, {
				actor,
				territory: installation,
				action: 'calendar.year-imported',
				thing: { kind: 'calendar.edition', id: newId() },
				payload: { ...nameOf(input), year, days: days.size, source: input.source, version },
			});
		}
	});
	forgetNewest();
	return { years: [...byYear.keys()], days: [...byYear.values()].reduce((sum, days) => sum + days.size, 0) };
}

const nameOf = ({ country, region }: Place) => ({ country, region });

/**
 * Reads `day;kind` lines (comma or tab too, with or without a heading). All mistakes are told at once, by row.
 * The kinds are the words of the code; Russian ones are understood as well.
 */
export function readTable(table: string): Map<number, Map<string, DayKind>> {
	const problems: Problem[] = [];
	const byYear = new Map<number, Map<string, DayKind>>();
	let rows: string[][];
	try {
		rows = parse(table, {
			delimiter: [';', ',', '\t'],
			bom: true,
			trim: true,
			relax_column_count: true,
			skip_empty_lines: true,
		});
	} catch {
		invalid({ field: 'table', code: 'calendar.import.not-a-table' });
	}
	if (rows.length > 5000)
		invalid({ field: 'table', code: 'calendar.import.too-long', facts: { most: 5000 } });
	const seen = new Set<string>();
	rows.forEach(([first = '', second = ''], i) => {
		const fault = (code: string) => {
			if (problems.length < 50)
				problems.push({
					field: 'table',
					code,
					facts: { row: i + 1, value: `${first} ${second}`.slice(0, 60) },
				});
		};
		const day = readDay(first);
		if (!day) return i === 0 && !/\d/.test(first) ? undefined : fault('calendar.import.not-a-day');
		const kind = readKind(second);
		if (!kind) return fault('calendar.import.not-a-kind');
		if (seen.has(day)) return fault('calendar.import.day-twice');
		seen.add(day);
		const year = Number(day.slice(0, 4));
		const days = byYear.get(year) ?? new Map<string, DayKind>();
		byYear.set(year, days.set(day, kind));
	});
	if (problems.length === 0 && seen.size === 0)
		problems.push({ field: 'table', code: 'calendar.import.empty' });
	if (problems.length > 0) throw new Invalid(problems);
	return byYear;
}

function readDay(text: string): string | null {
	const iso = text.replace(
		/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/,
		(_, d, m, y) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`,
	);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
	try {
		const day = dayOf(iso);
		return day.year >= 1990 && day.year <= 2200 ? day.toString() : null;
	} catch {
		return null;
	}
}

const russianKinds: Record<string, DayKind> = {
	праздник: 'holiday',
	праздничный: 'holiday',
	перенос: 'moved',
	выходной: 'moved',
	рабочий: 'working',
	сокращённый: 'short',
	сокращенный: 'short',
};
function readKind(text: string): DayKind | null {
	const word = text.toLowerCase();
	return dayKinds.find((kind) => kind === word) ?? russianKinds[word] ?? null;
}

/** The years that came with this release, where nobody wrote better ones. */
export async function seedYears(tx: Tx): Promise<void> {
	const place = { country: 'RU', region: '' };
	for (const { year, days, certain, source, sourceOn } of russianYears) {
		const [newest] = await store.historyOf(tx, place.country, place.region, year);
		if (newest && (newest.madeBy !== null || newest.source === source)) continue;
		await write(tx, place, year, days, { source, sourceOn, certain, by: null, at: new Date() });
	}
}
