import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { database, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import { type Actor, installation } from '../permissions/door.ts';
import { calendarOf, hoursAt, hoursOf, setHours, takeHoursBack, undoHours } from './door.server.ts';
import { seedYears } from './editions.server.ts';
import { forgetHours } from './read-hours.server.ts';
import { readShifts, shiftsInWords } from './read-shifts.ts';
import { WorkingCalendar } from './working-calendar.ts';
import { WorkingHours } from './working-hours.ts';

await house();
await transaction(seedYears);

const read: [string, ReturnType<typeof readShifts>][] = [
	[
		'9:00-13:00, 14:00-18:00',
		[
			[540, 780],
			[840, 1080],
		],
	],
	[
		'14–18; 9.00 – 13.00',
		[
			[540, 780],
			[840, 1080],
		],
	],
	['с утра', null],
	['', []],
	['Выходной', []],
	['24', [[0, 1440]]],
	['0:00-24:00', [[0, 1440]]],
	['18-9', null],
	['9-14, 13-18', null],
	['9-25', null],
	['9:60-10', null],
];
test('hours are read as people write them', () => {
	for (const [text, shifts] of read) assert.deepEqual(readShifts(text), shifts, text);
	assert.equal(shiftsInWords(readShifts('9-13,14-17.45') ?? []), '9:00–13:00, 14:00–17:45');
});

test('the eve of a holiday ends an hour earlier, a Saturday on which people work has the hours of Friday', async () => {
	const hours = new WorkingHours(await calendarOf('RU'));
	assert.deepEqual(hours.on('2026-11-03'), [
		[540, 780],
		[840, 1020],
	]);
	assert.deepEqual(hours.on('2026-11-04'), []);
	assert.deepEqual(hours.on('2024-04-27'), [
		[540, 780],
		[840, 1080],
	]);
	assert.deepEqual(hours.on('2026-11-07', 'six-day'), [
		[540, 780],
		[840, 1080],
	]);
	assert.deepEqual(hours.on('2026-11-04', 'six-day'), []);
	assert.deepEqual(hours.on('2026-11-08', 'every-day'), [[0, 1440]]);
});

test('on the day when the clock is moved a day and night last 23 or 25 hours', () => {
	const at = (zone: string, day: string) => {
		const [shift] = new WorkingHours(new WorkingCalendar({ version: 'x', zone, years: [] })).shifts(
			day,
			'every-day',
		);
		return shift && (shift[1] - shift[0]) / 3_600_000;
	};
	assert.equal(at('Europe/Chisinau', '2026-03-29'), 23);
	assert.equal(at('Europe/Chisinau', '2026-10-25'), 25);
	// summer time began at midnight, the first minute of the day was one o'clock
	assert.equal(at('Asia/Tehran', '2021-03-22'), 23);
	assert.equal(at('Europe/Kaliningrad', '2014-10-26'), 25);
	assert.equal(at('Europe/Moscow', '2026-10-25'), 24);
});

const grant = (role: string, territory: TerritoryId) =>
	({ role, territory, reach: 'subtree', space: null }) as const;
const actor = (...grants: Actor['grants'][number][]): Actor =>
	({
		account: newId(),
		name: 'Анна',
		grants,
		lang: 'ru',
		request: newId(),
		signIn: null,
		residence: null,
	}) as Actor;
const week = {
	mon: '8-12, 13-17',
	tue: '8-12, 13-17',
	wed: '8-12, 13-17',
	thu: '8-12, 13-17',
	fri: '8-12, 13-16',
	sat: '',
	sun: '',
	source: 'Распоряжение',
};

test('a territory writes its hours, those below have them, and all of it can be taken back', async () => {
	const [town, village] = [7001 as TerritoryId, 7002 as TerritoryId];
	const calendar = await calendarOf('RU');
	const head = actor(grant('head', town));
	await assert.rejects(setHours(actor(grant('official', town)), town, week), { code: 'platform.not-found' });
	await assert.rejects(setHours(actor(grant('head', 7003 as TerritoryId)), town, week), {
		code: 'platform.not-found',
	});
	await assert.rejects(
		setHours(head, town, { ...week, tue: 'как придём', wed: '18-9' }),
		(error: { problems: { field: string }[] }) => {
			assert.deepEqual(
				error.problems.map(({ field }) => field),
				['tue', 'wed'],
			);
			return true;
		},
	);
	await setHours(head, town, week);
	const below = await hoursOf(calendar, [village, town]);
	assert.deepEqual(below.on('2026-11-20'), [
		[480, 720],
		[780, 960],
	]);
	assert.match(below.version, /^RU\.\d+@7001\.1$/);
	await setHours(head, town, { ...week, fri: '8-12' });
	assert.deepEqual((await hoursOf(calendar, [village, town])).on('2026-11-20'), [[480, 720]]);
	await undoHours(head, town);
	assert.deepEqual((await hoursOf(calendar, [town])).on('2026-11-20'), [
		[480, 720],
		[780, 960],
	]);
	await takeHoursBack(head, town);
	assert.deepEqual((await hoursOf(calendar, [town])).on('2026-11-20'), [
		[540, 780],
		[840, 1080],
	]);
	await undoHours(head, town);
	assert.deepEqual((await hoursOf(calendar, [town])).on('2026-11-20'), [
		[480, 720],
		[780, 960],
	]);
	assert.deepEqual((await hoursAt(below.version)).on('2026-11-20'), [
		[480, 720],
		[780, 960],
	]);
	await assert.rejects(hoursAt('RU.1@7001.99'), { code: 'calendar.version-not-found' });
	const told = await database()<{ count: string }[]>`
		select count(*) from audit.entry where territory_id = ${town} and action = 'calendar.hours-changed'`;
	assert.equal(told[0]?.count, '5');
});

test('the hours of the installation hold where nobody wrote any', async () => {
	await setHours(actor(grant('administrator', installation)), installation, { ...week, sat: '10-14' });
	forgetHours();
	const hours = await hoursOf(await calendarOf('RU'), [7010 as TerritoryId]);
	assert.match(hours.version, /@0\.1$/);
});
