import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory, remembered } from './memory.ts';

const stem = (word: string) => word.slice(0, 5);
const memory = new Memory(
	[
		{ text: 'Просим убрать самокаты с тротуара у школы', label: 'order' },
		{ text: 'Просим спилить дерево у школы', label: 'trees' },
		{ text: 'Во дворе не горит фонарь', label: 'lamp' },
	],
	stem,
);
const nearest = (text: string) => memory.recall({ text })[0];

for (const [text, label, least, most] of [
	['Просим убрать самокаты с тротуара у школы', 'order', 0.95, 1],
	['просим УБРАТЬ самокаты с тротуара у школы!', 'order', 0.9, 1],
	['Самокаты лежат на тротуаре у школы, просим убрать', 'order', 0.05, 0.9],
] as const)
	test(`"${text}" is remembered as ${label}, believed from ${least} to ${most}`, () => {
		const found = nearest(text);
		assert.equal(found?.label, label);
		assert.ok(found.belief >= least && found.belief <= most, String(found.belief));
	});

for (const text of ['', 'Нет воды третий день', 'Просим принять меры у школы'])
	test(`"${text}" is like nothing that was decided`, () => assert.deepEqual(memory.recall({ text }), []));

test('the same text about which people said two things is shared between both', () => {
	const twice = new Memory(
		[
			{ text: 'яма у дома', label: 'a' },
			{ text: 'яма у дома', label: 'b' },
		],
		stem,
	);
	const chances = remembered(
		Float64Array.of(0.2, 0.2, 0.6),
		new Map([
			['a', 0],
			['b', 1],
			['c', 2],
		]),
		twice.recall({ text: 'яма у дома' }),
	);
	assert.ok((chances[0] as number) > 0.45 && (chances[1] as number) > 0.45);
	assert.ok(Math.abs((chances[0] as number) + (chances[1] as number) + (chances[2] as number) - 1) < 1e-9);
});

test('without memories, and for labels that are gone, chances stay as they are', () => {
	const chances = Float64Array.of(0.4, 0.6);
	assert.deepEqual(
		remembered(
			chances.slice(),
			new Map([
				['a', 0],
				['b', 1],
			]),
			[],
		),
		chances,
	);
	assert.deepEqual(
		remembered(chances.slice(), new Map([['a', 0]]), [{ label: 'gone', belief: 0.9 }]),
		chances,
	);
	assert.deepEqual(new Memory([], stem).recall({ text: 'яма' }), []);
});
