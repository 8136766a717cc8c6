import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOfBallot } from './ballot-kinds.ts';
import { ceilOf, compare, floorOf, fraction, nearest, plus, times } from './fraction.ts';
import { profileOf } from './profile.ts';
import { SharedDenominator } from './shared-denominator.ts';
import { decide, fewest } from './threshold.ts';
import { lastByRule, orderByRule, type TieRule, tieBreaker } from './ties.ts';

test('fractions are exact and in lowest terms', () => {
	assert.deepEqual(plus(fraction(1, 3), fraction(1, 6)), fraction(1, 2));
	assert.deepEqual(times(fraction(-4, 6), fraction(3, -2)), { top: 1n, bottom: 1n });
	assert.equal(compare(fraction(1, 3), fraction(333_333_333, 1_000_000_000)), 1);
	assert.deepEqual(
		[floorOf(fraction(-1, 2)), ceilOf(fraction(-1, 2)), ceilOf(fraction(7, 2))],
		[-1n, 0n, 4n],
	);
	assert.throws(() => fraction(1, 0));
	// parts longer than a number of the machine holds
	assert.equal(nearest(10n ** 900n, 3n * 10n ** 900n).toFixed(12), '0.333333333333');
});

test('sums over a shared denominator are those of the fractions', () => {
	const shared = new SharedDenominator(12n);
	shared.tops.push(5n);
	shared.keep(7n, 9);
	shared.keep(-3n, 14);
	let sum = fraction(0);
	for (const [k, count] of [4, -2, 3].entries()) sum = plus(sum, times(shared.at(k), fraction(count)));
	assert.deepEqual(fraction(shared.sum([4, -2, 3]), shared.bottom), sum);
	assert.deepEqual(shared.at(0), fraction(5, 12));
});

test('equal ballots are joined whatever their order, and a set has no order', () => {
	const one = profileOf(3, [
		{ marked: [2, 0] },
		{ marked: [1] },
		{ marked: [0, 2], times: 2 },
		{ marked: [] },
	]);
	const other = profileOf(3, [
		{ marked: [] },
		{ marked: [0, 2] },
		{ marked: [1] },
		{ marked: [2, 0], times: 2 },
	]);
	assert.deepEqual(one, other);
	assert.deepEqual([...one.times], [1, 1, 3]);
	assert.equal(one.people, 5);
	assert.equal(profileOf(3, [{ marked: [2, 0] }, { marked: [0, 2] }], { ranked: true }).times.length, 2);
	assert.throws(() => profileOf(3, [{ marked: [3] }]));
	assert.throws(() => profileOf(3, [{ marked: [1, 1] }]));
});

test('ties: facts in turn, then the list, a drawn order or a seed', () => {
	const facts = { costs: [5n, 5n, 7n], votes: [3, 3, 9] };
	const by = (rule: TieRule) => tieBreaker(rule, 3, facts)([0, 1, 2]);
	assert.deepEqual(by({ by: ['votes', 'cost'], last: 'listed' }), {
		among: [0, 1, 2],
		chosen: 2,
		by: 'votes',
	});
	assert.deepEqual(by({ by: ['cost', 'votes'], last: 'listed' }), {
		among: [0, 1, 2],
		chosen: 0,
		by: 'listed',
	});
	assert.equal(by({ by: ['cost'], last: { order: [2, 1, 0] } }).chosen, 1);
	assert.equal(by({ by: [], last: { seed: 5 } }).chosen, by({ by: [], last: { seed: 5 } }).chosen);
	const listed = tieBreaker({ by: ['cost'], last: 'listed' }, 3, facts);
	assert.deepEqual(orderByRule(listed, [2, 1, 0]), [0, 1, 2]);
	assert.deepEqual(lastByRule(listed, [0, 1, 2]), { among: [0, 1, 2], chosen: 2, by: 'cost' });
	assert.throws(() => tieBreaker({ by: [], last: { order: [0, 0, 1] } }, 3));
});

test('thresholds are exact: two thirds of 300 are 200, more than half of 10 are 6', () => {
	assert.equal(fewest(300, { share: fraction(2, 3), more: false }), 200);
	assert.equal(fewest(301, { share: fraction(2, 3), more: false }), 201);
	assert.equal(fewest(10, { share: fraction(1, 2), more: true }), 6);
	assert.equal(fewest(11, { share: fraction(1, 2), more: true }), 6);
});

test('a decision needs its quorum and its majority, and tells what is lacking', () => {
	const rule = {
		quorum: { share: fraction(1, 4), more: false },
		majority: { share: fraction(1, 2), more: true, of: 'cast' as const },
	};
	const votes = { eligible: 1000, cast: 300, yes: 151, no: 100 };
	assert.equal(decide(votes, rule).accepted, true);
	assert.deepEqual(decide({ ...votes, yes: 150 }, rule).majority, {
		needed: 151,
		had: 150,
		lacking: 1,
		of: 300,
	});
	assert.deepEqual(decide({ ...votes, cast: 249, yes: 249 }, rule), {
		accepted: false,
		valid: false,
		quorum: { needed: 250, had: 249, lacking: 1 },
		majority: { needed: 125, had: 249, lacking: 0, of: 249 },
	});
	const none = { eligible: 10, cast: 0, yes: 0, no: 0 };
	assert.equal(
		decide(none, { majority: { share: fraction(1, 2), more: false, of: 'decided' } }).accepted,
		false,
	);
});

test('a ballot that breaks its rules is told everything at once', () => {
	assert.deepEqual(faultsOfBallot({ kind: 'choose-1' }, 3, { marked: [0, 1] }), [
		{ code: 'too-many', limit: 1 },
	]);
	assert.deepEqual(faultsOfBallot({ kind: 'approval', least: 2, most: 3 }, 3, { marked: [5, 5] }), [
		{ code: 'option', option: 5 },
		{ code: 'option', option: 5 },
	]);
	assert.deepEqual(faultsOfBallot({ kind: 'ranking', least: 2 }, 3, { marked: [1, 1] }), [
		{ code: 'twice', option: 1 },
	]);
	const dots = { kind: 'cumulative', points: 5, mostOnOne: 3 } as const;
	assert.deepEqual(faultsOfBallot(dots, 3, { marked: [0, 1], points: [3, 2] }), []);
	assert.deepEqual(faultsOfBallot(dots, 3, { marked: [0, 1], points: [4, 2] }), [
		{ code: 'points', option: 0, from: 1, to: 3 },
		{ code: 'sum', sum: 6, points: 5 },
	]);
	assert.deepEqual(faultsOfBallot({ ...dots, all: true }, 3, { marked: [0], points: [3] }), [
		{ code: 'sum', sum: 3, points: 5 },
	]);
	assert.deepEqual(faultsOfBallot({ kind: 'score', from: 0, to: 5 }, 3, { marked: [2], points: [2.5] }), [
		{ code: 'points', option: 2, from: 0, to: 5 },
	]);
});
