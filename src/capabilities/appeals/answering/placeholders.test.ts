import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillIn, gapsIn, type PlaceholderFacts, unknownIn } from './placeholders.ts';

const facts: PlaceholderFacts = {
	lang: 'ru',
	number: '57-634-2026-000123',
	filed: '20 ноября 2026 г.',
	due: '27 ноября 2026 г.',
	today: '25 ноября 2026 г.',
	applicant: 'Петрова Мария Ивановна',
	category: 'Ямы на дорогах',
	address: 'улица Мира, 12',
	body: 'Управление городского хозяйства',
};

test('names of people and bodies come in the case that is asked for', () => {
	const cases: [string, string][] = [
		['{приветствие}', 'Уважаемая Мария Ивановна!'],
		['Ответ {заявитель: дательный}', 'Ответ Петровой Марии Ивановне'],
		['Передано {орган: дательный}.', 'Передано Управлению городского хозяйства.'],
		['Рассмотрено {орган: творительный падеж}', 'Рассмотрено Управлением городского хозяйства'],
		[
			'Обращение {номер} от {подано} по адресу: {адрес}',
			'Обращение 57-634-2026-000123 от 20 ноября 2026 г. по адресу: улица Мира, 12',
		],
		['{Тема}, до {срок}, {сегодня}', 'Ямы на дорогах, до 27 ноября 2026 г., 25 ноября 2026 г.'],
		['{name}, {number}', 'Петрова Мария Ивановна, 57-634-2026-000123'],
		['{сумма: 12 500,50}', '12\u00a0500\u00a0рублей 50\u00a0копеек'],
		['{сумма: 21}', '21\u00a0рубль'],
	];
	for (const [text, expected] of cases) assert.equal(fillIn(text, facts), expected);
});

test('what is not known stays as a gap, what is not there is named', () => {
	assert.equal(fillIn('По адресу {адрес}', { ...facts, address: '' }), 'По адресу {адрес}');
	assert.equal(fillIn('{приветствие}', { ...facts, applicant: '' }), 'Здравствуйте!');
	const text = 'Бригада выедет {? день} к {имя}, {адрес: дательный}, {сумма}, {орган: чей}.';
	assert.deepEqual(unknownIn(text), ['{имя}', '{адрес: дательный}', '{орган: чей}']);
	assert.deepEqual(gapsIn(fillIn('{номер} {? день} {сумма}', facts)), ['{? день}', '{сумма}']);
	assert.deepEqual(gapsIn('без скобок {\n}'), []);
});

test('English answers take the names as they are', () => {
	assert.equal(
		fillIn('{greeting} {body: dative}', { ...facts, lang: 'en' }),
		`Dear ${facts.applicant}, ${facts.body}`,
	);
});
