import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangeOf } from './range.ts';

test('a Range header asks for one part, the whole, or what cannot be given', () => {
	const cases: [string | null, ReturnType<typeof rangeOf>][] = [
		[null, null],
		['bytes=0-9', { start: 0, end: 9 }],
		['bytes=90-', { start: 90, end: 99 }],
		['bytes=90-500', { start: 90, end: 99 }],
		['bytes=-10', { start: 90, end: 99 }],
		['bytes=-500', { start: 0, end: 99 }],
		['bytes=100-', 'unsatisfiable'],
		['bytes=-0', 'unsatisfiable'],
		['bytes=9-3', null],
		['bytes=0-1,5-9', null],
		['items=0-9', null],
		['bytes=-', null],
	];
	for (const [header, expected] of cases) assert.deepEqual(rangeOf(header, 100), expected, String(header));
	assert.equal(rangeOf('bytes=0-', 0), 'unsatisfiable');
});
