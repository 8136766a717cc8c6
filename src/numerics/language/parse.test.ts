import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelFault } from './fault.ts';
import { parseExpression, parseModel } from './parse.ts';

const text = `MODEL
COMMENT> A small region

$ Consumption
BEHAVIORAL> cn TSRANGE 1923 1 1940 1
EQ> LOG(cn) = a1 + a2*p - a3*TSLAG(p)
   + a4*(w1+w2)
COEFF> a1 a2 a3 a4
RESTRICT> a2 + 2*a3 = 1
-a4 = -0.5
PDL> a2 1 3 N
ERROR> AUTO(2)
IV> TSLAG(p, 1)
1 + g^2
IDENTITY> k
EQ> k = TSLAG(k,1) + cn
IF> cn > 0 & !(k < 1e3)
IDENTITY> k
EQ> k = TSLAG(k,1)
IF> cn <= 0
END
`;

test('a model is read into its parts', () => {
	const model = parseModel(text);
	assert.deepEqual(model.comments, ['A small region']);
	assert.equal(model.equations.length, 2);
	const [cn, k] = model.equations;
	assert.ok(cn?.kind === 'behavioural' && k?.kind === 'identity');
	assert.deepEqual(cn.comments, ['Consumption']);
	assert.deepEqual(cn.left.functions, [{ function: 'LOG', periods: 0 }]);
	assert.deepEqual(
		cn.terms.map((one) => [one.coefficient, one.regressor?.kind]),
		[
			['a1', undefined],
			['a2', 'name'],
			['a3', 'negative'],
			['a4', 'binary'],
		],
	);
	assert.deepEqual(
		cn.restrictions.map((one) => [one.terms, one.value]),
		[
			[
				[
					{ coefficient: 'a2', lag: 0, factor: 1 },
					{ coefficient: 'a3', lag: 0, factor: 2 },
				],
				1,
			],
			[[{ coefficient: 'a4', lag: 0, factor: -1 }], -0.5],
		],
	);
	const { near, far, lags, degree } = cn.polynomialLags[0]!;
	assert.deepEqual({ near, far, lags, degree }, { near: true, far: false, lags: 3, degree: 1 });
	assert.equal(cn.autocorrelation, 2);
	assert.equal(cn.instruments.length, 2);
	assert.equal(k.branches.length, 2);
	assert.equal(k.branches[0]!.condition?.kind, 'and');
});

test('an expression alone, and what is none', () => {
	assert.equal(parseExpression('TSLAG(w1)*pi+0.5').kind, 'binary');
	assert.throws(() => parseExpression('1 +'), ModelFault);
	assert.throws(() => parseExpression(''), ModelFault);
});
