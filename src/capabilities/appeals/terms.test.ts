import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Calendar, clockOf, dayIn, dueOfAnswer, dueOn, law, type Promised, termsOf } from './terms.ts';

/** Saturdays, Sundays and the days named are days off. */
function calendar(...daysOff: string[]): Calendar {
	const off = new Set(daysOff);
	return {
		version: 'test',
		isWorkingDay: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && !off.has(day),
	};
}

const plain = calendar();
// 2026-11-20 is a Friday
const cases: [string, string, Parameters<typeof dueOn>[1], Calendar, string][] = [
	[
		'three working days over a weekend',
		'2026-11-20',
		{ days: 3, daysAre: 'working', dayOff: 'before' },
		plain,
		'2026-11-25',
	],
	[
		'a day off in between moves it',
		'2026-11-20',
		{ days: 3, daysAre: 'working', dayOff: 'before' },
		calendar('2026-11-23'),
		'2026-11-26',
	],
	[
		'filed on a Sunday, one working day',
		'2026-11-22',
		{ days: 1, daysAre: 'working', dayOff: 'before' },
		plain,
		'2026-11-23',
	],
	[
		'30 days that end on a Sunday are due on Friday',
		'2026-11-20',
		{ days: 30, daysAre: 'calendar', dayOff: 'before' },
		plain,
		'2026-12-18',
	],
	[
		'30 days that end on a Monday are due then',
		'2026-11-21',
		{ days: 30, daysAre: 'calendar', dayOff: 'before' },
		plain,
		'2026-12-21',
	],
	[
		'registration of a Thursday ends on Monday, not Sunday',
		'2026-11-19',
		{ days: 3, daysAre: 'calendar', dayOff: 'after' },
		plain,
		'2026-11-23',
	],
	[
		'one day wholly in days off ends after them',
		'2026-11-20',
		{ days: 1, daysAre: 'calendar', dayOff: 'before' },
		plain,
		'2026-11-23',
	],
	['a leap day counts', '2028-02-28', { days: 1, daysAre: 'working', dayOff: 'before' }, plain, '2028-02-29'],
];
for (const [name, started, rule, days, due] of cases)
	test(name, () => assert.equal(dueOn(started, rule, days), due));

test('the day is that of the zone and not of the server', () => {
	const at = new Date('2026-11-20T20:30:00Z');
	assert.equal(dayIn('Europe/Moscow', at), '2026-11-20');
	assert.equal(dayIn('Asia/Yekaterinburg', at), '2026-11-21');
	assert.equal(dayIn('Asia/Kamchatka', at), '2026-11-21');
});

test('the resident is told the nearest of the law and the promise', () => {
	const promised: Promised = { category: 'roads', answerDays: 10, reactionDays: 2, daysAre: 'working' };
	const terms = termsOf('2026-11-20', promised, plain, 'Europe/Moscow');
	assert.deepEqual(
		terms.map(({ kind, dueOn: due }) => [kind, due]),
		[
			['register', '2026-11-23'],
			['redirect', '2026-11-27'],
			['answer', '2026-12-18'],
			['reaction', '2026-11-24'],
			['promise', '2026-12-04'],
		],
	);
	assert.equal(dueOfAnswer(terms), '2026-12-04');
	const none = termsOf(
		'2026-11-20',
		{ ...promised, answerDays: null, reactionDays: null },
		plain,
		'Europe/Moscow',
	);
	assert.equal(dueOfAnswer(none), '2026-12-18');
});

test('the clock says how near the term is', () => {
	assert.deepEqual(clockOf('2026-12-04', '2026-11-20'), { tone: 'calm', days: 14 });
	assert.deepEqual(clockOf('2026-12-04', '2026-12-01'), { tone: 'near', days: 3 });
	assert.deepEqual(clockOf('2026-12-04', '2026-12-04'), { tone: 'today', days: 0 });
	assert.deepEqual(clockOf('2026-12-04', '2026-12-06'), { tone: 'late', days: 2 });
});

/** An independent, slow reading of the same rules: every day written into a list, then picked from it. */
function slowly(
	started: string,
	days: number,
	daysAre: string,
	dayOff: string,
	isOff: (day: string) => boolean,
): string {
	const list: { day: string; off: boolean }[] = [];
	for (let i = 0; i <= 900; i++) {
		const day = new Date(Date.parse(`${started}T12:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10);
		list.push({ day, off: isOff(day) });
	}
	const working = list.slice(1).filter((one) => !one.off);
	if (daysAre === 'working') return working[days - 1]?.day ?? '';
	const last = list[days];
	if (!last) return '';
	if (!last.off) return last.day;
	if (dayOff === 'before') {
		const before = working.filter((one) => one.day < last.day).at(-1);
		if (before) return before.day;
	}
	return working.find((one) => one.day > last.day)?.day ?? '';
}

const someDay = fc
	.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

test('for any calendar a term equals a slow reading of the same rule', () => {
	fc.assert(
		fc.property(
			someDay,
			fc.integer({ min: 1, max: 60 }),
			fc.constantFrom('working' as const, 'calendar' as const),
			fc.constantFrom('before' as const, 'after' as const),
			fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 40 }),
			(started, days, daysAre, dayOff, offsets) => {
				const off = offsets.map((n) =>
					new Date(Date.parse(`${started}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10),
				);
				const days_ = calendar(...off);
				assert.equal(
					dueOn(started, { days, daysAre, dayOff }, days_),
					slowly(started, days, daysAre, dayOff, (day) => !days_.isWorkingDay(day)),
				);
			},
		),
		{ numRuns: 400 },
	);
});

test('a term never ends before it begins, ends on a working day, and more days never end earlier', () => {
	fc.assert(
		fc.property(someDay, fc.integer({ min: 1, max: 90 }), fc.constantFrom(...law), (started, days, rule) => {
			const due = dueOn(started, { ...rule, days }, plain);
			assert.ok(due >= started);
			assert.ok(plain.isWorkingDay(due));
			assert.ok(dueOn(started, { ...rule, days: days + 1 }, plain) >= due);
		}),
	);
});

test('what the resident is told is never later than the law, whatever the category promises', () => {
	fc.assert(
		fc.property(
			someDay,
			fc.option(fc.integer({ min: 1, max: 365 })),
			fc.option(fc.integer({ min: 1, max: 365 })),
			fc.constantFrom('working' as const, 'calendar' as const),
			(filed, answerDays, reactionDays, daysAre) => {
				const terms = termsOf(filed, { category: 'x', answerDays, reactionDays, daysAre }, plain, 'UTC');
				const answer = terms.find((term) => term.kind === 'answer');
				assert.ok(answer && dueOfAnswer(terms) <= answer.dueOn);
				assert.ok(terms.every((term) => term.startedOn === filed && term.calendarVersion === 'test'));
			},
		),
	);
});
