import assert from 'node:assert/strict';
import { test } from 'node:test';
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
