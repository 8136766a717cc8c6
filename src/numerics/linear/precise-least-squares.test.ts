import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { add, divide, dot, multiply, powers, product, root, subtractScaled } from './double-double.ts';
import { DependentColumns, leastSquares } from './least-squares.ts';
import { preciseLeastSquares } from './precise-least-squares.ts';
import { singularValues } from './singular-values.ts';

const digits = (a: number, b: number) => (a === b ? 16 : -Math.log10(Math.abs(a - b) / Math.abs(b)));

/** Exact least squares of whole numbers: normal equations without rounding; b and the diagonal of (X'X)⁻¹. */
function exactly(columns: readonly bigint[][], y: readonly bigint[]): { b: number[]; spread: number[] } {
	const k = columns.length;
	const inner = (u: readonly bigint[], v: readonly bigint[]) =>
		u.reduce((sum, one, t) => sum + one * v[t]!, 0n);
	// [X'X | X'y | I] to a diagonal without fractions
	const rows = columns.map((u, i) => [
		...columns.map((v) => inner(u, v)),
		inner(u, y),
		...columns.map((_, j) => (i === j ? 1n : 0n)),
	]);
	for (let i = 0; i < k; i++)
		for (let l = 0; l < k; l++) {
			if (l === i) continue;
			const factor = rows[l]![i]!;
			const pivot = rows[i]![i]!;
			rows[l] = rows[l]!.map((one, j) => one * pivot - factor * rows[i]![j]!);
		}
	const ratio = (a: bigint, b: bigint) => {
		if (a === 0n) return 0;
		let shift = 0;
		let top = a < 0n ? -a : a;
		const bottom = b < 0n ? -b : b;
		while (top < bottom << 70n) {
			top <<= 8n;
			shift += 8;
		}
		const sign = a < 0n === b < 0n ? 1 : -1;
		return (sign * Number(top / bottom)) / 2 ** shift;
	};
	return {
		b: rows.map((row, i) => ratio(row[k]!, row[i]!)),
		spread: rows.map((row, i) => ratio(row[k + 1 + i]!, row[i]!)),
	};
}

test('powers of one variable up to the ninth keep all digits', () => {
	const random = seeded(3);
	const whole = Array.from({ length: 60 }, (_, t) => BigInt(10 * t + 2000));
	const right = whole.map(() => BigInt(Math.floor(1e6 * random()) + 1));
	const degrees = [0, 1, 2, 3, 4, 5, 6, 7];
	const exact = exactly(
		degrees.map((n) => whole.map((x) => x ** BigInt(n))),
		right,
	);
	const x = Float64Array.from(whole, Number);
	const y = Float64Array.from(right, Number);
	const fit = preciseLeastSquares(
		degrees.map((n) => powers(x, n)),
		y,
	);
	for (const n of degrees) {
		assert.ok(digits(fit.coefficients[n]!, exact.b[n]!) > 10, `${n}: ${fit.coefficients[n]}, ${exact.b[n]}`);
		assert.ok(digits(fit.unscaledCovariance[n]![n]!, exact.spread[n]!) > 10);
	}
});

test('plain columns of a bad condition go the precise way by themselves', () => {
	const whole = Array.from({ length: 21 }, (_, t) => BigInt(t));
	const right = whole.map(
		(x, t) => 1n + x + x ** 3n + 7n * x ** 4n - 3n * x ** 5n + (t % 2 === 0 ? 100_000n : -100_000n),
	);
	const exact = exactly(
		[0n, 1n, 2n, 3n, 4n, 5n].map((n) => whole.map((x) => x ** n)),
		right,
	);
	const fit = leastSquares(
		[0n, 1n, 2n, 3n, 4n, 5n].map((n) => Float64Array.from(whole, (x) => Number(x ** n))),
		Float64Array.from(right, Number),
	);
	for (let n = 0; n < 6; n++)
		assert.ok(digits(fit.coefficients[n]!, exact.b[n]!) > 13, `${n}: ${fit.coefficients[n]}, ${exact.b[n]}`);
});

test('both ways agree where both are good, and name the same columns that depend on others', () => {
	const random = seeded(4);
	const columns = Array.from({ length: 4 }, () => Float64Array.from({ length: 30 }, random));
	const y = Float64Array.from({ length: 30 }, random);
	const plain = leastSquares(columns, y);
	const low = new Float64Array(30);
	const precise = preciseLeastSquares(
		columns.map((high) => ({ high, low })),
		y,
	);
	for (let j = 0; j < 4; j++) {
		assert.ok(digits(plain.coefficients[j]!, precise.coefficients[j]!) > 12);
		assert.ok(digits(plain.unscaledCovariance[j]![j]!, precise.unscaledCovariance[j]![j]!) > 12);
	}
	const twice = [...columns, columns[1]!.map((x) => 3 * x)];
	for (const run of [
		() => leastSquares(twice, y),
		() =>
			preciseLeastSquares(
				twice.map((high) => ({ high, low })),
				y,
			),
	])
		assert.throws(run, (error) => error instanceof DependentColumns && error.columns.join() === '4');
});

test('double-double keeps what a double loses', () => {
	const third = divide({ high: 1, low: 0 }, { high: 3, low: 0 });
	const one = multiply(third, { high: 3, low: 0 });
	assert.ok(Math.abs(one.high - 1 + one.low) < 1e-31);
	const two = root({ high: 2, low: 0 });
	const back = add(multiply(two, two), { high: -2, low: 0 });
	assert.ok(Math.abs(back.high) < 1e-30);
	assert.deepEqual(root({ high: 0, low: 0 }), { high: 0, low: 0 });
	assert.equal(product(1 + 2 ** -30, 1 + 2 ** -30).low, 2 ** -60);
	const vector = (...high: number[]) => ({
		high: Float64Array.from(high),
		low: new Float64Array(high.length),
	});
	assert.equal(dot(vector(1e16, 1, -1e16), vector(1, 1, 1), 0, 3).high, 1);
	const left = vector(1);
	subtractScaled(left, third, vector(3), 0, 1);
	assert.ok(Math.abs(left.high[0]!) < 1e-31);
});

test('singular values of a turned diagonal', () => {
	const [c, s] = [0.6, 0.8];
	const values = singularValues([Float64Array.of(3 * c, 3 * s), Float64Array.of(-1e-9 * s, 1e-9 * c)]);
	assert.ok(digits(values[0]!, 3) > 14 && digits(values[1]!, 1e-9) > 6);
});
