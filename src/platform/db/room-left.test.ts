import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFull } from './patience.server.ts';
import { noteNoRoom, roomIsLeft } from './room-left.server.ts';

test('a write that the full disk refused is remembered for a minute', () => {
	assert.equal(roomIsLeft(0), true);
	noteNoRoom(1_000);
	assert.equal(roomIsLeft(1_000), false);
	assert.equal(roomIsLeft(61_000), false);
	noteNoRoom(50_000);
	assert.equal(roomIsLeft(61_001), false);
	assert.equal(roomIsLeft(110_001), true);
});

test('a full disk is known by what the database and the folder of files say of it', () => {
	const failed = (facts: object) => Object.assign(new Error('failed'), facts);
	for (const facts of [{ code: '53100' }, { code: 'ENOSPC' }, { code: 'XX000', routine: 'write_item' }])
		assert.equal(isFull(failed(facts)), true);
	for (const error of [failed({ code: 'XX000' }), failed({ routine: 'write_item' }), undefined])
		assert.equal(isFull(error), false);
});
