import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountId } from '#platform/db/ids.ts';
import { formatsFor, translatorFor } from '#platform/i18n/door.ts';
import { eachOnce, learnsNext } from './hear.ts';
import { type LadderStep, nameOf, type Planned, type Whom } from './ladder.ts';
import type { People } from './whom-to-tell.ts';

const planned = (side: LadderStep['side'], amount: number, whom: Whom): Planned => {
	const step: LadderStep = { kind: 'answer', side, amount, unit: 'working-days', whom };
	return { step, name: nameOf(step), at: new Date('2026-12-01T06:00:00Z') };
};
const on = (whom: Whom, ...people: string[]) => ({ whom, people: people as AccountId[], instead: false });
const people: People = {
	executor: on('executor', 'anna', 'boris'),
	head: on('head', 'boris'),
	controller: on('controller', 'clara'),
	'head-of-administration': on('head-of-administration', 'mayor'),
};
const anna = 'anna' as AccountId;

test('whoever stands on two rungs hears it once, on the lower of them', () => {
	const heard = new Set<string>();
	const hear = (some: Planned[], of = people, said = 'answer 1') =>
		eachOnce(some, of, said, heard).map(
			({ one, rung }) => `${one.step.whom}: ${rung.whom} ${rung.people.join(' ')}`,
		);
	const some = [
		planned('after', 0, 'controller'),
		planned('before', 2, 'head'),
		planned('before', 5, 'executor'),
	];
	assert.deepEqual(hear(some), ['executor: executor anna boris', 'controller: controller clara']);
	assert.deepEqual(hear(some), [], 'the same of another term');
	const empty = { ...people, executor: people.controller, head: people.controller };
	assert.deepEqual(hear(some, empty, 'answer 2'), ['controller: controller clara']);
	const nobody = { ...people, head: on('head') };
	assert.deepEqual(hear([planned('after', 0, 'head')], nobody, 'answer 3'), ['head: head ']);
});

const plan = [
	planned('before', 5, 'executor'),
	planned('after', 0, 'head'),
	planned('after', 3, 'controller'),
	planned('after', 9, 'head-of-administration'),
];
const cases: [string, Planned[], People, Whom, string, string, string][] = [
	[
		'the executor',
		plan,
		people,
		'executor',
		'anna',
		'руководитель органа, потом контролёр',
		'the head of the body hears of it, then the controller',
	],
	[
		'a head who does the work',
		plan,
		people,
		'executor',
		'boris',
		'контролёр, потом глава администрации',
		'the controller hears of it, then the head of the administration',
	],
	[
		'the head',
		plan,
		people,
		'head',
		'boris',
		'контролёр, потом глава администрации',
		'the controller hears of it, then the head of the administration',
	],
	[
		'the controller',
		plan,
		people,
		'controller',
		'clara',
		'глава администрации',
		'the head of the administration hears of it',
	],
	['the head of the administration', plan, people, 'head-of-administration', 'mayor', '', ''],
	[
		'whoever has an empty rung above',
		plan.slice(0, 2),
		{ ...people, head: on('head') },
		'executor',
		'anna',
		'',
		'',
	],
	[
		'the executor where the rung above is empty',
		plan.slice(0, 2),
		{ ...people, head: people.controller },
		'executor',
		'anna',
		'контролёр',
		'the controller hears of it',
	],
];
for (const [name, some, of, rung, reader, ru, en] of cases)
	test(`a warning says who learns next: ${name}`, () => {
		const facts = {
			term: 'answer',
			due: '2026-12-03',
			exact: 'day',
			...learnsNext(some, of, rung, reader as AccountId),
		};
		const said = (lang: 'ru' | 'en') => translatorFor(lang).any('notice.appeals.term-near.text', facts);
		const day = (lang: 'ru' | 'en') => formatsFor(lang).date('2026-12-03', 'long');
		assert.equal(
			said('ru'),
			`Срок подходит: ${day('ru')}.${ru && ` Если не успеть, об этом узнает ${ru}.`}`.replace('..', '.'),
		);
		assert.equal(said('en'), `The term nears: ${day('en')}.${en && ` If it is missed, ${en}.`}`);
	});

test('a warning written before it said who learns next says nothing of it', () => {
	const text = translatorFor('ru').any('notice.appeals.term-near.text', { due: '2026-12-03', exact: 'day' });
	assert.doesNotMatch(text, /узнает/);
	assert.deepEqual(learnsNext([], people, 'executor', anna), {});
});
