import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aboveHalf, aboveOther, chanceOf, discoveries, oddsRatio } from './significance.ts';

const near = (a: number, b: number, within = 1e-9) =>
	assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`);

test('a share is above a half by so many standard errors', () => {
	// by hand: 2 √11 (8/11 − 1/2); 2 √1 (1/1 − 1/2)
	near(aboveHalf(7, 10), 2 * Math.sqrt(11) * (8 / 11 - 0.5));
	near(aboveHalf(0, 0), 1);
});

test('two shares differ by so many standard errors', () => {
	// by hand: 20/41 and 5/51 with one more each: 21/42 − 6/52, pooled 27/94
	const pooled = 27 / 94;
	near(aboveOther(20, 41, 5, 51), (0.5 - 6 / 52) / Math.sqrt(pooled * (1 - pooled) * (1 / 42 + 1 / 52)));
	assert.equal(aboveOther(3, 3, 4, 4), 0);
	near(aboveOther(5, 51, 20, 41), -aboveOther(20, 41, 5, 51));
});

test('odds are compared without trouble at none and all', () => {
	near(oddsRatio(20, 40, 10, 40), (20.5 * 30.5) / (20.5 * 10.5));
	near(oddsRatio(4, 4, 0, 4), 81);
	assert.equal(oddsRatio(0, 0, 0, 0), 1);
});

test('the chance of a z is that of the tables', () => {
	near(chanceOf(0), 0.5);
	near(chanceOf(1.6448536269514722), 0.05);
	near(chanceOf(-1.6448536269514722), 0.95);
	// scipy.stats.norm.sf(6)
	near(chanceOf(6), 9.865876450376946e-10, 1e-18);
	assert.ok(chanceOf(100) >= 0);
});

test('of many chances those of Benjamini and Hochberg are discoveries', () => {
	// the example of their paper (1995, 3.2): 15 hypotheses, the first four at 5 %
	const chances = [
		0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
		0.759, 1,
	];
	const reversed = Float64Array.from(chances).reverse();
	assert.deepEqual([...discoveries(Float64Array.from(chances))].slice(0, 6), [1, 1, 1, 1, 0, 0]);
	assert.equal(
		discoveries(reversed).reduce((sum, one) => sum + one, 0),
		4,
	);
	assert.equal(discoveries(new Float64Array(0)).length, 0);
});
