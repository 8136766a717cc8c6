import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { yearByLaw } from './by-law.ts';
import { russianYears } from './russia.ts';
import { isZone, WorkingCalendar } from './working-calendar.ts';

const calendar = new WorkingCalendar({
	version: 'RU.4',
	zone: 'Europe/Moscow',
	years: russianYears,
	byRule: (year) => yearByLaw('RU', year),
});
const count = (year: number) => calendar.workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`);
const kinds = (year: number, kind: string) =>
	[...calendar.year(year).days]
		.filter(([, k]) => k === kind)
		.map(([day]) => day.slice(5))
		.sort();

test('the years of Russia have as many working days as the official production calendars', () => {
	assert.deepEqual([2024, 2025, 2026].map(count), [248, 247, 247]);
});

test('short days stand before holidays as in the production calendars', () => {
	assert.deepEqual(kinds(2024, 'short'), ['02-22', '03-07', '05-08', '06-11', '11-02']);
	assert.deepEqual(kinds(2025, 'short'), ['03-07', '04-30', '06-11', '11-01']);
	assert.deepEqual(kinds(2026, 'short'), ['04-30', '05-08', '06-11', '11-03']);
});

test('a year whose order is not known goes by the law and says so', () => {
	assert.deepEqual(kinds(2027, 'moved'), ['05-03', '05-10', '06-14']);
	assert.equal(calendar.isCertain('2026-12-31'), true);
	assert.equal(calendar.isCertain('2027-01-11'), false);
	assert.equal(calendar.isWorkingDay('2031-11-04'), false);
});

test('terms are counted over the long holidays', () => {
	const cases: [from: string, days: number, to: string][] = [
		['2025-12-30', 1, '2026-01-12'],
		['2026-05-08', 1, '2026-05-12'],
		['2026-03-06', 1, '2026-03-10'],
		['2024-04-26', 1, '2024-04-27'],
		['2024-04-27', 1, '2024-05-02'],
		['2025-05-07', 2, '2025-05-13'],
		['2026-01-12', -1, '2025-12-30'],
		['2026-05-09', 0, '2026-05-09'],
	];
	for (const [from, days, to] of cases)
		assert.equal(calendar.addWorkingDays(from, days).toString(), to, `${from} and ${days}`);
	assert.equal(calendar.onOrAfter('2026-05-09').toString(), '2026-05-12');
	assert.equal(calendar.onOrBefore('2026-05-11').toString(), '2026-05-08');
	assert.equal(calendar.nextWorkingDay('2026-05-12').toString(), '2026-05-13');
});

const day = fc
	.integer({ min: 0, max: 4000 })
	.map((days) => Temporal.PlainDate.from('2022-01-01').add({ days }));

test('counting forth and back agree, and the days between are as many as were added', () => {
	fc.assert(
		fc.property(day, fc.integer({ min: -120, max: 120 }), (from, n) => {
			const start = calendar.onOrAfter(from);
			const to = calendar.addWorkingDays(start, n);
			assert.ok(calendar.isWorkingDay(to));
			assert.equal(calendar.workingDaysBetween(start, to), n);
			assert.ok(calendar.addWorkingDays(to, -n).equals(start));
		}),
		{ numRuns: 200 },
	);
});

test('more days never end earlier, and a later start never ends earlier', () => {
	fc.assert(
		fc.property(day, fc.nat(60), fc.nat(10), (from, n, more) => {
			const end = calendar.addWorkingDays(from, n);
			assert.ok(Temporal.PlainDate.compare(end, calendar.addWorkingDays(from, n + more)) <= 0);
			const later = calendar.addWorkingDays(from.add({ days: more }), n + 1);
			assert.ok(Temporal.PlainDate.compare(end, later) <= 0);
		}),
		{ numRuns: 200 },
	);
});

test('a day begins and ends by the clock of its zone', () => {
	const kamchatka = calendar.inZone('Asia/Kamchatka');
	const instant = new Date('2026-05-11T13:00:00Z');
	assert.equal(calendar.dayAt(instant).toString(), '2026-05-11');
	assert.equal(kamchatka.dayAt(instant).toString(), '2026-05-12');
	assert.equal(kamchatka.startOf('2026-05-12').toISOString(), '2026-05-11T12:00:00.000Z');
	assert.equal(calendar.endOf('2026-05-11').toISOString(), '2026-05-11T21:00:00.000Z');
	// A day of 23 hours is a day too.
	const berlin = calendar.inZone('Europe/Berlin');
	assert.equal(berlin.endOf('2026-03-29').getTime() - berlin.startOf('2026-03-29').getTime(), 23 * 3_600_000);
	assert.equal(isZone('Asia/Yekaterinburg'), true);
	assert.equal(isZone('Europe/Kungur'), false);
});

test('a week without rest or work, and counts without sense, are refused', () => {
	assert.throws(
		() => new WorkingCalendar({ version: 'x', zone: 'UTC', years: [], weekend: [1, 2, 3, 4, 5, 6, 7] }),
	);
	assert.throws(() => calendar.addWorkingDays('2026-01-01', 1.5));
	assert.throws(() => calendar.addWorkingDays('2026-13-01', 1));
});
