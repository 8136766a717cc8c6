import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DayKind, WorkingHours } from '#platform/calendar/door.ts';
import { calendarOf } from '#tests/support/fixtures/calendars.ts';
import { countTerms, type Done, settle } from './ledger.ts';
import { slowDue } from './slow-reference.ts';
import type { Because, Term, TermChange, TermRule } from './term.ts';
import { beginWait, endWaits, type WrittenWait } from './waits.ts';

/** What can happen to an appeal. Times are in steps of a quarter of an hour after the filing. */
type Event =
	| { kind: 'routed' | 'passed-on' | 'met' | 'reopened'; at: number }
	| { kind: 'classified'; at: number; category: number }
	| { kind: 'waits'; at: number; reason: string; lasts: number }
	| { kind: 'goes-on'; at: number; reason: string | null }
	| { kind: 'prolonged'; at: number; by: number }
	| { kind: 'calendar'; at: number; day: number; as: DayKind };

type History = { zone: string; filed: Date; off: string[]; categories: TermRule[][]; events: Event[] };

// with summer time at midnight, half-hour zones, and Russia's changes of 2010, 2011 and 2014
const zones = [
	'Europe/Moscow',
	'Europe/Kaliningrad',
	'Asia/Kamchatka',
	'Asia/Tehran',
	'Asia/Beirut',
	'Asia/Kolkata',
	'Europe/Chisinau',
	'Australia/Lord_Howe',
	'UTC',
];
const quarter = 900_000;
const dayAfter = (from: Date, days: number) =>
	new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);

const aRule = (kind: TermRule['kind']): fc.Arbitrary<TermRule> =>
	fc
		.record({
			unit: fc.constantFrom('days' as const, 'working-days' as const, 'working-hours' as const),
			amount: fc.integer({ min: 1, max: 30 }),
			week: fc.constantFrom('office' as const, 'office' as const, 'six-day' as const, 'every-day' as const),
			dayOff: fc.constantFrom('before' as const, 'after' as const),
			stopsFor: fc.subarray(['resident', 'weather']),
			prolonged: fc.boolean(),
		})
		.map((rule) => ({ kind, rule: `test:${kind}`, ...rule }));
const law: fc.Arbitrary<TermRule> = aRule('answer').map((rule) => ({ ...rule, unit: 'days', stopsFor: [] }));
const aCategory: fc.Arbitrary<TermRule[]> = fc
	.tuple(aRule('promise'), aRule('reaction'), fc.boolean())
	.map(([promise, reaction, both]) => (both ? [promise, reaction] : [promise]));

const anEvent = (at: fc.Arbitrary<number>): fc.Arbitrary<Event> =>
	fc.oneof(
		fc.record({ kind: fc.constantFrom('routed' as const, 'passed-on' as const), at }),
		fc.record({ kind: fc.constant('classified' as const), at, category: fc.integer({ min: 0, max: 2 }) }),
		fc.record({
			kind: fc.constant('waits' as const),
			at,
			reason: fc.constantFrom('resident', 'weather'),
			lasts: fc.integer({ min: 1, max: 1000 }),
		}),
		fc.record({
			kind: fc.constant('goes-on' as const),
			at,
			reason: fc.constantFrom('resident', 'weather', null),
		}),
		fc.record({
			kind: fc.constant('calendar' as const),
			at,
			day: fc.integer({ min: 0, max: 45 }),
			as: fc.constantFrom<DayKind>('holiday', 'working', 'short', 'moved'),
		}),
		fc.record({ kind: fc.constant('met' as const), at }),
		fc.record({ kind: fc.constant('reopened' as const), at }),
	);

const aHistory: fc.Arbitrary<History> = fc
	.record({
		zone: fc.constantFrom(...zones),
		// a quarter of any hour, over the leap days and the changes of zones
		filed: fc
			.integer({ min: Date.UTC(2009, 0, 1) / quarter, max: Date.UTC(2029, 0, 1) / quarter })
			.map((n) => new Date(n * quarter)),
		off: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 14 }),
		law,
		categories: fc.array(aCategory, { minLength: 3, maxLength: 3 }),
		events: fc.array(anEvent(fc.integer({ min: 0, max: 40 }).map((n) => n * 33)), { maxLength: 9 }),
		prolonged: fc.option(
			fc.record({
				at: fc.integer({ min: 0, max: 40 }).map((n) => n * 33),
				by: fc.integer({ min: 1, max: 60 }),
			}),
		),
	})
	.map(({ off, law: answer, categories, prolonged, ...history }) => ({
		...history,
		off: off.map((days) => dayAfter(history.filed, days)),
		categories: categories.map((category) => [answer, ...category]),
		// the law lets a term be prolonged once
		events: [...history.events, ...(prolonged ? [{ kind: 'prolonged' as const, ...prolonged }] : [])].sort(
			(a, b) => a.at - b.at,
		),
	}));

