import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatsFor } from '#platform/i18n/door.ts';
import { toldFacts } from './told.ts';

test('a day is told in the language of the reader, what only looks like a day as it stands in the table', () => {
	const told = toldFacts(
		{ due: '2026-03-01', month: '2026-13-45', leap: '2026-02-29', word: 'яма', line: 7 },
		formatsFor('ru'),
	);
	assert.deepEqual(told, {
		due: '1 марта 2026 г.',
		month: '2026-13-45',
		leap: '2026-02-29',
		word: 'яма',
		line: 7,
	});
});
