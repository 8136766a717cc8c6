import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { afterQuiet, nextDigest } from './rhythm.ts';

const perm = { zone: 'Asia/Yekaterinburg', digestHour: 18, quiet: { from: 22, to: 8 } };
const moment = (text: string) => new Date(`${text}+05:00`);

test('at night a letter waits until the morning of the person, by day it does not wait', () => {
	const cases: [at: string, from: string][] = [
		['2026-11-20T21:59', '2026-11-20T21:59'],
		['2026-11-20T22:00', '2026-11-21T08:00'],
		['2026-11-21T03:00', '2026-11-21T08:00'],
		['2026-11-21T08:00', '2026-11-21T08:00'],
	];
	for (const [at, from] of cases) assert.deepEqual(afterQuiet(moment(at), perm), moment(from), at);
	const siesta = { ...perm, quiet: { from: 13, to: 15 } };
	assert.deepEqual(afterQuiet(moment('2026-11-20T14:10'), siesta), moment('2026-11-20T15:00'));
	assert.deepEqual(afterQuiet(moment('2026-11-20T23:00'), siesta), moment('2026-11-20T23:00'));
	assert.deepEqual(
		afterQuiet(moment('2026-11-20T23:00'), { ...perm, quiet: null }),
		moment('2026-11-20T23:00'),
	);
});

test('the digest leaves at the hour of the person, today or tomorrow', () => {
	assert.deepEqual(nextDigest(moment('2026-11-20T17:59'), perm), moment('2026-11-20T18:00'));
	assert.deepEqual(nextDigest(moment('2026-11-20T18:00'), perm), moment('2026-11-21T18:00'));
});

test('nothing waits longer than a day (with the hour of a changed clock), and never goes back in time', () => {
	const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
	const zone = fc.constantFrom(
		'Europe/Moscow',
		'Asia/Kamchatka',
		'Europe/Berlin',
		'America/St_Johns',
		'Pacific/Apia',
	);
	const hour = fc.nat(23);
	fc.assert(
		fc.property(at, zone, hour, hour, hour, (at, zone, digestHour, from, to) => {
			const rhythm = { zone, digestHour, quiet: { from, to } };
			for (const later of [afterQuiet(at, rhythm), nextDigest(at, rhythm)]) {
				assert.ok(later >= at);
				assert.ok(later.getTime() - at.getTime() <= 25 * 3_600_000);
			}
			assert.deepEqual(afterQuiet(afterQuiet(at, rhythm), rhythm), afterQuiet(at, rhythm));
		}),
	);
});
