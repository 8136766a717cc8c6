import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { type AccountId, database, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import { type Actor, installation } from '../permissions/door.ts';
import { calendarAt, calendarOf, correctDay, importDays, viewYear } from './door.server.ts';
import { seedYears, writeYear } from './editions.server.ts';
import { forgetNewest } from './read-calendar.server.ts';
import { readTable } from './read-table.ts';

await house();
await transaction(seedYears);
const russia = { country: 'RU', region: '' };
const about = { source: 'Проба', sourceOn: null, certain: true, by: null, at: new Date() };

test('an installation begins with the years of Russia, once', async () => {
	await transaction(seedYears);
	const { history, workingDays, certain, countries } = await viewYear('RU', '', 2026);
	assert.equal(history.length, 1);
	assert.match(history[0]?.source ?? '', /Постановление Правительства РФ/);
	assert.deepEqual([workingDays, certain, countries], [247, true, ['RU']]);
	assert.equal((await viewYear('RU', '', 2027)).certain, false);
});

test('a term counted by an older version is counted again the same after a correction', async () => {
	const before = await calendarOf('RU');
	assert.equal(before.addWorkingDays('2026-11-30', 1).toString(), '2026-12-01');
	const days = new Map([...before.year(2026).days, ['2026-12-01', 'holiday'] as const]);
	await transaction((tx) => writeYear(tx, russia, 2026, days, about));
	forgetNewest();
	const after = await calendarOf('RU');
	assert.notEqual(after.version, before.version);
	assert.equal(after.addWorkingDays('2026-11-30', 1).toString(), '2026-12-02');
	const again = await calendarAt(before.version);
	assert.equal(again.addWorkingDays('2026-11-30', 1).toString(), '2026-12-01');
	await transaction(seedYears);
	assert.equal(
		(await viewYear('RU', '', 2026)).history.length,
		3,
		'a seed follows what came with the release',
	);
});

test('a region adds days of its own, and is the country where nothing is written about it', async () => {
	const tatarstan = { country: 'RU', region: 'RU-TA' };
	await transaction((tx) => writeYear(tx, tatarstan, 2026, new Map([['2026-11-06', 'holiday']]), about));
	forgetNewest();
	const there = await calendarOf('RU', 'RU-TA', 'Europe/Moscow');
	assert.equal(there.isWorkingDay('2026-11-06'), false);
	assert.equal(there.isWorkingDay('2026-11-04'), false);
	assert.match(there.version, /^RU\.\d+\+RU-TA\.1$/);
	assert.equal((await calendarAt(there.version)).isWorkingDay('2026-11-06'), false);
	const elsewhere = await calendarOf('ru', '59', 'Asia/Yekaterinburg');
	assert.equal(elsewhere.isWorkingDay('2026-11-06'), true);
	assert.equal(elsewhere.zone, 'Asia/Yekaterinburg');
});

test('a country of which nothing is written has its week', async () => {
	const calendar = await calendarOf('KZ');
	assert.equal(calendar.version, 'KZ.0');
	assert.equal(calendar.zone, 'Asia/Almaty');
	assert.equal(calendar.nextWorkingDay('2026-11-20').toString(), '2026-11-23');
});

test('a version that nobody wrote is refused', async () => {
	await assert.rejects(calendarAt("RU'; --"), { code: 'calendar.version-not-found' });
});

test('a table of days is read in the forms that offices send, and every mistake is told by its row', () => {
	const years = readTable('\uFEFFдата;вид\n01.01.2028;праздник\n2028-01-10,short\n2029-02-23\tholiday\n');
	assert.deepEqual(
		[...years].map(([year, days]) => [year, ...days]),
		[
			[2028, ['2028-01-01', 'holiday'], ['2028-01-10', 'short']],
			[2029, ['2029-02-23', 'holiday']],
		],
	);
	assert.throws(
		() => readTable('2028-02-30;праздник\n2028-01-01;отдых\n2028-01-02;short\n2028-01-02;short'),
		(error: { problems: { code: string; facts: { row: number } }[] }) => {
			assert.deepEqual(
				error.problems.map((problem) => [problem.facts.row, problem.code]),
				[
					[1, 'calendar.import.not-a-day'],
					[2, 'calendar.import.not-a-kind'],
					[4, 'calendar.import.day-twice'],
				],
			);
			return true;
		},
	);
	assert.throws(() => readTable(''), /calendar.import.empty/);
	assert.throws(() => readTable('"'.repeat(3)), /calendar.import/);
});

test('an administrator of the installation corrects a day and imports years; nobody else may; each change is in the audit', async () => {
	const grant = (territory: TerritoryId) => ({
		role: 'administrator',
		territory,
		reach: 'subtree' as const,
		space: null,
	});
	const actor = (...grants: Actor['grants'][number][]): Actor => ({
		account: newId<AccountId>(),
		name: 'Анна',
		grants,
		lang: 'ru',
		request: newId(),
		signIn: null,
		residence: null,
	});
	const input = {
		...russia,
		source: 'Указ',
		sourceOn: '2026-11-20',
		day: '2026-12-07',
		kind: 'moved' as const,
	};
	await assert.rejects(correctDay(actor(grant(59 as TerritoryId)), input), { code: 'platform.not-found' });
	await correctDay(actor(grant(installation)), input);
	assert.equal((await calendarOf('RU')).isWorkingDay('2026-12-07'), false);
	await correctDay(actor(grant(installation)), { ...input, kind: null });
	assert.equal((await calendarOf('RU')).isWorkingDay('2026-12-07'), true);
	const table = '2030-01-01;праздник\n2031-01-01;праздник';
	const done = await importDays(actor(grant(installation)), { ...input, table, certain: true });
	assert.deepEqual(done, { years: [2030, 2031], days: 2 });
	assert.equal((await calendarOf('RU')).isWorkingDay('2030-01-02'), true);
	const actions = await database()<{ action: string }[]>`
		select action from audit.entry where territory_id = 0 order by at, id`;
	assert.equal(actions.filter(({ action }) => action === 'calendar.day-corrected').length, 2);
	assert.equal(actions.filter(({ action }) => action === 'calendar.year-imported').length, 2);
});
