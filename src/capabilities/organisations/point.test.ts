import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Invalid } from '#platform/errors/door.ts';
import type { BodyInput } from './input.ts';
import { pointFrom } from './point.ts';

const none = { lat: null, lon: null };
const there = { lat: 57.5, lon: 62.25 };
const typed = (lat: string, lon: string, mark: readonly [string, string] | null = null) =>
	({ lat, lon, ...(mark ? { markLat: mark[0], markLon: mark[1] } : {}) }) as BodyInput;

test('where a body stands: a moved mark wins, then what is typed; empty takes it away; silence leaves it', () => {
	const cases: [BodyInput, typeof none | typeof there, unknown][] = [
		[{} as BodyInput, there, there],
		[typed('57,5', '62.25°'), none, there],
		[typed('', ''), there, none],
		[typed('57.5', '62.25', ['57.6', '62.3']), there, { lat: 57.6, lon: 62.3 }],
		[typed('57.7', '62.4', ['57.5', '62.25']), there, { lat: 57.7, lon: 62.4 }],
		[typed('', '', ['57.5', '62.25']), there, none],
		[typed('', '', ['', '']), none, none],
	];
	for (const [input, now, then] of cases)
		assert.deepEqual(pointFrom(input, now), then, JSON.stringify(input));
});

test('half a point, words, zeros and what lies off the Earth are named at the field', () => {
	const wrong = (input: BodyInput) => {
		try {
			pointFrom(input, none);
		} catch (error) {
			if (error instanceof Invalid) return error.problems.map(({ field, code }) => `${field} ${code}`);
		}
		return null;
	};
	assert.deepEqual(wrong(typed('57.5', '')), ['lon organisations.form.point.wrong']);
	assert.deepEqual(wrong(typed('у реки', '62')), ['lat organisations.form.point.wrong']);
	assert.deepEqual(wrong(typed('0', '0')), ['lat organisations.form.point.nowhere']);
	assert.deepEqual(wrong(typed('157.5', '62')), ['lat organisations.form.point.nowhere']);
});
