import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BodyRef } from '#rooms/organisations/door.ts';
import { wayOf } from './way.ts';

const [roads, water] = ['roads', 'water'].map((id) => ({ territory: 7, id }) as unknown as BodyRef);
/** UTC days; Saturdays and Sundays are days off. */
const days = {
	dayOf: (at: Date) => at.toISOString().slice(0, 10),
	workingDaysBetween(from: string, to: string) {
		let count = 0;
		for (let at = Date.parse(from) + 86_400_000; at <= Date.parse(to); at += 86_400_000)
			if (![0, 6].includes(new Date(at).getUTCDay())) count++;
		return count;
	},
};
const at = (text: string) => new Date(`${text}:00Z`);
const now = at('2026-11-30T12:00');
const anAppeal = (input: Partial<Parameters<typeof wayOf>[0]>) => ({
	state: 'routed' as const,
	filedAt: at('2026-11-02T09:00'),
	closedAt: null,
	dueOn: '2026-11-16',
	history: [],
	answers: [],
	registerBy: '2026-11-05',
	...input,
});
const happened = (kind: string, when: string, body: BodyRef | null = null) => ({ kind, at: at(when), body });

test('each holder has its days, passing on buys no time, the promised day is kept by whoever answers', () => {
	const { stages, workingDays } = wayOf(
		anAppeal({
			state: 'answered',
			history: [
				happened('registered', '2026-11-02T10:00'),
				happened('routed', '2026-11-02T10:00', roads),
				happened('taken-up', '2026-11-05T10:00', roads),
				happened('routed', '2026-11-13T10:00', water),
				happened('taken-up', '2026-11-13T15:00', water),
				happened('answered', '2026-11-17T10:00', water),
			],
			answers: [{ answeredAt: at('2026-11-17T10:00'), verdictAt: null, verdict: null, body: water! }],
		}),
		days,
		now,
	);
	assert.deepEqual(
		stages.map((one) => [one.holder, one.body?.id ?? null, one.workingDays, one.end, one.onTime]),
		[
			['registry', null, 0, 'routed', true],
			['body', 'roads', 9, 'passed-on', null],
			['body', 'water', 2, 'answered', false],
			['author', null, 9, null, null],
		],
	);
	assert.equal(stages[1]?.takenUpAt?.toISOString(), '2026-11-05T10:00:00.000Z');
	assert.equal(workingDays, 11, 'until the answer, not until now');
});

test('a returned answer lies with the body again, beyond the first day', () => {
	const { stages } = wayOf(
		anAppeal({
			state: 'returned',
			history: [
				happened('routed', '2026-11-03T10:00', roads),
				happened('answered', '2026-11-10T10:00', roads),
				happened('returned', '2026-11-12T10:00'),
			],
			answers: [
				{
					answeredAt: at('2026-11-10T10:00'),
					verdictAt: at('2026-11-12T10:00'),
					verdict: 'returned',
					body: roads!,
				},
			],
		}),
		days,
		now,
	);
	assert.deepEqual(
		stages.map((one) => [one.holder, one.end, one.onTime]),
		[
			['registry', 'routed', true],
			['body', 'answered', true],
			['author', 'returned', null],
			['body', null, false],
		],
	);
	assert.equal(stages[3]?.body?.id, 'roads');
});

test('nobody had it: it lies in the registry, and too long is too long', () => {
	const { stages, endedAt } = wayOf(anAppeal({ state: 'registered' }), days, now);
	assert.deepEqual(
		stages.map((one) => [one.holder, one.to, one.onTime]),
		[['registry', null, false]],
	);
	assert.equal(endedAt, null);
});

test('whatever happens, stages follow one another without holes, only the last may be open', () => {
	const kinds = [
		'registered',
		'routed',
		'taken-up',
		'answered',
		'returned',
		'unrouted',
		'accepted',
		'closed',
		'joined',
		'term-changed',
	];
	fc.assert(
		fc.property(
			fc.array(
				fc.record({
					kind: fc.constantFrom(...kinds),
					hour: fc.integer({ min: 1, max: 500 }),
					body: fc.constantFrom(roads!, water!),
				}),
				{ maxLength: 12 },
			),
			fc.boolean(),
			(all, ended) => {
				const history = all.map(({ kind, hour, body }) => ({
					kind,
					body,
					at: new Date(at('2026-11-02T09:00').getTime() + hour * 3_600_000),
				}));
				const closedAt = ended ? at('2026-11-29T10:00') : null;
				const { stages } = wayOf(
					anAppeal({ state: ended ? 'accepted' : 'routed', closedAt, history }),
					days,
					now,
				);
				assert.ok(stages.length >= 1);
				for (const [i, stage] of stages.entries()) {
					const next = stages[i + 1];
					if (next) assert.ok(stage.to && stage.to <= next.from, 'ended before the next began');
					assert.ok(stage.to === null || stage.to >= stage.from);
					assert.ok(stage.workingDays >= 0);
				}
			},
		),
	);
});
