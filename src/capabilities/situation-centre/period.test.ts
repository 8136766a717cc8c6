import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedMonths, readPeriod, sinceFirst, stepsUpTo, yearBefore } from './period.ts';

test('a period of the address is read, what lies ahead or is nonsense opens with the usual one', () => {
	for (const [asked, today, key, from, to, whole] of [
		['2026-10', '2026-11-22', '2026-10', '2026-10-01', '2026-10-31', true],
		['2026-11', '2026-11-22', '2026-11', '2026-11-01', '2026-11-21', false],
		['2026', '2026-11-22', '2026', '2026-01-01', '2026-11-21', false],
		['2025', '2026-11-22', '2025', '2025-01-01', '2025-12-31', true],
		[null, '2026-11-22', '2026-11', '2026-11-01', '2026-11-21', false],
		[null, '2026-11-07', '2026-10', '2026-10-01', '2026-10-31', true],
		[null, '2026-11-08', '2026-11', '2026-11-01', '2026-11-07', false],
		['2026-12', '2026-11-22', '2026-11', '2026-11-01', '2026-11-21', false],
		['2026-11', '2026-11-01', '2026-10', '2026-10-01', '2026-10-31', true],
		['2026-13', '2026-11-22', '2026-11', '2026-11-01', '2026-11-21', false],
		["1' or 1", '2026-01-01', '2025-12', '2025-12-01', '2025-12-31', true],
		['0001', '2026-11-22', '2026-11', '2026-11-01', '2026-11-21', false],
	] as const) {
		const period = readPeriod(asked, today);
		assert.deepEqual(
			[period.key, period.from, period.to, period.whole],
			[key, from, to, whole],
			`${asked} ${today}`,
		);
	}
});

test('a chart begins with what is known: the first month is told apart where only its end is', () => {
	const months = stepsUpTo('2026-10-31', 'month');
	const since = (first: string | null) =>
		sinceFirst(months, first).map((one) => `${one.at}${one.partial ? ' partial' : ''}`);
	assert.deepEqual(
		since(null),
		months.map((one) => one.at),
	);
	assert.deepEqual(
		since('2020-05-07'),
		months.map((one) => one.at),
	);
	assert.deepEqual(since('2026-07-15'), ['2026-07 partial', '2026-08', '2026-09', '2026-10']);
	assert.deepEqual(since('2026-07-01'), ['2026-07', '2026-08', '2026-09', '2026-10']);
	assert.deepEqual(since('2026-07-31').slice(0, 1), ['2026-07 partial']);
	assert.deepEqual(since('2026-09-10'), ['2026-08', '2026-09', '2026-10'], 'two points are no line');
	assert.deepEqual(since('2026-11-10'), ['2026-08', '2026-09', '2026-10']);
	const days = sinceFirst(stepsUpTo('2026-10-31', 'day'), '2026-10-20');
	assert.deepEqual([days.length, days.some((one) => one.partial)], [12, false]);
});

test('it is compared with the same days a year before, a whole month with a whole month', () => {
	assert.deepEqual(yearBefore({ from: '2026-11-01', to: '2026-11-21' }), {
		from: '2025-11-01',
		to: '2025-11-21',
	});
	assert.deepEqual(yearBefore({ from: '2024-02-01', to: '2024-02-29' }), {
		from: '2023-02-01',
		to: '2023-02-28',
	});
	assert.deepEqual(yearBefore({ from: '2025-02-01', to: '2025-02-28' }), {
		from: '2024-02-01',
		to: '2024-02-29',
	});
});

test('comparison takes twelve whole months', () => {
	assert.deepEqual(comparedMonths(readPeriod('2026-11', '2026-11-22')), {
		from: '2025-11-01',
		to: '2026-10-01',
	});
	assert.deepEqual(comparedMonths(readPeriod('2026-10', '2026-11-22')), {
		from: '2025-11-01',
		to: '2026-10-01',
	});
	assert.deepEqual(comparedMonths(readPeriod('2025', '2026-11-22')), {
		from: '2025-01-01',
		to: '2025-12-01',
	});
});

test('days, weeks that end on Sunday, and whole months lead up to the end', () => {
	assert.deepEqual(stepsUpTo('2026-11-21', 'day').at(-1), {
		at: '2026-11-21',
		from: '2026-11-21',
		to: '2026-11-21',
	});
	// 21 November 2026 is a Saturday: the last whole week ended on the 15th
	assert.deepEqual(stepsUpTo('2026-11-21', 'week').at(-1), {
		at: '2026-11-09',
		from: '2026-11-09',
		to: '2026-11-15',
	});
	assert.deepEqual(stepsUpTo('2026-11-21', 'month').at(-1), {
		at: '2026-10',
		from: '2026-10-01',
		to: '2026-10-31',
	});
	assert.deepEqual(stepsUpTo('2026-10-31', 'month').at(-1)?.at, '2026-10');
	assert.equal(stepsUpTo('2026-11-21', 'month')[0]?.at, '2024-11');
});
