import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scottsPi, stratifiedShare, stratumSums } from './agreement.ts';

// By hand: 100 cases, both yes 40, differed 20, both no 40: agreed 0.8, by chance 0.5.
const pairs: [both: number, differed: number, of: number, pi: number | null][] = [
	[40, 20, 100, 0.6],
	[50, 0, 100, 1],
	[25, 50, 100, 0],
	[0, 100, 100, -1],
	[0, 0, 10, null],
	[10, 0, 10, null],
	[0, 0, 0, null],
];
for (const [both, differed, of, pi] of pairs)
	test(`two readers, ${both} yes, ${differed} unlike of ${of}`, () => {
		const found = scottsPi({ both, differed, of });
		if (pi === null) assert.equal(found, null);
		else assert.ok(found !== null && Math.abs(found - pi) < 1e-12, String(found));
	});

test('a large body counts for more than a small one that was looked into as often', () => {
	const sums = stratumSums([
		{ population: 90, looked: 3, such: 0 },
		{ population: 10, looked: 3, such: 3 },
		{ population: 50, looked: 0, such: 0 },
	]);
	const found = stratifiedShare(sums);
	assert.ok(found);
	assert.equal(found.share, 0.1);
	// 100² / (90²/3 + 10²/3)
	assert.ok(Math.abs(found.of - 10_000 / (8_200 / 3)) < 1e-9);
});

test('strata looked into in proportion tell as much as an even draw', () => {
	const found = stratifiedShare(
		stratumSums([
			{ population: 80, looked: 8, such: 2 },
			{ population: 20, looked: 2, such: 1 },
		]),
	);
	assert.ok(found && Math.abs(found.of - 10) < 1e-9 && Math.abs(found.share - 0.3) < 1e-12);
});

test('nothing looked at is nothing said', () => {
	assert.equal(stratifiedShare(stratumSums([{ population: 10, looked: 0, such: 0 }])), null);
});
