import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainText, wordsIn } from './plain-text.ts';

for (const [given, plain] of [
	['Яма на дороге', 'Яма на дороге'],
	['<p>Яма</p><p>на&nbsp;дороге</p>', ' Яма  на дороге '],
	['дом &laquo;Южный&raquo; &mdash; 5 &#1103; &#x44F;', 'дом «Южный» — 5 я я'],
	['<a href="https://example.org/?a=1&b=2">ссылка</a>', ' ссылка '],
	['a < b и b > c', 'a < b и b > c'],
	['&неведомо; &bogus; &#0;', '&неведомо;    '],
] as const)
	test(`"${given}" without HTML is "${plain}"`, () => assert.equal(plainText(given), plain));

test('a text without signs of HTML comes back as it is', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'grapheme' }).filter((text) => !/[<&]/.test(text)),
			(text) => plainText(text) === text,
		),
	);
});

test('words are shown as they were written and compared without ё', () => {
	assert.deepEqual(wordsIn('Гололёд! ул. Мира, 5-й подъезд'), {
		shown: ['гололёд', 'ул', 'мира', '5', 'й', 'подъезд'],
		folded: ['гололед', 'ул', 'мира', '5', 'й', 'подъезд'],
	});
});
