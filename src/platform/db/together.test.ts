import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { house } from '#tests/support/house.ts';
import { askTogether } from './ask-together.ts';
import type { TerritoryId } from './ids.ts';
import { writeTogether } from './together.server.ts';

await house();

/** A writer whose commits take a moment, and the groups that it wrote. */
function aWriter(most = 40) {
	const groups: number[][] = [];
	const write = writeTogether({
		most,
		territoryOf: () => 1 as TerritoryId,
		async write(part: readonly number[]) {
			groups.push([...part]);
			await wait(5);
			if (part.includes(13)) throw new Error('thirteen');
			return part.map((one) => one * 2);
		},
	});
	return { write, groups };
}

test('who sends one thing after another is written at once, each by itself', async () => {
	const { write, groups } = aWriter();
	for (let i = 0; i < 12; i++) assert.equal(await write(i), i * 2);
	assert.deepEqual(
		groups,
		Array.from({ length: 12 }, (_, i) => [i]),
	);
});

test('what comes at once goes together, never more than the most, and each gets its own answer', async () => {
	const { write, groups } = aWriter(40);
	const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => write(i + 100)));
	assert.deepEqual(
		answers,
		Array.from({ length: 200 }, (_, i) => (i + 100) * 2),
	);
	assert.ok(groups.length <= 8, `${groups.length} commits`);
	assert.ok(groups.every((group) => group.length <= 40));
});

test('what comes one upon another is gathered, and what is left at the end is written as well', async () => {
	const { write, groups } = aWriter();
	const all: Promise<number>[] = [];
	for (let i = 0; i < 60; i++) {
		all.push(write(i + 100));
		if (i % 3 === 0) await wait(1);
	}
	await Promise.all(all);
	assert.equal(groups.flat().length, 60);
	assert.ok(groups.length < 20, `${groups.length} commits`);
});

test('one that cannot be written holds up no other', async () => {
	const { write } = aWriter();
	const results = await Promise.allSettled([1, 2, 13, 4].map((one) => write(one)));
	assert.deepEqual(
		results.map(({ status }) => status),
		['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
	);
});

test('questions that come during a look are answered by the next one, in their order', async () => {
	const looks: number[][] = [];
	const ask = askTogether(async (part: readonly number[]) => {
		looks.push([...part]);
		await wait(1);
		if (part.includes(13)) throw new Error('thirteen');
		return part.map((one) => -one);
	}, 3);
	const first = ask(1);
	assert.deepEqual(await Promise.all([first, ...[2, 3, 4, 5].map(ask)]), [-1, -2, -3, -4, -5]);
	assert.deepEqual(looks, [[1], [2, 3, 4], [5]]);
	await assert.rejects(ask(13), /thirteen/);
	assert.equal(await ask(6), -6);
});
