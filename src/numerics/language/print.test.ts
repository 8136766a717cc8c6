import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { parseExpression, parseModel } from './parse.ts';
import { printExpression, printModel } from './print.ts';
import type { Expression } from './tree.ts';

const places = new Set(['place']);
/** A tree without its places. */
const bare = (tree: unknown) =>
	JSON.parse(JSON.stringify(tree, (key, value) => (places.has(key) ? undefined : value)));

const text = `COMMENT> before all
MODEL
$ a region
COMMENT> of  two equations

$ consumption
BEHAVIORAL> потребление TSRANGE 1998, 1, 2023, 4
COMMENT> in logarithms
EQ> TSDELTALOG(потребление, 4) = a.1 + a_2*LOG(TSLAG(доход/цены)) - a3*-x^2^y
    - x.1*(a4) + 3*a5*(x-(y-z))/(u*(v/w)) - -a6*(-x)^2
COEFF> a.1, a_2 a3 a4 a5 a6
RESTRICT> 2*a_2 - a3/4 = 1e-3; LAG(a4,2) - a5 = -1
a.1 + a_2 =
  a3 + 2
PDL> a4 0 3 F N
a5 2 5
ERROR> auto(2)
IV> 1
TSLAG(x, 3) + 2
(x)
IV> exp(w)
STORE> coe(7)

IDENTITY> k
IF> !(k > 0 & (x <= 1 | y != 2)) || z == MOVAVG(k,3)
EQ> LOG(k) = TSLAG(k)
COMMENT> the other way
IDENTITY> k
EQ> k = .5*k + 1.
IF> k <= 0 && x > 2
COMMENT> all
END
$ after all
`;

test('a model written back and read again is the same', () => {
	const tree = parseModel(text);
	const printed = printModel(tree);
	assert.deepEqual(bare(parseModel(printed)), bare(tree));
	assert.equal(printModel(parseModel(printed)), printed);
	assert.deepEqual(tree.comments, ['before all', 'a region', 'of  two equations']);
	assert.deepEqual(tree.closing, ['all', 'after all']);
	const [first, second] = tree.equations;
	assert.ok(first?.kind === 'behavioural' && second?.kind === 'identity');
	assert.deepEqual(first.comments, ['consumption', 'in logarithms']);
	assert.deepEqual(second.branches[1]!.comments, ['the other way']);
	assert.deepEqual(
		first.terms.map((one) => one.regressor && printExpression(one.regressor)),
		[null, 'LOG(TSLAG(доход/цены,1))', '--x^2^y', '-x.1', '3*(x - (y - z))/(u*(v/w))', '-(-1*(-x)^2)'],
	);
});

test('letters that come as two characters are one', () => {
	const { equations } = parseModel('MODEL\nIDENTITY> доход\u0438\u0306\nEQ> доход\u0439 = 1\nEND');
	assert.equal(equations[0]?.name, 'доход\u0439');
});

test('any expression written back and read again is the same', () => {
	const random = seeded(7);
	const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
	const place = { line: 1, column: 1, start: 0, end: 0 };
	const any = (depth: number): Expression => {
		const kind =
			depth === 0
				? pick(['number', 'name'] as const)
				: pick(['negative', 'binary', 'binary', 'value', 'periods', 'name'] as const);
		if (kind === 'number') return { kind, value: pick([0, 1, 0.1, 1e-12, 1e30, 123.456]), place };
		if (kind === 'name') return { kind, name: pick(['x', 'y_1', 'цена', 'log']), place };
		const of = any(depth - 1);
		if (kind === 'negative') return { kind, of, place };
		if (kind === 'value') return { kind, function: pick(['LOG', 'EXP', 'ABS'] as const), of, place };
		if (kind === 'periods')
			return {
				kind,
				function: pick(['TSLAG', 'MOVAVG', 'TSDELTAP'] as const),
				of,
				periods: pick([1, 2, 12]),
				place,
			};
		return {
			kind,
			operator: pick(['+', '-', '*', '/', '^'] as const),
			left: of,
			right: any(depth - 1),
			place,
		};
	};
	for (let trial = 0; trial < 2000; trial++) {
		const tree = any(1 + Math.floor(random() * 5));
		assert.deepEqual(bare(parseExpression(printExpression(tree))), bare(tree), printExpression(tree));
	}
});
