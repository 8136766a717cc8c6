import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Appeal } from './appeal.ts';
import { hiddenFromOthers } from './hidden-words.ts';
import { hidden, openWords } from './mask.ts';

const appeal = (more: Partial<Appeal>) =>
	({ text: '', placeWords: '', shown: [], visibility: 'nameless', ...more }) as unknown as Appeal;

const bits = fc.constantFrom(
	'Пишет Крутогорова',
	'Серафиме',
	'8 912 345-67-89',
	'a@b.ru',
	'кв. 47',
	'Х777УЕ59',
	'Иванова А.П.',
	' ',
	', ',
	'яма',
	'\n',
	'Мария Петрова',
);

test('what the author sees marked is what others read as •••, to the last letter', () => {
	fc.assert(
		fc.property(
			fc.array(bits, { maxLength: 8 }),
			fc.constantFrom('public' as const, 'nameless' as const),
			fc.constantFrom([], ['8 912 345-67-89']),
			(parts, visibility, shown) => {
				const one = appeal({ text: parts.join(' '), visibility, shown });
				const { text } = hiddenFromOthers(one, 'Серафима Крутогорова', [], []);
				assert.equal(text.map((piece) => piece.text).join(''), one.text, 'no word is lost');
				const read = text.map((piece) => (piece.hidden ? hidden : piece.text)).join('');
				assert.equal(read, openWords(one, 'Серафима Крутогорова').text);
			},
		),
	);
});

test('hidden words of the place, of answers and of reasons are told once each; nothing hidden is said to be so', () => {
	const one = appeal({ text: 'Яма.', placeWords: 'Мира, 5, кв. 47' });
	const told = hiddenFromOthers(
		one,
		'Серафима Крутогорова',
		[{ answer: 'кв. 47, спросить Крутогорову' }],
		[{ verdictReason: 'Звоните 8 912 345-67-89' }],
	);
	assert.deepEqual(told.elsewhere, ['47', 'Крутогорову', '8 912 345-67-89']);
	assert.equal(told.any, true);
	assert.equal(hiddenFromOthers(appeal({ text: 'Яма.' }), 'Серафима Крутогорова', [], []).any, false);
});
