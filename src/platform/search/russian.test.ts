import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readQuery } from './query.ts';
import { fold, otherLayout, placeRoots, slips, stemOf, wordsOf } from './russian.ts';
import { markHits, snippetOf } from './snippet.ts';

test('forms of a place name and its adjective meet in one root', () => {
	const cases: [adjective: string, noun: string][] = [
		['кунгурский', 'кунгур'],
		['московская', 'москва'],
		['сочинского', 'сочи'],
		['лысьвенский', 'лысьва'],
		['пермского', 'пермь'],
		['самарская', 'самара'],
		['тверской', 'тверь'],
		['казанский', 'казань'],
		['рязанская', 'рязань'],
		['чусовской', 'чусовой'],
		['ростовской', 'ростов'],
		['соликамского', 'соликамск'],
		['курская', 'курск'],
	];
	for (const [adjective, noun] of cases) {
		const roots = [stemOf(adjective), ...placeRoots(adjective)];
		assert.ok(roots.includes(stemOf(noun)), `${adjective}: ${roots} without ${stemOf(noun)}`);
	}
	assert.ok(placeRoots('кунгур').includes(stemOf('кунгурский')));
});

test('words of kind are asked of a place only when nothing else is', () => {
	const names = (text: string) => readQuery(text)?.place.map((term) => term.text);
	assert.deepEqual(names('Кунгурский муниципальный округ'), ['кунгурский']);
	assert.deepEqual(names('г. Кунгур'), ['кунгур']);
	assert.deepEqual(names('район'), ['район']);
	assert.equal(readQuery(' ?!'), null);
	assert.equal(readQuery('а '.repeat(5000))?.terms.length, 1);
});

test('the other layout of the keyboard', () => {
	assert.equal(otherLayout('ghbdtn'), 'привет');
	assert.equal(otherLayout('reyueh'), 'кунгур');
	assert.equal(otherLayout('[jhjij'), 'хорошо');
	assert.equal(otherLayout('рулдщ'), 'heklo');
	assert.equal(otherLayout('привет hello'), null);
	assert.equal(otherLayout('2026'), null);
});

test('slips are counted as Damerau and Levenshtein count them', () => {
	assert.deepEqual(
		[
			slips('кунгур', 'кунгур'),
			slips('кунгр', 'кунгур'),
			slips('кнугур', 'кунгур'),
			slips('кангор', 'кунгур'),
			slips('перм', 'кунгур'),
		],
		[0, 1, 1, 2, 3],
	);
	const word = fc.string({ unit: fc.constantFrom(...'абвгд'), maxLength: 8 });
	fc.assert(
		fc.property(word, word, (a, b) => {
			assert.equal(slips(a, b, 9), slips(b, a, 9));
			assert.equal(slips(a, b, 9) === 0, a === b);
			assert.ok(slips(a, b, 9) <= Math.max(a.length, b.length));
		}),
	);
});

test('folding keeps the length, so that marks stand where they should', () => {
	assert.equal(fold('Ёлка и ЕЖ'), 'елка и еж');
	assert.deepEqual(wordsOf('Ростов-на-Дону, д. 5'), ['ростов', 'на', 'дону', 'д', '5']);
});

test('words looked for are marked in all their forms', () => {
	const { roots } = readQuery('яма дорога') ?? assert.fail();
	const marked = (parts: { text: string; hit: boolean }[]) =>
		parts.filter((part) => part.hit).map((part) => part.text);
	assert.deepEqual(marked(markHits('Ямы на дорогах Кунгура', roots)), ['Ямы', 'дорогах']);
	const long = `${'слово '.repeat(200)}Здесь яма посреди дороги у школы. ${'слово '.repeat(200)}`;
	const snippet = snippetOf(long, roots);
	assert.deepEqual(marked(snippet), ['яма', 'дороги']);
	const text = snippet.map((part) => part.text).join('');
	assert.ok(text.startsWith('… ') && text.endsWith(' …') && text.length < 300);
	assert.equal(snippetOf('<b>ёж</b>', new Set(['еж']))[1]?.text, 'ёж');
});
