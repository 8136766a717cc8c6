import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leastSquares } from '../linear/least-squares.ts';
import { seeded } from '../random/seeded.ts';
import { derive } from './derivatives.ts';
import { ExpressionFault, linearParameters, readExpression } from './expression.ts';
import { NoDescent, nonlinearLeastSquares } from './nonlinear-least-squares.ts';

const close = (a: number, b: number, relative = 1e-10) =>
	assert.ok(Math.abs(a - b) <= relative * Math.max(Math.abs(b), 1e-6), `${a} is not ${b}`);
const at = (text: string, x = 2) =>
	derive(readExpression(text), new Map([['x', Float64Array.of(x)]]), [], new Float64Array(0), 1).value[0]!;

test('an expression is read with the order of operations of mathematics', () => {
	close(at('1 + 2*x^2'), 9);
	close(at('-x**2'), -4);
	close(at('2^3^2'), 512);
	close(at('2**-1'), 0.5);
	close(at('8/x/2'), 2);
	close(at('1 - 2 - 3'), -4);
	close(at('[x + 1] * arctan(1e0) * 4/pi'), 3);
	close(at('sqrt(abs(-x*8)) + ln(exp(.5))'), 4.5);
	const cyrillic = readExpression('доход_1 + a.b');
	const data = new Map([
		['доход_1', Float64Array.of(1)],
		['a.b', Float64Array.of(2)],
	]);
	assert.equal(derive(cyrillic, data, [], new Float64Array(0), 1).value[0], 3);
});

test('a mistake in an expression is told with its place', () => {
	for (const [text, position] of [
		['1 +', 3],
		['(x', 2],
		['x y', 2],
		['foo(x)', 0],
		['x # 2', 1],
		['', 0],
	] as const)
		assert.throws(
			() => readExpression(text),
			(error) => error instanceof ExpressionFault && error.position === position,
			text,
		);
	assert.throws(() => readExpression('('.repeat(10_000)), ExpressionFault);
	assert.throws(() => at('z'), RangeError);
});

test('derivatives are exact', () => {
	const text =
		'a*exp(-b*x)/(1+a^2) + sin(a*x) - cos(b)*tan(a/9) + log(b)*atan(a) + b^a + sqrt(a*b) + abs(-a) + log10(b) - x^0';
	const expression = readExpression(text);
	const x = new Map([['x', Float64Array.of(0.7, 1.3)]]);
	const point = Float64Array.of(1.1, 2.3);
	const { slopes } = derive(expression, x, ['a', 'b'], point, 2);
	for (let j = 0; j < 2; j++) {
		const moved = (by: number) =>
			derive(
				expression,
				x,
				['a', 'b'],
				point.map((one, i) => (i === j ? one + by : one)),
				2,
			).value;
		for (let t = 0; t < 2; t++) close(slopes[j]![t]!, (moved(1e-5)[t]! - moved(-1e-5)[t]!) / 2e-5, 1e-8);
	}
});

test('parameters in which an expression is linear are found', () => {
	const of = (text: string) => linearParameters(readExpression(text), ['a', 'b', 'c']);
	assert.deepEqual(of('a + b*exp(-c*x)'), ['a', 'b']);
	assert.deepEqual(of('a*b*x + c'), ['a', 'c']);
	assert.deepEqual(of('(a + b*x)/(1 + c*x)'), ['a', 'b']);
	assert.deepEqual(of('a^2 + x/b - log(c)'), []);
});

test('a linear expression gives least squares', () => {
	const random = seeded(1);
	const x = Float64Array.from({ length: 20 }, random);
	const y = x.map((one) => 1 + 2 * one + random());
	const fit = nonlinearLeastSquares(
		readExpression('a + b*x'),
		y,
		new Map([['x', x]]),
		['a', 'b'],
		Float64Array.of(0, 0),
	);
	const plain = leastSquares([new Float64Array(20).fill(1), x], y);
	for (let j = 0; j < 2; j++) close(fit.coefficients[j]!, plain.coefficients[j]!);
	close(fit.residualSS, plain.sumOfSquares);
	close(fit.standardErrors[1]!, Math.sqrt((plain.sumOfSquares / 18) * plain.unscaledCovariance[1]![1]!));
});

test('a curve without noise is found from afar, also through places where it is not finite', () => {
	const x = Float64Array.from({ length: 30 }, (_, t) => t / 5);
	const y = x.map((one) => 3 * Math.exp(-0.7 * one) + 2 * Math.log(one + 0.5));
	const fit = nonlinearLeastSquares(
		readExpression('a*exp(-b*x) + c*log(x + d)'),
		y,
		new Map([['x', x]]),
		['a', 'b', 'c', 'd'],
		Float64Array.of(1, 2, 1, 3),
	);
	for (const [j, value] of [3, 0.7, 2, 0.5].entries()) close(fit.coefficients[j]!, value, 1e-7);
});

test('units change only units, and the answer is flat in every direction', () => {
	const random = seeded(2);
	const x = Float64Array.from({ length: 40 }, (_, t) => t);
	const y = x.map((one) => 50 / (1 + Math.exp(2 - 0.3 * one)) + random() - 0.5);
	const expression = readExpression('a/(1+exp(b-c*x))');
	const names = ['a', 'b', 'c'];
	const fit = nonlinearLeastSquares(expression, y, new Map([['x', x]]), names, Float64Array.of(30, 1, 0.1));
	const thousand = nonlinearLeastSquares(
		expression,
		y.map((one) => one * 1000),
		new Map([['x', x.map((one) => one / 100)]]),
		names,
		Float64Array.of(30_000, 1, 10),
	);
	close(thousand.coefficients[0]! / 1000, fit.coefficients[0]!);
	close(thousand.standardErrors[2]! / 100, fit.standardErrors[2]!, 1e-9);
	const { slopes } = derive(expression, new Map([['x', x]]), names, fit.coefficients, 40);
	for (const slope of slopes) {
		const along = slope!.reduce((sum, one, t) => sum + one * fit.residuals[t]!, 0);
		assert.ok(Math.abs(along) < 1e-9 * Math.hypot(...slope!) * Math.hypot(...fit.residuals));
	}
});

test('what cannot be estimated is refused', () => {
	const x = Float64Array.of(1, 2, 3, 4);
	const data = new Map([['x', x]]);
	const run = (text: string, names: string[], start: number[]) =>
		nonlinearLeastSquares(readExpression(text), x, data, names, Float64Array.from(start));
	assert.throws(() => run('log(a*x)', ['a'], [-1]), NoDescent);
	assert.throws(() => run('a*b*x', ['a', 'b'], [1, 1]), NoDescent);
	assert.throws(() => run('a*x', ['a', 'b'], [1, 1]), RangeError);
	assert.throws(() => run('a+b*x+c*x^2+d*x^3', ['a', 'b', 'c', 'd'], [1, 1, 1, 1]), RangeError);
});
