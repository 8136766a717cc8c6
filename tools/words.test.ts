import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { formatsFor } from '#platform/i18n/formats.ts';
import { checkUsage, compileWords } from './words.ts';
import { Constants, compileMessage } from './words-compile.ts';

const root = mkdtempSync(join(tmpdir(), 'veche-words-'));
after(() => rmSync(root, { recursive: true }));

function house(ru: object, en: object, code = ''): string {
	const at = mkdtempSync(join(root, 'house-'));
	const room = join(at, 'src', 'capabilities', 'appeals');
	mkdirSync(room, { recursive: true });
	writeFileSync(join(room, 'words.ru.json'), JSON.stringify(ru, null, '\t'));
	writeFileSync(join(room, 'words.en.json'), JSON.stringify(en, null, '\t'));
	writeFileSync(join(room, 'door.server.ts'), code);
	return at;
}

function say(text: string, values: object, lang: 'ru' | 'en' = 'ru'): string {
	const constants = new Constants();
	const { code } = compileMessage(text, lang, constants);
	const made = new Function(`${constants.lines.join('\n').replaceAll(' as const', '')}; return (${code});`)();
	const said = typeof made === 'function' ? made(values, formatsFor(lang)) : made;
	return said.replace(/[\u00a0\u202f]/g, ' ');
}

test('Russian plurals take the form of the number', () => {
	const text = '{n, plural, =0 {нет дней} one {# день} few {# дня} many {# дней} other {# дня}}';
	const said = [0, 1, 2, 5, 11, 21, 1.5, 1234].map((n) => say(text, { n }));
	assert.deepEqual(said, [
		'нет дней',
		'1 день',
		'2 дня',
		'5 дней',
		'11 дней',
		'21 день',
		'1,5 дня',
		'1 234 дня',
	]);
});

test('messages inside messages keep their own numbers', () => {
	const text =
		'{n, plural, one {# житель {m, plural, one {# дома} few {# домов} many {# домов} other {# дома}}} few {# жителя} many {# жителей} other {#}}';
	assert.equal(say(text, { n: 1, m: 3 }), '1 житель 3 домов');
	assert.equal(say('{a, select, yes {да, {n, number}} other {нет}}', { a: 'yes', n: 5 }), 'да, 5');
	assert.equal(say('{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { n: 22 }, 'en'), '22nd');
});

test('signs that mean something in code stay signs', () => {
	assert.equal(say('цена `5` ${x} \\n {a}', { a: '1' }), 'цена `5` ${x} \\n 1'.replace('{x}', ''));
	assert.equal(say("'{'{a}'}'", { a: 'x' }), '{x}');
	assert.equal(say('<b>жирно</b> {a}', { a: 1 }), '<b>жирно</b> 1');
});

test('dates and money follow the language', () => {
	assert.equal(say('до {on, date}', { on: '2026-11-21' }), 'до 21 ноября 2026 г.');
	assert.equal(say('by {on, date}', { on: '2026-11-21' }, 'en'), 'by 21 November 2026');
	assert.equal(say('{on, date, ::dMMMM}', { on: '2026-11-21' }), '21 ноября');
	assert.equal(say('{n, number, ::currency/RUB .00}', { n: 5 }), '5,00 ₽');
});

test('a date that ends with a full stop ends a sentence with one', () => {
	assert.equal(say('Ответим до {on, date, long}.', { on: '2026-11-21' }), 'Ответим до 21 ноября 2026 г.');
	assert.equal(
		say('Не позже {on}. Иначе нельзя.', { on: '21 ноября 2026 г.' }),
		'Не позже 21 ноября 2026 г. Иначе нельзя.',
	);
	assert.equal(say('{on, date, long}: суббота.', { on: '2026-11-21' }), '21 ноября 2026 г.: суббота.');
});

test('a missing text is named with its file and line', () => {
	const { faults } = compileWords(house({ 'appeals.a': 'А', 'appeals.b': 'Б' }, { 'appeals.a': 'A' }));
	assert.deepEqual(faults, [
		'src/capabilities/appeals/words.ru.json:3: appeals.b has no English text in src/capabilities/appeals/words.en.json',
	]);
});

test('unequal parameters, bad ICU and poor plurals are named', () => {
	const { faults } = compileWords(
		house(
			{
				'appeals.a': '{number}',
				'appeals.b': 'Есть {n, plural, one {#',
				'appeals.c': '{n, plural, one {# год} other {# лет}}',
				'appeals.d': 'от {d, date}',
			},
			{
				'appeals.a': '{name}',
				'appeals.b': 'x',
				'appeals.c': '{n, plural, one {#} other {#}}',
				'appeals.d': '{d, number}',
			},
		),
	);
	assert.match(
		faults.join('\n'),
		/words\.en\.json:2: appeals\.a: \{number\} only in Russian, \{name\} only in English/,
	);
	assert.match(faults.join('\n'), /words\.ru\.json:3: appeals\.b: .*closing brace \(column \d+/);
	assert.match(faults.join('\n'), /words\.ru\.json:4: appeals\.c: .*ru needs few, many as well/);
	assert.match(faults.join('\n'), /appeals\.d: \{d\} is moment in Russian and number in English/);
	assert.equal(faults.length, 4);
});

test('keys that nobody asks for and codes without words are named', () => {
	const words = {
		'appeals.title': 'А',
		'appeals.state.filed': 'Б',
		'appeals.state.answered': 'В',
		'appeals.old': 'Г',
	};
	const faults = checkUsage(
		house(
			words,
			words,
			"t('appeals.title'); t.any(`appeals.state.${state}`);\nrefuse('appeals.not-found');\nt.any(`appeals.kind.${kind}`);",
		),
	);
	assert.deepEqual(faults.sort(), [
		'src/capabilities/appeals/door.server.ts:2: appeals.not-found has no words in any words.ru.json',
		'src/capabilities/appeals/door.server.ts:3: no key looks like `appeals.kind.${kind}`',
		'src/capabilities/appeals/words.ru.json:5: appeals.old is used nowhere: take it out of both languages, or ask for it',
	]);
});

test('the same words give the same files, whatever the order of the folders', () => {
	const words = { 'appeals.b': 'Б {n, number, ::compact-short}', 'appeals.a': 'А {d, date, ::yMMMM}' };
	const back = Object.fromEntries(Object.entries(words).reverse());
	const [one, two] = [compileWords(house(words, words)), compileWords(house(words, back))];
	assert.equal(one.files.get('keys.ts'), two.files.get('keys.ts'));
	assert.deepEqual(compileWords(house(words, words)).files, one.files);
});

test('a house without words gives files that mean nothing and are whole', () => {
	const { files, faults } = compileWords(house({}, {}));
	assert.deepEqual(faults, []);
	assert.match(files.get('ru.ts')!, /export const ru: Catalogue = \{\n\};/);
});
