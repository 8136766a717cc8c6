import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TerritoryId } from '#platform/db/ids.ts';
import type { Closing, State } from '../appeal.ts';
import { type ClosingEdition, closingRuleFor, mayDispute, mayObject, openUntil } from './closing.ts';

const edition = (
	holdsIn: number,
	category: string,
	silentDays: number,
	inherits = false,
): ClosingEdition => ({
	holdsIn: holdsIn as TerritoryId,
	category,
	version: 1,
	inherits,
	silentDays,
	objectionDays: 10,
	disputesEnough: 3,
	reviewDays: 3,
	madeAt: new Date(0),
	madeBy: null,
});
const areas = [46, 17].map((id) => id as TerritoryId);
const chain = ['roads.potholes', 'roads'];

const cases: [string, ClosingEdition[], number | null][] = [
	['nothing is written: as the rule of terms says', [], null],
	['the top', [edition(0, '', 30)], 30],
	['a region before the top', [edition(0, '', 30), edition(17, '', 20)], 20],
	['the nearest territory before a nearer category', [edition(46, '', 10), edition(17, 'roads', 20)], 10],
	['the nearest category in a territory', [edition(46, '', 10), edition(46, 'roads', 7)], 7],
	['what was taken back does not hold', [edition(0, '', 30), edition(46, '', 10, true)], 30],
];
for (const [name, editions, days] of cases)
	test(`which rule of closing holds: ${name}`, () => {
		assert.equal(closingRuleFor(editions, areas, chain).silentDays, days);
	});

const rule = { silentDays: null, objectionDays: 10, disputesEnough: 3, reviewDays: 3 };
const ended = new Date('2026-11-01T10:00:00Z');
const day = (n: number) => new Date(ended.getTime() + n * 86_400_000);
const table: [State, Closing | null, number, boolean, boolean][] = [
	// state, because, days later, may the author object, may a neighbour dispute
	['answered', null, 0, false, true],
	['accepted', null, 9, false, true],
	['accepted', null, 10, false, false],
	['closed', 'silent', 9, true, true],
	['closed', 'silent', 10, false, false],
	['closed', 'upheld', 1, false, false],
	['closed', 'withdrawn', 1, false, false],
	['closed', 'not-ours', 1, false, false],
	['returned', null, 1, false, false],
	['in-work', null, 1, false, false],
];
for (const [state, closedBecause, days, objects, disputes] of table)
	test(`${state} ${closedBecause ?? ''}, ${days} days later`, () => {
		const over = state === 'accepted' || state === 'closed';
		const appeal = { state, closedBecause, closedAt: over ? ended : null };
		assert.equal(mayObject(appeal, rule, day(days)), objects);
		assert.equal(mayDispute(appeal, rule, day(days)), disputes);
	});

test('with no days to object nobody does', () => {
	const appeal = { state: 'closed', closedBecause: 'silent', closedAt: ended } as const;
	assert.deepEqual(openUntil(appeal, { ...rule, objectionDays: 0 }), ended);
	assert.equal(mayObject(appeal, { ...rule, objectionDays: 0 }, ended), false);
});
