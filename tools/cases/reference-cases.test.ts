import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';
import { checkCase } from './check.ts';
import { readCases } from './read.ts';

const without = withoutReferenceData('econ');

test('every case of the reference data is answered as established programs answer it', {
	skip: without,
}, async (t) => {
	const cases = readCases([referenceData('econ')]);
	assert.ok(cases.length >= 71, `${cases.length} cases`);
	for (const input of cases)
		await t.test(input.id, () => {
			const { passed, faults } = checkCase(input);
			assert.ok(passed, faults.join('\n'));
		});
});
