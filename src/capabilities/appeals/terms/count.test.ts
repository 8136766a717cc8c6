import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayIn } from '#platform/calendar/door.ts';
import { calendarOfDaysOff } from '#tests/support/fixtures/calendars.ts';
import { clockOf } from './clock.ts';
import { dueOf } from './count.ts';
import type { TermRule } from './term.ts';

const plain = calendarOfDaysOff();
const rule = (amount: number, unit: TermRule['unit'], part: Partial<TermRule> = {}): TermRule => ({
	kind: 'promise',
	rule: 'x',
	amount,
	unit,
	week: 'office',
	dayOff: 'before',
	stopsFor: [],
	prolonged: false,
	...part,
});
const noon = (day: string) => new Date(`${day}T09:00:00Z`);

// 2026-11-20 is a Friday; the zone is Moscow's
const inDays: [string, string, TermRule, string[], string][] = [
	['three working days over a weekend', '2026-11-20', rule(3, 'working-days'), [], '2026-11-25'],
	['a day off in between moves it', '2026-11-20', rule(3, 'working-days'), ['2026-11-23'], '2026-11-26'],
	['filed on a Sunday, one working day', '2026-11-22', rule(1, 'working-days'), [], '2026-11-23'],
	['30 days that end on a Sunday are due on Friday', '2026-11-20', rule(30, 'days'), [], '2026-12-18'],
	['30 days that end on a Monday are due then', '2026-11-21', rule(30, 'days'), [], '2026-12-21'],
	[
		'registration of a Thursday ends on Monday, not Sunday',
		'2026-11-19',
		rule(3, 'days', { dayOff: 'after' }),
		[],
		'2026-11-23',
	],
	['one day wholly in days off ends after them', '2026-11-20', rule(1, 'days'), [], '2026-11-23'],
	['a leap day counts', '2028-02-28', rule(1, 'working-days'), [], '2028-02-29'],
	[
		'Saturday counts in a week of six days',
		'2026-11-20',
		rule(1, 'working-days', { week: 'six-day' }),
		[],
		'2026-11-21',
	],
	[
		'a dispatcher knows no days off',
		'2026-11-20',
		rule(2, 'working-days', { week: 'every-day' }),
		[],
		'2026-11-22',
	],
];
for (const [name, started, one, off, due] of inDays)
	test(name, () => {
		const found = dueOf(
			one,
			{ startedAt: noon(started), waits: [], prolongedTo: null },
			calendarOfDaysOff(...off),
		);
		assert.equal(found.dueOn, due);
		assert.equal(dayIn('Europe/Moscow', new Date(found.dueAt.getTime() - 1)), due);
		assert.notEqual(dayIn('Europe/Moscow', found.dueAt), due);
	});

const at = (text: string) => new Date(`${text}+03:00`);
const inHours: [string, string, TermRule, string][] = [
	[
		'three hours of one morning and afternoon',
		'2026-11-20T11:00',
		rule(3, 'working-hours'),
		'2026-11-20T15:00',
	],
	[
		'filed at night counts from the morning',
		'2026-11-19T23:30',
		rule(1, 'working-hours'),
		'2026-11-20T10:00',
	],
	['hours go on after the weekend', '2026-11-20T17:00', rule(3, 'working-hours'), '2026-11-23T11:00'],
	['filed at lunch counts from its end', '2026-11-20T13:20', rule(1, 'working-hours'), '2026-11-20T15:00'],
	[
		'round the clock',
		'2026-11-21T22:00',
		rule(3, 'working-hours', { week: 'every-day' }),
		'2026-11-22T01:00',
	],
	['an hour that ends with the day', '2026-11-20T17:00', rule(1, 'working-hours'), '2026-11-20T18:00'],
];
for (const [name, started, one, due] of inHours)
	test(name, () => {
		const found = dueOf(one, { startedAt: at(started), waits: [], prolongedTo: null }, plain);
		assert.equal(found.dueAt.toISOString(), at(due).toISOString());
	});

test('the last hour of a round-the-clock day belongs to that day', () => {
	const found = dueOf(
		rule(2, 'working-hours', { week: 'every-day' }),
		{ startedAt: at('2026-11-20T22:00'), waits: [], prolongedTo: null },
		plain,
	);
	assert.deepEqual(found, { dueAt: at('2026-11-21T00:00'), dueOn: '2026-11-20' });
});

test('days at whose end the clock stood do not count, and only where the rule lets it stand', () => {
	const waits = [{ reason: 'resident', from: at('2026-11-23T10:00'), to: at('2026-11-25T16:00') }];
	const facts = { startedAt: noon('2026-11-20'), waits, prolongedTo: null };
	const due = (one: TermRule) => dueOf(one, facts, plain).dueOn;
	assert.equal(due(rule(3, 'working-days')), '2026-11-25');
	assert.equal(due(rule(3, 'working-days', { stopsFor: ['resident'] })), '2026-11-27');
	assert.equal(due(rule(3, 'working-days', { stopsFor: ['weather'] })), '2026-11-25');
	assert.equal(due(rule(10, 'days', { stopsFor: ['resident'] })), '2026-12-02');
	const hours = rule(4, 'working-hours', { stopsFor: ['resident'] });
	const begun = { ...facts, startedAt: at('2026-11-23T09:00') };
	assert.equal(dueOf(hours, begun, plain).dueAt.toISOString(), at('2026-11-26T10:00').toISOString());
});

test('a prolongation moves what it may move, and never nearer', () => {
	const facts = { startedAt: noon('2026-11-20'), waits: [], prolongedTo: '2027-01-15' };
	assert.equal(dueOf(rule(3, 'working-days'), facts, plain).dueOn, '2026-11-25');
	assert.equal(dueOf(rule(3, 'working-days', { prolonged: true }), facts, plain).dueOn, '2027-01-15');
	assert.equal(dueOf(rule(300, 'days', { prolonged: true }), facts, plain).dueOn, '2027-09-16');
});

test('the day is that of the zone and not of the server', () => {
	const moment = new Date('2026-11-20T20:30:00Z');
	assert.equal(dayIn('Europe/Moscow', moment), '2026-11-20');
	assert.equal(dayIn('Asia/Yekaterinburg', moment), '2026-11-21');
	assert.equal(dayIn('Asia/Kamchatka', moment), '2026-11-21');
});

test('the clock says how near the term is', () => {
	assert.deepEqual(clockOf('2026-12-04', '2026-11-20'), { tone: 'calm', days: 14 });
	assert.deepEqual(clockOf('2026-12-04', '2026-12-01'), { tone: 'near', days: 3 });
	assert.deepEqual(clockOf('2026-12-04', '2026-12-04'), { tone: 'today', days: 0 });
	assert.deepEqual(clockOf('2026-12-04', '2026-12-06'), { tone: 'late', days: 2 });
});
