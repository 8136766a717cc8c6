import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckItem } from '../category.ts';
import { readChecks, wordedFor } from './checklist.ts';

const item = (code: string, kind: CheckItem['kind'], required = true): CheckItem => ({
	code,
	kind,
	required,
	texts: [
		{ lang: 'ru', label: `Что с ${code}` },
		{ lang: 'en', label: `What of ${code}` },
	],
});
const list = [
	item('done', 'text'),
	item('when', 'date'),
	item('proof', 'photograph'),
	item('seen', 'tick', false),
];
const of = { lang: 'ru', photographs: 1, today: '2026-11-27', filedOn: '2026-11-20' };

test('what is told is kept with the wording that the author reads', () => {
	const { checks, problems } = readChecks(list, { done: ' Засыпали ', when: '2026-11-26', seen: 'on' }, of);
	assert.deepEqual(problems, []);
	assert.deepEqual(checks, [
		{ item: 'done', kind: 'text', wording: 'Что с done', value: 'Засыпали' },
		{ item: 'when', kind: 'date', wording: 'Что с when', value: '2026-11-26' },
		{ item: 'proof', kind: 'photograph', wording: 'Что с proof', value: '1' },
		{ item: 'seen', kind: 'tick', wording: 'Что с seen', value: 'yes' },
	]);
});

test('everything that is missing is named at its field, a photograph at the photographs', () => {
	const { problems } = readChecks(list, {}, { ...of, photographs: 0 });
	assert.deepEqual(
		problems.map(({ field, code }) => [field, code]),
		[
			['check-done', 'appeals.check.missing'],
			['check-when', 'appeals.check.missing'],
			['photographs', 'appeals.check.photograph-missing'],
		],
	);
});

test('a day that is none, is to come or was before the appeal is no day of work', () => {
	for (const [when, code] of [
		['26.11.2026', 'appeals.check.not-a-day'],
		['2026-02-30', 'appeals.check.not-a-day'],
		['2026-11-28', 'appeals.check.future'],
		['2026-11-19', 'appeals.check.before'],
		['1999-01-01', 'appeals.check.before'],
	] as const)
		assert.deepEqual(
			readChecks(list, { done: 'да', when }, of).problems.map((one) => one.code),
			[code],
		);
	assert.equal(
		readChecks(list, { done: 'а'.repeat(1001), when: '2026-11-20' }, of).problems[0]?.field,
		'check-done',
	);
});

test('the items are read in the language of the reader; what was reworded since keeps its words, with their language', () => {
	const { checks } = readChecks(list, { done: 'Засыпали', when: '2026-11-26' }, of);
	const inEnglish = wordedFor(checks, list, { of: 'ru', reader: 'en' });
	assert.deepEqual(
		inEnglish.map((one) => [one.wording, one.lang]),
		[
			['What of done', undefined],
			['What of when', undefined],
			['What of proof', undefined],
		],
	);
	const reworded = list.map((one) => ({ ...one, texts: [{ lang: 'ru', label: 'Теперь иначе' }] }));
	assert.deepEqual(
		wordedFor(checks, reworded, { of: 'ru', reader: 'en' }).map((one) => [one.wording, one.lang]),
		[
			['Что с done', 'ru'],
			['Что с when', 'ru'],
			['Что с proof', 'ru'],
		],
	);
	assert.deepEqual(wordedFor(checks, reworded, { of: 'ru', reader: 'ru' }), checks);
});
