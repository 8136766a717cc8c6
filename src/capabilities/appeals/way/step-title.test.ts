import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatsFor, translatorFor } from '#platform/i18n/door.ts';
import { titleOfStep } from './step-title.ts';

function said(lang: 'ru' | 'en', kind: string, facts: Record<string, string | number>): string {
	const { date } = formatsFor(lang);
	return titleOfStep(
		{ kind, facts },
		{ any: translatorFor(lang).any, date: (at) => date(at), body: '' },
	).replace(/[\u00a0\u202f]/g, ' ');
}

const cases: [string, Record<string, string | number>, string, string][] = [
	[
		'warned',
		{ term: 'answer', due: '2026-12-03', whom: 'executor', people: 1 },
		'Ответ по закону, до 3 декабря 2026 г.: срок подходит, сообщили исполнителю',
		'The answer by law by 3 December 2026: the term nears, the executor was told',
	],
	[
		'escalated',
		{ term: 'promise', due: '2026-12-04', whom: 'controller', people: 2, instead: 1 },
		'Ответ, как обещали, до 4 декабря 2026 г.: срок вышел, сообщили тому, кто замещает контролёра',
		'The promised answer by 4 December 2026: the term is over, whoever stands in for the controller was told',
	],
	[
		'escalated',
		{ term: 'part', due: '2026-12-04', whom: 'head', people: 0 },
		'Часть работы, до 4 декабря 2026 г.: срок вышел, но сообщить некому: руководителя органа нет',
		'A part of the work by 4 December 2026: the term is over, but there is nobody to tell: no head of the body',
	],
	[
		'warned',
		{ whom: 'executor', people: 1 },
		'Срок подходит, сообщили исполнителю',
		'The term nears, the executor was told',
	],
];
for (const [kind, facts, ru, en] of cases)
	test(`the history says which term it speaks of: ${facts.term ?? 'one written before it was said'}, ${kind}`, () => {
		assert.equal(said('ru', kind, facts), ru);
		assert.equal(said('en', kind, facts), en);
	});
