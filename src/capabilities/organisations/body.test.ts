import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slugOf } from '#platform/i18n/door.ts';
import { inLanguage } from './body.ts';

const slugs: [string, string | null][] = [
	['МУП «Водоканал»', 'mup-vodokanal'],
	['Администрация Ёлкинского округа', 'administratsiya-elkinskogo-okruga'],
	['  Щука & Co.  ', 'shchuka-co'],
	['東京', null],
	['Ж'.repeat(100), 'zh'.repeat(30)],
];
for (const [name, slug] of slugs) {
	test(`the address of "${name.slice(0, 40)}" is ${slug}`, () => assert.equal(slugOf(name), slug));
}

test('a text comes in the language of the reader, else in Russian, else in any', () => {
	const ru = { lang: 'ru' };
	const en = { lang: 'en' };
	const tt = { lang: 'tt' };
	assert.equal(inLanguage([ru, en], 'en'), en);
	assert.equal(inLanguage([tt, ru], 'en'), ru);
	assert.equal(inLanguage([tt], 'en'), tt);
	assert.equal(inLanguage([], 'en'), undefined);
});
