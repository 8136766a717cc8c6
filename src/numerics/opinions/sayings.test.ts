import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { commonGroundOf } from './common-ground.ts';
import { dividingOf } from './dividing.ts';
import { unseenOf } from './seen-enough.ts';
import type { Tallies } from './tallies.ts';
import { tellingOf } from './telling.ts';

/** Of each group a row of [agree, disagree, pass] by statement. */
function tallies(rows: readonly (readonly (readonly [number, number, number])[])[]): Tallies {
	const statements = rows[0]?.length ?? 0;
	const of = (k: 0 | 1 | 2) => Int32Array.from(rows.flatMap((row) => row.map((cell) => cell[k])));
	return { groups: rows.length, statements, agree: of(0), disagree: of(1), pass: of(2) };
}

const all = (counted: Tallies) => Int32Array.from({ length: counted.statements }, (_, j) => j);

// 0 unites, 1 divides into two sides, 2 is said by the first group only, 3 has few votes, 4 unites against
const town = tallies([
	[
		[90, 5, 5],
		[80, 10, 10],
		[70, 10, 20],
		[2, 1, 0],
		[3, 90, 7],
	],
	[
		[45, 3, 2],
		[6, 40, 4],
		[10, 10, 30],
		[1, 0, 0],
		[2, 44, 4],
	],
]);

test('each group is known by what it says more often than the others', () => {
	const [first = [], second = []] = tellingOf(town, all(town));
	assert.deepEqual(
		first.map((one) => [one.statement, one.side]),
		[
			[1, 'agree'],
			[2, 'agree'],
		],
	);
	assert.deepEqual(
		second.map((one) => [one.statement, one.side]),
		[[1, 'disagree']],
	);
	const [top] = first;
	assert.ok(top?.significant && top.said === 80 && top.of === 100);
	assert.ok(Math.abs(top.share - 81 / 102) < 1e-12 && Math.abs(top.times - 81 / 102 / (7 / 52)) < 1e-12);
});

test('among hundreds of statements on which groups do not differ hardly one is called telling', () => {
	const random = seeded(4);
	const cell = () => {
		const agree = Array.from({ length: 60 }, () => random() < 0.7).filter(Boolean).length;
		return [agree, 60 - agree, 0] as const;
	};
	const same = tallies([0, 1].map(() => Array.from({ length: 400 }, cell)));
	const found = tellingOf(same, all(same), 400);
	for (const own of found) assert.ok(own.filter((one) => one.significant).length <= 2);
	// yet each has one to show, marked as not significant
	assert.ok(found.every((own) => own.length >= 1));
});

test('a single group, and groups without votes, have nothing telling', () => {
	assert.deepEqual(tellingOf(tallies([[[5, 1, 0]]]), Int32Array.of(0)), [[]]);
	const silent = tallies([[[0, 0, 0]], [[0, 0, 0]]]);
	assert.deepEqual(tellingOf(silent, Int32Array.of(0)), [[], []]);
});

test('all groups are united by what most of each says, on either side', () => {
	const found = commonGroundOf(town, all(town));
	assert.deepEqual(
		found.filter((one) => one.sure).map((one) => [one.statement, one.side]),
		[
			[0, 'agree'],
			[4, 'disagree'],
		],
	);
	assert.ok(Math.abs(found[0]!.consensus - (91 / 102) * (46 / 52)) < 1e-12);
	// three votes and one: more than half of each, but not surely
	assert.deepEqual(
		found.filter((one) => !one.sure).map((one) => one.statement),
		[3],
	);
});

test('a large group does not outvote a small one', () => {
	const uneven = tallies([
		[
			[950, 50, 0],
			[700, 300, 0],
		],
		[
			[8, 22, 0],
			[24, 6, 0],
		],
	]);
	assert.deepEqual(
		commonGroundOf(uneven, all(uneven)).map((one) => one.statement),
		[1],
	);
});

test('what divides comes with the two groups and whether they are on opposite sides', () => {
	const found = dividingOf(town, all(town));
	const [first, second] = found;
	assert.ok(first?.statement === 1 && first.higher === 0 && first.lower === 1);
	assert.ok(first.opposed && first.significant);
	assert.ok(second?.statement === 2 && second.significant && !second.opposed);
	assert.ok(found.filter((one) => one.significant).length === 2);
	// by hand: (80 − 10) / 102 − (6 − 40) / 52
	assert.ok(Math.abs(first.gap - (70 / 102 + 34 / 52)) < 1e-12);
	assert.deepEqual(dividingOf(tallies([[[5, 1, 0]]]), Int32Array.of(0)), []);
});

test('seen enough is what every group has voted on, the small ones in full', () => {
	const seen = tallies([
		[
			[40, 3, 0],
			[30, 12, 0],
			[0, 0, 0],
		],
		[
			[5, 0, 0],
			[5, 0, 0],
			[1, 0, 0],
		],
	]);
	// 43 votes of a large group give ± 0.15 (1.96² / 4 / 0.15² = 42.7); of five people all are needed (42.7 / (1 + 41.7 / 5) = 4.6)
	const found = unseenOf(seen, Int32Array.of(1_000_000, 5), all(seen));
	assert.deepEqual(found, [
		{ statement: 2, votes: 1, group: 0, missing: 43, missingInAll: 47 },
		{ statement: 1, votes: 47, group: 0, missing: 1, missingInAll: 1 },
	]);
	assert.deepEqual(unseenOf(seen, Int32Array.of(0, 0), all(seen)), []);
});
