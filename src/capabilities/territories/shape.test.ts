import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeShape, encodeShape, type Shape } from './shape.ts';

const degree = (most: number) => fc.integer({ min: -most * 1e5, max: most * 1e5 }).map((n) => n / 1e5);
const ring = fc.array(fc.tuple(degree(180), degree(90)), { minLength: 4, maxLength: 30 });

test('an outline comes back as it was kept, to a metre', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
			(shape) => {
				const plain = (shape as Shape).map((polygon) =>
					polygon.map((points) => points.filter((p, i) => i === 0 || p.join() !== points[i - 1]?.join())),
				);
				const back = decodeShape(encodeShape(shape as Shape));
				assert.equal(back.length, plain.length);
				for (const [i, polygon] of back.entries())
					for (const [j, points] of polygon.entries())
						for (const [k, [x, y]] of points.entries()) {
							assert.ok(Math.abs(x - (plain[i]?.[j]?.[k]?.[0] ?? 0)) < 1e-9);
							assert.ok(Math.abs(y - (plain[i]?.[j]?.[k]?.[1] ?? 0)) < 1e-9);
						}
			},
		),
		{ numRuns: 60 },
	);
});
