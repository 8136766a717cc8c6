import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TerritoryId } from '#platform/db/ids.ts';
import { nearest, totalOf } from './rubric.ts';

const criteria = [
	{ code: 'to-the-point', weight: 3 },
	{ code: 'plain-words', weight: 1 },
];
for (const [a, b, total] of [
	[2, 2, 1],
	[0, 0, 0],
	[1, 1, 0.5],
	[2, 0, 0.75],
	[0, 2, 0.25],
] as const)
	test(`${a} and ${b} points make ${total}`, () => {
		const given = new Map<string, number>([
			['to-the-point', a],
			['plain-words', b],
		]);
		assert.equal(totalOf(criteria, given), total);
	});

test('the nearest edition holds; what was taken back does not', () => {
	const edition = (holdsIn: number, inherits = false) => ({ holdsIn: holdsIn as TerritoryId, inherits });
	const areas = [46, 17] as TerritoryId[];
	assert.equal(nearest([edition(0), edition(17)], areas)?.holdsIn, 17);
	assert.equal(nearest([edition(0), edition(17), edition(46, true)], areas)?.holdsIn, 17);
	assert.equal(nearest([], areas), undefined);
});
