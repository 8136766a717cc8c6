import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cellAt, coarser } from '#platform/geo/door.ts';
import { rangeOf } from './range.ts';

test('a stored cell lies in the range of a coarser one exactly when that one is around it', () => {
	fc.assert(
		fc.property(
			fc.double({ min: 40, max: 42, noNaN: true }),
			fc.double({ min: 55, max: 56, noNaN: true }),
			fc.double({ min: -0.3, max: 0.3, noNaN: true }),
			fc.integer({ min: 0, max: 9 }),
			(lon, lat, away, resolution) => {
				const around = coarser(cellAt([lon, lat]), resolution);
				const other = cellAt([lon + away, lat]);
				const { low, high } = rangeOf(around);
				assert.equal(BigInt(low) <= other && other <= BigInt(high), coarser(other, resolution) === around);
			},
		),
		{ numRuns: 500 },
	);
});
