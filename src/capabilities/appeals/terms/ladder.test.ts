import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TerritoryId } from '#platform/db/ids.ts';
import { calendarOf, calendarOfDaysOff } from '#tests/support/fixtures/calendars.ts';
import { dueOf } from './count.ts';
import { comeOf, type Ladder, type LadderStep, nextOf, type Placed, planOf } from './ladder.ts';
import type { LadderEdition } from './ladder-store.server.ts';
import type { TermRule } from './term.ts';
import { ladderFor, ladderKey, rhythmFor } from './which-ladder.ts';

const plain = calendarOfDaysOff();
const at = (text: string) => new Date(`${text}+03:00`);
const step = (
	side: LadderStep['side'],
	amount: number,
	unit: LadderStep['unit'],
	whom: LadderStep['whom'] = 'executor',
): LadderStep => ({ kind: 'promise', side, amount, unit, whom });

function placed(
	started: string,
	amount: number,
	unit: TermRule['unit'],
	week: TermRule['week'] = 'office',
): Placed {
	const rule: TermRule = {
		kind: 'promise',
		rule: 'x',
		amount,
		unit,
		week,
		dayOff: 'before',
		stopsFor: [],
		prolonged: false,
	};
	const startedAt = at(started);
	return {
		...dueOf(rule, { startedAt, waits: [], prolongedTo: null }, plain),
		kind: 'promise',
		startedAt,
		startedOn: started.slice(0, 10),
		unit,
		week,
	};
}
const night = { from: 21, to: 8 };

// 2026-11-20 is a Friday
const cases: [string, Placed, LadderStep, string | null][] = [
	[
		'three working days before, in the morning',
		placed('2026-11-20T10:00', 10, 'working-days'),
		step('before', 3, 'working-days'),
		'2026-12-01T09:00',
	],
	[
		'on the last day, in the morning',
		placed('2026-11-20T10:00', 10, 'working-days'),
		step('before', 0, 'working-days'),
		'2026-12-04T09:00',
	],
	[
		'two hours of work before the end of the last day',
		placed('2026-11-20T10:00', 10, 'working-days'),
		step('before', 2, 'working-hours'),
		'2026-12-04T16:00',
	],
	[
		'when it is missed, in the morning after the night',
		placed('2026-11-20T10:00', 10, 'working-days'),
		step('after', 0, 'working-days'),
		'2026-12-05T08:00',
	],
	[
		'one working day after it is missed',
		placed('2026-11-20T10:00', 10, 'working-days'),
		step('after', 1, 'working-days'),
		'2026-12-07T09:00',
	],
	[
		'half of a term of ten days',
		placed('2026-11-20T10:00', 10, 'days'),
		step('share', 50, 'percent'),
		'2026-11-26T08:00',
	],
	[
		'no warning before it begins',
		placed('2026-11-20T10:00', 1, 'working-days'),
		step('before', 3, 'working-days'),
		null,
	],
	[
		'an hour of work before a term in hours ends',
		placed('2026-11-20T17:00', 3, 'working-hours'),
		step('before', 1, 'working-hours'),
		'2026-11-23T10:00',
	],
	[
		'two thirds of three hours of work',
		placed('2026-11-20T17:00', 3, 'working-hours'),
		step('share', 67, 'percent'),
		'2026-11-23T10:00:36',
	],
	[
		'missed at its own hour',
		placed('2026-11-20T17:00', 3, 'working-hours'),
		step('after', 0, 'working-days'),
		'2026-11-23T11:00',
	],
	[
		'two hours after a term in hours was missed',
		placed('2026-11-20T17:00', 3, 'working-hours'),
		step('after', 2, 'working-hours'),
		'2026-11-23T13:00',
	],
	[
		'who works round the clock hears of it at night',
		placed('2026-11-20T22:00', 3, 'working-hours', 'every-day'),
		step('after', 0, 'working-days'),
		'2026-11-21T01:00',
	],
];
for (const [name, term, one, when] of cases)
	test(name, () => {
		const plan = planOf(term, { steps: [one], quiet: night }, plain);
		assert.deepEqual(
			plan.map((planned) => planned.at.toISOString()),
			when === null ? [] : [at(when).toISOString()],
		);
	});