type Outcome = {
	terms: Term[];
	changes: (TermChange & { at: number })[];
	steps: { before: Term[]; after: Term[]; changes: TermChange[] }[];
	state: State;
};
type State = { category: number; waits: WrittenWait[]; prolongedTo: string | null; days: WorkingHours };

/** Goes through a history as the use cases do: each event changes what is known, then the terms are counted anew. */
function replay(history: History): Outcome {
	const kinds: Record<string, DayKind> = Object.fromEntries(
		history.off.map((day) => [day, 'holiday' as const]),
	);
	let edition = 1;
	const calendar = () => calendarOf({ kinds, zone: history.zone, version: `test.${edition}` });
	const state: State = { category: 0, waits: [], prolongedTo: null, days: calendar() };
	const count = (at: Date) =>
		countTerms(
			history.categories[state.category]!,
			{ startedAt: history.filed, waits: state.waits, prolongedTo: state.prolongedTo },
			state.days,
			at,
		);
	let done: Done = {};
	let terms: Term[] = count(history.filed).map((one) => ({
		...one,
		metAt: null,
		missedAt: null,
		nextAt: null,
	}));
	const outcome: Outcome = { terms, changes: [], steps: [], state };
	const because: Partial<Record<Event['kind'], Because>> = {
		classified: 'category',
		waits: 'waits',
		'goes-on': 'goes-on',
		prolonged: 'prolonged',
		calendar: 'calendar',
		met: 'goes-on',
		reopened: 'returned',
	};
	for (const event of history.events) {
		const at = new Date(history.filed.getTime() + event.at * quarter);
		const before = terms;
		const put = (changed: readonly WrittenWait[]) => {
			const key = (wait: WrittenWait) => `${wait.reason} ${wait.from.getTime()}`;
			const waits = new Map(state.waits.map((wait) => [key(wait), wait]));
			for (const wait of changed) waits.set(key(wait), wait);
			state.waits = [...waits.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
		};
		if (event.kind === 'classified') state.category = event.category;
		if (event.kind === 'waits')
			put(
				beginWait(state.waits, {
					reason: event.reason,
					from: at,
					until: new Date(at.getTime() + event.lasts * quarter),
					account: null,
					note: null,
				}),
			);
		if (event.kind === 'goes-on') put(endWaits(state.waits, event.reason, at));
		if (event.kind === 'prolonged') state.prolongedTo = dayAfter(history.filed, event.by);
		if (event.kind === 'calendar') {
			kinds[dayAfter(history.filed, event.day)] = event.as;
			edition++;
			state.days = calendar();
		}
		// an answer ends what was waited for, and an answer that comes back is counted from what is known by then
		if (event.kind === 'met') done = { reaction: done.reaction ?? at, answer: at, promise: at };
		if (event.kind === 'reopened') done = { reaction: done.reaction ?? null };
		if (event.kind === 'met') put(endWaits(state.waits, null, at));
		if (event.kind === 'met') terms = terms.map((term) => (term.metAt ? term : { ...term, metAt: at }));
		if (event.kind === 'reopened')
			terms = terms.map((term) => (term.kind === 'reaction' ? term : { ...term, metAt: null }));
		const why = because[event.kind];
		if (why) {
			const settled = settle(terms, count(at), { because: why, account: null, reason: null }, at, done);
			terms = settled.terms;
			outcome.changes.push(...settled.changes.map((change) => ({ ...change, at: event.at })));
			outcome.steps.push({ before, after: terms, changes: settled.changes });
		} else outcome.steps.push({ before, after: terms, changes: [] });
	}
	return { ...outcome, terms };
}

const runs = { numRuns: 120 };

test('for any history, calendar and zone a term that is open equals a slow reading of the same rules', () => {
	fc.assert(
		fc.property(aHistory, (history) => {
			// what was met is not counted again
			const { terms, state } = replay({
				...history,
				events: history.events.filter((event) => event.kind !== 'met'),
			});
			for (const rule of history.categories[state.category]!) {
				const term = terms.find(({ kind }) => kind === rule.kind);
				const slow = slowDue(rule, history.filed, state.waits, state.prolongedTo, state.days);
				assert.deepEqual([term?.dueOn, term?.dueAt.toISOString()], [slow.dueOn, slow.dueAt.toISOString()]);
			}
		}),
		runs,
	);
});

test('the order of events of one moment makes no difference', () => {
	fc.assert(
		fc.property(aHistory, fc.infiniteStream(fc.nat(1000)), (history, lots) => {
			// of one moment only one event may say what the category is, what a day is, whether something is met
			const said = new Set<string>();
			const events = history.events
				.map((event) => ({ ...event, at: Math.floor(event.at / 330) * 330 }))
				.filter((event) => {
					const says = {
						classified: 'category',
						met: 'met',
						reopened: 'met',
						calendar: `day ${'day' in event ? event.day : ''}`,
					};
					const key = event.kind in says ? `${event.at} ${says[event.kind as keyof typeof says]}` : null;
					if (key === null) return true;
					if (said.has(key)) return false;
					said.add(key);
					return true;
				});
			const draws = events.map(() => lots.next().value ?? 0);
			const shuffled = events
				.map((event, i) => ({ event, lot: draws[i] ?? 0 }))
				.sort((a, b) => a.event.at - b.event.at || a.lot - b.lot)
				.map(({ event }) => event);
			const ends = (of: History) =>
				replay(of)
					.terms.map(({ calendarVersion: _, ...term }) => JSON.stringify(term))
					.sort();
			assert.deepEqual(ends({ ...history, events: shuffled }), ends({ ...history, events }));
		}),
		runs,
	);
});

test('no term ever moves, comes or goes without a line that says why', () => {
	fc.assert(
		fc.property(aHistory, (history) => {
			for (const { before, after, changes } of replay(history).steps) {
				for (const term of after) {
					const was = before.find(({ kind }) => kind === term.kind);
					if (was && was.dueAt.getTime() === term.dueAt.getTime()) continue;
					const line = changes.find(({ kind }) => kind === term.kind);
					assert.ok(line, `${term.kind} moved in silence`);
					assert.equal(line.to?.dueAt.getTime(), term.dueAt.getTime());
					assert.equal(line.from?.dueAt.getTime(), was?.dueAt.getTime());
				}
				for (const gone of before.filter(({ kind }) => !after.some((term) => term.kind === kind)))
					assert.equal(changes.find(({ kind }) => kind === gone.kind)?.to, null);
				assert.ok(changes.length === 0 || changes.every(({ because }) => because !== undefined));
			}
		}),
		runs,
	);
});

test('passing on and routing buy no time, and the law stands still for nothing', () => {
	fc.assert(
		fc.property(aHistory, (history) => {
			const quiet = history.events.filter(({ kind }) => kind !== 'routed' && kind !== 'passed-on');
			const ends = (of: History) =>
				replay(of).terms.map(({ kind, dueAt }) => `${kind} ${dueAt.toISOString()}`);
			assert.deepEqual(ends(history), ends({ ...history, events: quiet }));
			const still = replay({
				...history,
				events: quiet.filter(({ kind }) => kind !== 'waits' && kind !== 'goes-on'),
			});
			const answer = (terms: readonly Term[]) =>
				terms.find(({ kind }) => kind === 'answer')?.dueAt.toISOString();
			assert.equal(answer(replay(history).terms), answer(still.terms));
		}),
		runs,
	);
});

test('a wait never brings an end nearer, and one that ends sooner never leaves it later', () => {
	fc.assert(
		fc.property(aHistory, (history) => {
			// a second wait for the same thing may be a shorter one
			const waited = new Set<string>();
			const events = history.events.filter((event) => {
				if (event.kind !== 'waits') return true;
				if (waited.has(event.reason)) return false;
				return waited.add(event.reason);
			});
			for (const { before, after, changes } of replay({ ...history, events }).steps)
				for (const { kind, because } of changes) {
					const [was, is] = [before, after].map((terms) => terms.find((term) => term.kind === kind)?.dueAt);
					if (!was || !is) continue;
					if (because === 'waits') assert.ok(is >= was, `${kind} came nearer`);
					if (because === 'goes-on') assert.ok(is <= was, `${kind} went further`);
				}
		}),
		runs,
	);
});
