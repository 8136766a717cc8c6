import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CategoryTree } from '../../category-tree.ts';
import { problemsOf } from '../check-category.ts';
import { contentOf, missingOf, sets } from './bring-set.ts';
import { amountOf } from './set.ts';

const general = contentOf('general');
const tree = new CategoryTree(general);

test('the general set fits a city: groups, leaves, hints in both languages', () => {
	const leaves = general.filter((one) => tree.below(one.code).length === 0);
	assert.ok(tree.below(null).length >= 15 && tree.below(null).length <= 20, String(tree.below(null).length));
	assert.ok(leaves.length >= 90 && leaves.length <= 130, String(leaves.length));
	assert.equal(new Set(general.map((one) => one.code)).size, general.length);
	for (const one of general)
		for (const text of one.texts) {
			assert.ok(text.name.length > 2 && text.name.length <= 60, one.code);
			assert.ok(text.hint !== '', `${one.code} says what belongs there`);
		}
});

test('nothing in a set is wrong by the rules of the office', () => {
	for (const set of sets)
		for (const one of contentOf(set)) {
			const own = new CategoryTree(contentOf(set));
			assert.deepEqual(problemsOf(one, own), [], one.code);
			assert.match(one.code, /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/);
			for (const question of one.questions) assert.match(question.code, /^[a-z][a-z0-9-]{0,39}$/);
		}
});

test('every leaf is recognised by words, says whose answer it waits for, and asks what the answer must tell', () => {
	for (const one of general) {
		if (tree.below(one.code).length > 0 || one.code === 'other') continue;
		for (const lang of ['ru', 'en'])
			assert.ok(
				one.words.some((word) => word.lang === lang),
				`${one.code} has words in ${lang}`,
			);
		assert.ok(tree.promise(one.code).reaction, one.code);
		if (tree.emergency(one.code) || one.code === 'authority.thanks') continue;
		assert.ok(tree.checklist(one.code).length > 0, one.code);
	}
});

test('no word points at two leaves of the set', () => {
	const seen = new Map<string, string>();
	for (const one of general)
		for (const { lang, word } of one.words) {
			const key = `${lang} ${word.toLowerCase()}`;
			assert.equal(seen.get(key), undefined, `${key}: ${seen.get(key)} and ${one.code}`);
			seen.set(key, one.code);
		}
});

test('only what is missing is brought, and the empty set lets one write about anything', () => {
	assert.equal(missingOf('general', tree).length, 0);
	const part = new CategoryTree(general.filter((one) => one.code !== 'roads.bridges'));
	assert.deepEqual(
		missingOf('general', part).map((one) => one.code),
		['roads.bridges'],
	);
	assert.deepEqual(
		contentOf('empty').map((one) => one.code),
		['other'],
	);
});

for (const [text, expected] of [
	['10 working-days', { amount: 10, unit: 'working-days' }],
	['2 working-hours', { amount: 2, unit: 'working-hours' }],
	['30 days', { amount: 30, unit: 'days' }],
	['ten days', null],
	['10 weeks', null],
	[undefined, null],
] as const)
	test(`"${text}" is read as ${JSON.stringify(expected)}`, () => assert.deepEqual(amountOf(text), expected));
