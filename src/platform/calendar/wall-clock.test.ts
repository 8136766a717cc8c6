import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { WallClock } from './wall-clock.ts';

for (const zone of ['Europe/Moscow', 'America/New_York', 'Asia/Yekaterinburg', 'Pacific/Apia'])
	test(`times and days of ${zone} are those of the calendar, also where clocks are moved`, () => {
		const clock = new WallClock(zone);
		const far = { min: Date.parse('2005-01-01'), max: Date.parse('2027-01-01') };
		fc.assert(
			fc.property(fc.integer({ min: far.min / 60_000, max: far.max / 60_000 }), (minutes) => {
				const at = minutes * 60_000;
				const wall = Temporal.PlainDateTime.from(new Date(at).toISOString().slice(0, 19));
				assert.equal(clock.instant(at).getTime(), wall.toZonedDateTime(zone).epochMilliseconds);
				const there = Temporal.Instant.fromEpochMilliseconds(at)
					.toZonedDateTimeISO(zone)
					.toPlainDate()
					.toString();
				assert.equal(clock.dayOf(new Date(at)), there);
			}),
			{ numRuns: 500 },
		);
	});
