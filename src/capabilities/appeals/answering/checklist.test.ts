import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckItem } from '../category.ts';
import { readChecks } from './checklist.ts';

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
const of = { lang: 'ru', photographs: 1, today: '2026-11-27' };

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

test('a day that is none or is to come is no day of work', () => {
	for (const [when, code] of [
		['26.11.2026', 'appeals.check.not-a-day'],
		['2026-02-30', 'appeals.check.not-a-day'],
		['2026-11-28', 'appeals.check.future'],
	] as const)
		assert.deepEqual(
			readChecks(list, { done: 'да', when }, of).problems.map((one) => one.code),
			[code],
		);
	assert.equal(
		readChecks(list, { done: 'а'.repeat(1001), when: '2026-11-01' }, of).problems[0]?.field,
		'check-done',
	);
});
