import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUuid, newId } from './ids.ts';

test('ids are of version 7, carry their time and never repeat, however many are made at once', () => {
	const at = Date.UTC(2026, 10, 27, 9, 30);
	const ids = Array.from({ length: 5_000 }, () => newId(at));
	assert.equal(new Set(ids).size, ids.length);
	for (const id of ids) {
		assert.ok(isUuid(id), id);
		assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
		assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), at);
	}
	// a tail that repeats would tell that random bytes were used twice
	assert.equal(new Set(ids.map((id) => id.slice(-12))).size, ids.length);
	assert.ok(newId(at + 1) > (ids[0] as string));
});