test('nobody is told in the quiet hours, whatever the term, the zone and the ladder', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('Europe/Moscow', 'Asia/Kamchatka', 'Asia/Tehran', 'Europe/Kaliningrad'),
			fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2029, 0) / 60_000 }),
			fc.integer({ min: 1, max: 30 }),
			fc.constantFrom('days' as const, 'working-days' as const, 'working-hours' as const),
			fc.record({ from: fc.integer({ min: 18, max: 23 }), to: fc.integer({ min: 6, max: 10 }) }),
			fc.array(
				fc.oneof(
					fc.record({
						side: fc.constantFrom('before' as const, 'after' as const),
						amount: fc.integer({ min: 1, max: 9 }),
						unit: fc.constantFrom('working-days' as const, 'working-hours' as const),
					}),
					fc.record({
						side: fc.constant('share' as const),
						amount: fc.integer({ min: 1, max: 99 }),
						unit: fc.constant('percent' as const),
					}),
				),
				{ minLength: 1, maxLength: 6 },
			),
			(zone, minute, amount, unit, quiet, parts) => {
				const days = calendarOf({ zone });
				const startedAt = new Date(minute * 60_000);
				const rule: TermRule = {
					kind: 'promise',
					rule: 'x',
					amount,
					unit,
					week: 'office',
					dayOff: 'before',
					stopsFor: [],
					prolonged: false,
				};
				const due = dueOf(rule, { startedAt, waits: [], prolongedTo: null }, days);
				const startedOn = days.calendar.dayAt(startedAt).toString();
				const term: Placed = { ...due, kind: 'promise', startedAt, startedOn, unit, week: 'office' };
				const ladder: Ladder = {
					steps: parts.map((part) => ({ kind: 'promise', whom: 'head', ...part })),
					quiet,
				};
				const hour = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
				for (const planned of planOf(term, ladder, days)) {
					const here = Number(hour.format(planned.at));
					assert.ok(here >= quiet.to && here < quiet.from, `${here} o'clock`);
					if (planned.step.side === 'after') assert.ok(planned.at >= due.dueAt);
					else assert.ok(planned.at >= startedAt);
				}
			},
		),
		{ numRuns: 150 },
	);
});

test('each is told the last of the steps that have come, the earlier ones are passed over', () => {
	const term = placed('2026-11-20T10:00', 10, 'working-days');
	const ladder = {
		steps: [
			step('before', 3, 'working-days'),
			step('before', 0, 'working-days'),
			step('after', 0, 'working-days', 'head'),
			step('after', 3, 'working-days', 'controller'),
		],
		quiet: night,
	};
	const plan = planOf(term, ladder, plain);
	const behind = { dueAt: term.dueAt, since: at('2026-01-01T00:00'), nextAt: null };
	const names = (some: readonly { name: string }[]) => some.map(({ name }) => name);
	const warned = comeOf(plan, new Set(), at('2026-12-04T12:00'), behind);
	assert.deepEqual(names(warned.tell), ['before 0 working-days executor']);
	assert.deepEqual(names(warned.pass), ['before 3 working-days executor']);
	const come = comeOf(plan, new Set(), at('2026-12-07T12:00'), behind);
	assert.deepEqual(names(come.tell), ['after 0 working-days head']);
	assert.deepEqual(
		names(come.pass),
		['before 3 working-days executor', 'before 0 working-days executor'],
		'nobody is warned of what is missed',
	);
	const told = new Set(names([...come.tell, ...come.pass]));
	assert.deepEqual(comeOf(plan, told, at('2026-12-07T12:00'), behind), { tell: [], pass: [] });
	const changed = { ...behind, since: at('2026-12-06T12:00') };
	const asked = (nextAt: string) =>
		names(comeOf(plan, new Set(), at('2026-12-07T12:00'), { ...changed, nextAt: at(nextAt) }).tell);
	assert.deepEqual(asked('2026-12-06T12:00'), [], 'the step is younger than its moment');
	assert.deepEqual(
		asked('2026-12-05T08:00'),
		['after 0 working-days head'],
		'it was to be told before the ladder changed',
	);
	const open = { ...term, metAt: null, missedAt: term.dueAt, waits: null };
	assert.equal(nextOf(open, plan, told)?.toISOString(), at('2026-12-09T09:00').toISOString());
	assert.equal(nextOf({ ...open, metAt: new Date() }, plan, told), null);
	const waits = { reason: 'resident', from: at('2026-11-24T10:00'), to: at('2026-12-01T10:00') };
	assert.equal(nextOf({ ...open, waits }, plan, new Set()), waits.to, 'a clock that stands warns nobody');
});

test('the nearest territory decides, in it the nearest category; what was taken back is as if never written', () => {
	const edition = (holdsIn: number, category: string, part: Partial<LadderEdition> = {}): LadderEdition => ({
		holdsIn: holdsIn as TerritoryId,
		category,
		version: 1,
		inherits: false,
		quietFrom: category ? null : 21,
		quietTo: category ? null : 8,
		digestAt: null,
		madeAt: new Date(),
		madeBy: null,
		restores: null,
		steps: [],
		...part,
	});
	const all = [
		edition(0, ''),
		edition(0, 'roads'),
		edition(7, '', { quietFrom: 20, quietTo: 20 }),
		edition(9, 'roads.snow'),
		edition(9, '', { inherits: true }),
	];
	const map = new Map(all.map((one) => [ladderKey(one), one]));
	const found = (areas: number[], chain: string[]) => {
		const one = ladderFor(map, areas as TerritoryId[], chain);
		return one && ladderKey(one);
	};
	assert.equal(found([5], ['yards']), '0 ');
	assert.equal(found([5], ['roads.snow', 'roads']), '0 roads');
	assert.equal(found([8, 7], ['roads.snow', 'roads']), '7 ');
	assert.equal(found([9, 7], ['roads.snow', 'roads']), '9 roads.snow');
	assert.equal(found([9, 7], ['roads']), '7 ');
	assert.deepEqual(rhythmFor(map, [5] as TerritoryId[]).quiet, { from: 21, to: 8 });
	assert.equal(rhythmFor(map, [8, 7] as TerritoryId[]).quiet, null);
});
