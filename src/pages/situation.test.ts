import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastFilled } from './situation.ts';

test('from an empty month the way leads to the last one in which anything was filed', () => {
	const month = (key: string, value: number, current = false) => ({ key, value, current });
	const months = [month('2021-03', 4), month('2021-05', 7), month('2021-06', 0), month('2026-11', 0, true)];
	assert.equal(lastFilled(months)?.key, '2021-05');
	assert.equal(lastFilled(months.toReversed())?.key, '2021-05');
	assert.equal(lastFilled([month('2026-11', 3, true)]), undefined);
});
