import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDigit, readOktmo, significant } from './oktmo.ts';

test('check digits are those of the classifier', () => {
	// from oktmo-municipalities-2019 and volume 5; 05000000 takes the second row of weights
	const cases: [string, number][] = [
		['05000000', 9],
		['05602000', 5],
		['05602402', 1],
		['80601404', 1],
		['80601404101', 9],
		['80601404106', 3],
		['01601402', 5],
		['57656157051', 4],
	];
	for (const [code, digit] of cases) assert.equal(checkDigit(code), digit, code);
});

test('codes are read as lists write them', () => {
	assert.equal(readOktmo('57-722-000-000'), '57722000');
	assert.equal(readOktmo('80 601 404    '), '80601404');
	assert.equal(readOktmo('57722000001'), '57722000001');
	for (const wrong of ['5772200', '577220000011', '57722ooo', '', 'Кунгур'])
		assert.equal(readOktmo(wrong), null);
	assert.deepEqual(['57000000', '57722000', '57630402'].map(significant), ['57', '57722', '57630402']);
});
