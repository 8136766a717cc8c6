import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodName, periodNumber } from '../periods.ts';
import type { SeriesByName } from '../series-by-name.ts';
import { evaluate, needsOf } from './evaluate.ts';
import { missingFaults } from './missing.ts';
import { parseExpression } from './parse.ts';

const data: SeriesByName = {
	frequency: 4,
	series: {
		x: { start: [2000, 2], values: [1, 2, 4, 8, 16, 32] },
		gap: { start: [2000, 1], values: [1, null, 3, 4, Number.NaN, 6] },
		zero: { start: [2000, 1], values: [1, 1, 1, 0, 1, 1, 1, 1] },
	},
};
const from = periodNumber([2000, 4], 4);
const values = (text: string) => [...evaluate(parseExpression(text), data, from, from + 2)];

test('functions over periods', () => {
	assert.deepEqual(values('x'), [4, 8, 16]);
	assert.deepEqual(values('TSLAG(x)'), [2, 4, 8]);
	assert.deepEqual(values('TSLAG(x,0)'), [4, 8, 16]);
	assert.deepEqual(values('TSLEAD(x,1)'), [8, 16, 32]);
	assert.deepEqual(values('TSDELTA(x,2)'), [3, 6, 12]);
	assert.deepEqual(values('TSDELTAP(x)'), [100, 100, 100]);
	assert.deepEqual(values('TSDELTALOG(x)/LOG(2)'), [1, 1, 1]);
	assert.deepEqual(values('MOVSUM(x,3)'), [7, 14, 28]);
	assert.deepEqual(values('MOVAVG(TSLAG(x),2)'), [1.5, 3, 6]);
	assert.deepEqual(values('TSDELTA(TSDELTA(x))'), [1, 2, 4]);
	assert.deepEqual(values('-x^2 + 2^-1'), [-15.5, -63.5, -255.5]);
	assert.deepEqual(values('ABS(-EXP(0)) + 2^3^0*1e0'), [3, 3, 3]);
	assert.deepEqual(values('TSLAG(x,3)'), [Number.NaN, 1, 2]);
	assert.deepEqual(values('pi'), [Math.PI, Math.PI, Math.PI]);
});

test('what an expression needs, and what it lacks, by name and period', () => {
	const needs = needsOf(parseExpression('MOVAVG(TSDELTA(x,4),2) + TSLEAD(y)'));
	assert.deepEqual(
		needs.map((one) => [one.name, [...one.offsets].sort((a, b) => a - b)]),
		[
			['x', [-5, -4, -1, 0]],
			['y', [1]],
		],
	);
	const faults = (text: string) =>
		missingFaults(parseExpression(text), data, from, from + 2).map(
			({ code, place, facts }) =>
				`${place.column} ${code} ${facts.name ?? facts.kind} ${facts.periods ?? facts.period}`,
		);
	assert.deepEqual(faults('x'), []);
	assert.deepEqual(faults('x + TSLAG(gap)'), ['11 data-missing gap 2001Q1']);
	assert.deepEqual(faults('TSLAG(x,4)*MOVSUM(gap,3)'), [
		'7 data-missing x 1999Q4–2000Q1',
		'19 data-missing gap 2000Q2, 2001Q1',
	]);
	assert.deepEqual(faults('none'), ['1 data-missing none 2000Q4–2001Q2']);
	assert.deepEqual(faults('x + LOG(zero*2)'), ['5 no-value logarithm 2000Q4']);
	assert.deepEqual(
		faults('TSLAG(x/TSLEAD(zero))'),
		['7 no-value division 2000Q4'].map((one) => one.replace('2000Q4', '2000Q3')),
	);
});

test('names of periods', () => {
	assert.deepEqual(
		[periodName(2001, 1), periodName(8003, 4), periodName(24_000, 12), periodName(4001, 2)],
		['2001', '2000Q4', '2000M01', '2000:2'],
	);
});
