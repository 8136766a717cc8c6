import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forgetBoards, remembered } from './remembered.ts';

beforeEach(forgetBoards);

/** Counts its readings: each answers with its number, once it is let. */
function source() {
	const waiting: (() => void)[] = [];
	let read = 0;
	return {
		reads: () => read,
		read: () => {
			const number = ++read;
			return new Promise<number>((answer) => waiting.push(() => answer(number)));
		},
		answer: async () => {
			for (const one of waiting.splice(0)) one();
			await new Promise(setImmediate);
		},
	};
}

test('ten seconds one reading serves all, also those who come while it lasts', async () => {
	const board = source();
	const first = remembered('board', board.read, 0);
	const second = remembered('board', board.read, 5_000);
	await board.answer();
	assert.deepEqual([await first, await second, board.reads()], [1, 1, 1]);
});

test('an answer older than ten seconds is given at once while one reading renews it', async () => {
	const board = source();
	remembered('board', board.read, 0);
	await board.answer();
	assert.equal(await remembered('board', board.read, 11_000), 1);
	assert.equal(await remembered('board', board.read, 12_000), 1);
	assert.equal(board.reads(), 2);
	await board.answer();
	assert.equal(await remembered('board', board.read, 13_000), 2);
	assert.equal(board.reads(), 2);
});

test('after a minute nobody is given the old answer', async () => {
	const board = source();
	remembered('board', board.read, 0);
	await board.answer();
	const late = remembered('board', board.read, 60_000);
	await board.answer();
	assert.equal(await late, 2);
});

test('a reading that fails is not kept, and a renewal that fails leaves the old answer', async () => {
	const fails = () => Promise.reject(new Error('away'));
	await assert.rejects(remembered('board', fails, 0));
	const board = source();
	const first = remembered('board', board.read, 0);
	await board.answer();
	assert.equal(await first, 1);
	assert.equal(await remembered('board', fails, 20_000), 1);
	await new Promise(setImmediate);
	assert.equal(await remembered('board', board.read, 21_000), 1);
	assert.equal(board.reads(), 2);
});

test('what was forgotten while it was renewed does not come back', async () => {
	const board = source();
	remembered('board', board.read, 0);
	await board.answer();
	remembered('board', board.read, 11_000);
	forgetBoards();
	const fresh = remembered('board', board.read, 12_000);
	await board.answer();
	assert.equal(await fresh, 3);
	assert.equal(await remembered('board', board.read, 13_000), 3);
});
