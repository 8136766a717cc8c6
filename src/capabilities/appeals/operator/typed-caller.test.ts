import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typedCaller } from './typed-caller.ts';

test('what an unknown caller was looked for by goes into the field of its kind, and what is of no use there nowhere', () => {
	const table: [string, string | null, string?][] = [
		[' 8 912 345-67-89 ', 'phone', '8 912 345-67-89'],
		['+7 (912) 345 67 89', 'phone'],
		['зимина  алёна', 'name', 'зимина алёна'],
		["Д'Артаньян А. Б.", 'name'],
		['zimina@example.org', 'email'],
		['46-017-2026-000123', null],
		['дом 5', null],
		['12345', null],
		['', null],
	];
	for (const [asked, field, value = asked] of table)
		assert.deepEqual(typedCaller(asked), field && { field, value }, asked);
});
