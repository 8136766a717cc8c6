import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Question } from '../category.ts';
import { answersFrom, readAnswers, readDay } from './answers.ts';

const one = (kind: Question['kind'], part: Partial<Question> = {}): Question => ({
	code: 'since',
	kind,
	required: false,
	asked: true,
	texts: [{ lang: 'ru', label: 'С какого дня', hint: '' }],
	options: [
		{ code: 'deep', offered: true, texts: [{ lang: 'ru', label: 'Глубокая' }] },
		{ code: 'old', offered: false, texts: [{ lang: 'ru', label: 'Прежняя' }] },
	],
	...part,
});
const options = { lang: 'ru', today: '2026-11-20', demanding: true };

describe('answers to the questions of a category', () => {
	const cases: [string, Question, string, string][] = [
		['a day of the past', one('date'), '2026-11-19', '19.11.2026'],
		['today', one('date'), '20.11.2026', '20.11.2026'],
		['a day that is yet to come', one('date'), '2026-11-21', '! appeals.form.answer.future'],
		['a day that is none', one('date'), '2026-02-30', '! platform.field.not-a-date'],
		['an option in its words', one('choice'), 'deep', 'Глубокая'],
		['an option that is offered no more', one('choice'), 'old', '! platform.field.choose'],
		['a number with a comma', one('number'), '1 200,5', '1200,5'],
		['letters for a number', one('number'), 'много', '! platform.field.not-a-number'],
		['a text', one('text'), 'вчера', 'вчера'],
		['a text without end', one('text'), 'я'.repeat(2_001), '! platform.field.too-long'],
		['nothing where it is needed', one('text', { required: true }), ' ', '! appeals.form.answer.missing'],
		['nothing where it is not', one('text'), '', ''],
	];
	for (const [name, question, typed, expected] of cases)
		test(name, () => {
			const { answers, problems } = readAnswers([question], { since: typed }, options);
			assert.equal(problems[0] ? `! ${problems[0].code}` : (answers[0]?.answer ?? ''), expected);
			if (problems[0]) assert.equal(problems[0].field, 'answer-since');
		});
	test('an import is not asked what it does not say', () => {
		const { problems } = readAnswers([one('text', { required: true })], {}, { ...options, demanding: false });
		assert.deepEqual(problems, []);
	});
});

test('answers are told from other fields by their name', () =>
	assert.deepEqual(
		answersFrom({ text: 'x', 'answer-since': ' вчера ', 'answer-how': '', 'answer-a': ['b', 'c'] }),
		{
			since: 'вчера',
			a: 'b',
		},
	));

test('days are read as a field or a hand writes them', () => {
	assert.equal(readDay('1.2.2026'), '2026-02-01');
	assert.equal(readDay('2026-13-01'), undefined);
	assert.equal(readDay('0001-01-01'), undefined);
	assert.equal(readDay('вчера'), undefined);
});
