import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelFault } from '../language/fault.ts';
import { parseExpression, parseModel } from '../language/parse.ts';
import { seeded } from '../random/seeded.ts';
import type { SeriesByName } from '../series-by-name.ts';
import { estimateBehavioural, estimateModel } from './estimate.ts';
import { sampleOf } from './sample.ts';

const random = seeded(3);
const x = Array.from({ length: 40 }, () => 1 + random());
const z = Array.from({ length: 40 }, () => 1 + random());
const lag = (of: number[], t: number, n: number) => of[t - n] ?? Number.NaN;
const data: SeriesByName = {
	frequency: 4,
	series: {
		x: { start: [2000, 2], values: x },
		z: { start: [2000, 2], values: z },
		/** ln y = 1 + 2x − 3 z₋₁, exactly. */
		y: { start: [2000, 2], values: x.map((one, t) => Math.exp(1 + 2 * one - 3 * lag(z, t, 1))) },
		/** 1 + Σ (3 − j) x₋ⱼ, j = 0 … 2. */
		w: { start: [2000, 2], values: x.map((one, t) => 1 + 3 * one + 2 * lag(x, t, 1) + lag(x, t, 2)) },
		gap: { start: [2000, 2], values: x.map((one, t) => (t === 5 ? null : one)) },
	},
};

function behavioural(...lines: string[]) {
	const [one] = parseModel(['MODEL', ...lines, 'END'].join('\n')).equations;
	assert.ok(one?.kind === 'behavioural');
	return one;
}

function near(found: Float64Array, expected: number[]) {
	assert.equal(found.length, expected.length);
	for (const [j, one] of expected.entries()) assert.ok(Math.abs(found[j]! - one) < 1e-9, `${j}: ${found[j]}`);
}

test('an equation of the text becomes columns, in the order of COEFF>', () => {
	const of = behavioural(
		'BEHAVIORAL> y TSRANGE 2001 1 2008 4',
		'EQ> LOG(y) = a + -z3*TSLAG(z) + x*b/2',
		'COEFF> b a z3',
	);
	const { coefficients, coefficientNames, observations, range } = estimateBehavioural(of, data);
	assert.deepEqual(coefficientNames, ['b', 'a', 'z3']);
	near(coefficients, [4, 1, 3]);
	assert.equal(observations, 32);
	assert.deepEqual(range, [2001, 1, 2008, 4]);
	near(estimateBehavioural(of, data, { range: [2002, 2, 2004, 3] }).coefficients, [4, 1, 3]);
	const iv = estimateBehavioural(of, data, { instruments: ['1', 'x^2', 'TSLAG(z)*pi'].map(parseExpression) });
	assert.equal(iv.technique, 'IV');
	near(iv.coefficients, [4, 1, 3]);
});

test('polynomial lags with restrictions on them', () => {
	const lines = ['BEHAVIORAL> w TSRANGE 2001 1 2008 4', 'EQ> w = a + b*x', 'COEFF> a b'];
	near(estimateBehavioural(behavioural(...lines, 'PDL> b 1 3'), data).coefficients, [1, 3, 2, 1]);
	const bound = behavioural(...lines, 'PDL> b 2 3', 'RESTRICT> LAG(b,2) = 0.5*LAG(b,1)');
	near(estimateBehavioural(bound, data).coefficients, [1, 3, 2, 1]);
	const { equation } = sampleOf(bound, data);
	assert.equal(equation.before, 2);
});

test('without TSRANGE the sample is the longest run of periods without gaps', () => {
	const plain = behavioural('BEHAVIORAL> y', 'EQ> LOG(y) = a + b*TSLAG(gap,2) + c*TSLEAD(x)', 'COEFF> a b c');
	assert.deepEqual(sampleOf(plain, data).range, [2002, 2, 2009, 4]);
	const auto = behavioural('BEHAVIORAL> y', 'EQ> LOG(y) = a + b*gap', 'COEFF> a b', 'ERROR> AUTO(2)');
	assert.deepEqual(sampleOf(auto, data).range, [2002, 2, 2010, 1]);
	const never = behavioural('BEHAVIORAL> y', 'EQ> LOG(y) = a + b*TSLAG(x,40)', 'COEFF> a b');
	assert.throws(() => sampleOf(never, data), faulty('2:13 no-range y undefined'));
});

test('what is missing is told by name and period for all equations at once', () => {
	const model = parseModel(`MODEL
BEHAVIORAL> y TSRANGE 2001 1 2005 4
EQ> LOG(y) = a + b*TSLAG(gap,2)
COEFF> a b
ERROR> AUTO(2)
BEHAVIORAL> w TSRANGE 2000 4 2005 4
EQ> w = a + b*x + c*zz
COEFF> a b c
BEHAVIORAL> z TSRANGE 2000 4 2005 4
EQ> z = a + b*x
COEFF> a b
PDL> b 1 4
END`);
	assert.throws(
		() => estimateModel(model, data),
		faulty(
			'3:26 data-missing gap 2000Q1, 2001Q3',
			'7:21 unknown-name zz undefined',
			'10:15 data-missing x 2000Q1',
		),
	);
});

test('a model that is wrong in itself is not estimated', () => {
	const model = parseModel('MODEL\nBEHAVIORAL> y\nEQ> y = a + b*x\nCOEFF> a b\nRESTRICT> c = 1\nEND');
	assert.throws(() => estimateModel(model, data), faulty('5:11 coefficient-unknown c undefined'));
	const right = parseModel('MODEL\nBEHAVIORAL> w\nEQ> w = a + b*x\nCOEFF> a b\nPDL> b 1 3\nEND');
	near(estimateModel(right, data).get('w')!.coefficients, [1, 3, 2, 1]);
});

function faulty(...expected: string[]) {
	return (error: unknown) => {
		assert.ok(error instanceof ModelFault);
		assert.deepEqual(
			error.faults.map(
				({ code, place, facts }) => `${place.line}:${place.column} ${code} ${facts.name} ${facts.periods}`,
			),
			expected,
		);
		return true;
	};
}

test('why data give no estimate is told at the equation', () => {
	const told = (...lines: string[]) => toldOf('BEHAVIORAL> w TSRANGE 2001 1 2008 4', ...lines);
	const toldOf = (...lines: string[]) => {
		try {
			estimateBehavioural(behavioural(...lines), data);
		} catch (error) {
			assert.ok(error instanceof ModelFault);
			return error.faults.map(
				({ code, place, facts }) => `${place.line}:${place.column} ${code} ${facts.coefficient}`,
			);
		}
		return [];
	};
	assert.deepEqual(told('EQ> w = a + b*x', 'COEFF> a b'), []);
	assert.deepEqual(told('EQ> w = a + b*x + c*(2*x - 1)', 'COEFF> a b c'), ['3:19 regressors-dependent c']);
	assert.deepEqual(told('EQ> w = a + b*x', 'COEFF> a b', 'IV> 2'), ['2:13 instruments-weak undefined']);
	assert.deepEqual(told('EQ> w = a + b*x', 'COEFF> a b', 'RESTRICT> a = 1; a = 2'), [
		'5:11 restrictions-contradict undefined',
	]);
	assert.deepEqual(toldOf('BEHAVIORAL> w TSRANGE 2001 1 2001 2', 'EQ> w = a + b*x', 'COEFF> a b'), [
		'2:13 observations-few undefined',
	]);
});
