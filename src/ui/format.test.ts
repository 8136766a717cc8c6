import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	daysBetween,
	formatDate,
	formatMoney,
	formatNumber,
	formatPercent,
	formatRelative,
	formatSize,
	machineDate,
} from '#ui/format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('dates are written the way people write them', () => {
	const cases: [string, string][] = [
		[formatDate('ru', '2026-11-21'), '21 ноября 2026 г.'],
		[formatDate('ru', '2026-11-21', 'day'), '21 ноября'],
		[formatDate('ru', '2026-11-21', 'short'), '21.11.2026'],
		[formatDate('ru', '2026-11-21', 'month'), 'ноябрь 2026 г.'],
		[formatDate('ru', '2026-11-21', 'weekday'), 'суббота, 21 ноября'],
		[formatDate('ru', '2026-11-21T21:30:00Z', 'moment'), '22 ноября 2026 г., 00:30'],
		[formatDate('ru', '2026-11-21T21:30:00Z', 'moment', 'Asia/Yekaterinburg'), '22 ноября 2026 г., 02:30'],
		[formatDate('en', '2026-11-21'), '21 November 2026'],
		[formatDate('en', '2026-11-21T09:05:00Z', 'moment', 'UTC'), '21 November 2026, 09:05'],
		[formatDate('ru', 'not a day'), ''],
	];
	for (const [given, wanted] of cases) assert.equal(plain(given), wanted);
});

test('a day is never shifted by a zone', () => {
	for (const zone of ['Pacific/Kiritimati', 'Pacific/Midway', 'Asia/Kamchatka'])
		assert.equal(plain(formatDate('ru', '2026-01-01', 'long', zone)), '1 января 2026 г.');
	assert.equal(machineDate('2026-01-01'), '2026-01-01');
});

test('near days are told in words, far ones by date', () => {
	const now = '2026-11-21T09:00:00Z';
	const cases: [string, string][] = [
		['2026-11-21', 'сегодня'],
		['2026-11-20', 'вчера'],
		['2026-11-22', 'завтра'],
		['2026-11-24', 'через 3 дня'],
		['2026-11-16', '5 дней назад'],
		['2026-12-31', '31 декабря'],
		['2027-02-01', '1 февраля 2027 г.'],
	];
	for (const [day, wanted] of cases) assert.equal(plain(formatRelative('ru', day, now)), wanted);
	assert.equal(daysBetween('2026-11-20T20:59:00Z', '2026-11-20T21:01:00Z', 'Europe/Moscow'), 1);
});

test('numbers, shares, sums and sizes', () => {
	const cases: [string, string][] = [
		[formatNumber('ru', 1234.5), '1 234,5'],
		[formatNumber('ru', -7), '−7'],
		[formatNumber('en', 1234567), '1,234,567'],
		[formatNumber('ru', 1_250_000, { notation: 'compact', maximumFractionDigits: 1 }), '1,3 млн'],
		[formatPercent('ru', 0.1234), '12,3 %'],
		[formatMoney('ru', 123450n), '1 234,50 ₽'],
		[formatMoney('ru', 120000n), '1 200 ₽'],
		[formatMoney('ru', -5n), '−0,05 ₽'],
		[formatMoney('ru', 900719925474099312n), '9 007 199 254 740 993,12 ₽'],
		[formatSize('ru', 1_258_291), '1,2 МБ'],
		[formatSize('ru', 900), '900 Б'],
	];
	for (const [given, wanted] of cases) assert.equal(plain(given), wanted);
});
