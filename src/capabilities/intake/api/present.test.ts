import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Happening } from '#rooms/appeals/door.ts';
import { steps } from './present.ts';

test('a step told to a program names the day of the territory, which may have begun while Moscow sleeps', () => {
	const waits = {
		id: '01a21d6d-dc90-7078-8783-6e13b0f08db9',
		at: new Date('2026-11-27T14:38:47Z'),
		kind: 'term-paused',
		facts: { until: '2026-12-11T19:30:00Z' },
		body: null,
		text: null,
	} as unknown as Happening;
	for (const [zone, day] of [
		['Asia/Yekaterinburg', '12 декабря'],
		['Europe/Moscow', '11 декабря'],
	] as const)
		assert.match(steps([waits], new Map(), 'ru', zone)[0]?.title ?? '', new RegExp(day));
});
