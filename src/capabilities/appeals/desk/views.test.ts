import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryOf, readDeskAfter, readDeskAsked } from './asked.ts';
import { addedUp, type Bucket, countOf, type View } from './views.ts';

const bucket = (part: Partial<Bucket>): Bucket => ({
	state: 'in-work',
	due: '2026-11-25',
	assigned: true,
	asked: false,
	approval: '',
	part: '',
	count: 1,
	...part,
});
const at = { today: '2026-11-20', soon: '2026-11-23', roles: ['head'] };

const cases: [what: string, bucket: Partial<Bucket>, views: View[]][] = [
	['in work, in time', {}, ['all']],
	['due in three days', { due: '2026-11-23' }, ['all', 'burning']],
	['overdue', { due: '2026-11-19' }, ['all', 'burning', 'late']],
	['due today is not late', { due: '2026-11-20' }, ['all', 'burning']],
	['in the registry', { state: 'registered', assigned: false }, ['all', 'new', 'unsorted']],
	['routed, nobody took it', { state: 'routed', assigned: false }, ['all', 'new', 'unassigned']],
	['its executor left', { assigned: false }, ['all', 'unassigned']],
	['returned', { state: 'returned' }, ['all', 'returned']],
	['a question is open', { asked: true }, ['all', 'asked']],
	['waits for my approval', { approval: 'head' }, ['all', 'approval']],
	['waits for the approval of another', { approval: 'controller' }, ['all']],
	['answered', { state: 'answered', due: '2026-11-19' }, ['answered']],
	['asked to take part', { part: 'asked', assigned: false }, ['all', 'joint']],
	['the part is reported', { part: 'reported' }, []],
];
for (const [what, part, views] of cases)
	test(`counts of views: ${what}`, () => {
		const found = (
			[
				'burning',
				'late',
				'unsorted',
				'new',
				'unassigned',
				'joint',
				'returned',
				'approval',
				'asked',
				'all',
				'answered',
			] as const
		)
			.filter((view) => countOf(view, [bucket(part)], at) > 0)
			.sort();
		assert.deepEqual(found, [...views].sort());
	});

test('counts of children are added up, and what is long overdue stands on one day', () => {
	const sum = addedUp(
		[
			[bucket({ due: '2026-09-01', count: 2 }), bucket({ count: 3 })],
			[bucket({ due: '2026-10-01' }), bucket({ count: 4 }), bucket({ state: 'routed' })],
		],
		'2026-11-18',
	);
	assert.deepEqual(
		sum.map(({ state, due, count }) => `${state} ${due} ${count}`),
		['in-work 2026-11-18 3', 'in-work 2026-11-25 7', 'routed 2026-11-25 1'],
	);
});

test('the address of a desk says the same after it was read and written again; nonsense is left out', () => {
	const asked = (text: string) => readDeskAsked(new URLSearchParams(text));
	const whole =
		'desk=body%3A1%2Fx&view=late&category=roads.snow&area=7&state=routed&executor=none&term=week&channel=phone&q=%D1%8F%D0%BC%D0%B0&from=2026-01-01&to=2026-02-01&sort=joined&density=table&cols=number%2Cchannel';
	assert.equal(queryOf(asked(whole)).toString(), whole);
	assert.equal(
		queryOf(
			asked(
				'view=../..&category=%27;drop&area=x&state=?&executor=1&term=&channel=x&from=2026-13-45&sort=x&cols=x',
			),
		).toString(),
		'',
	);
});

test('the mark of a page is read only where it fits the order', () => {
	const id = '019aa000-0000-7000-8000-000000000001';
	assert.deepEqual(readDeskAfter(`12_${id}`, 'joined'), { value: '12', id });
	assert.equal(readDeskAfter(`2026-11-20_${id}`, 'joined'), undefined);
	assert.deepEqual(readDeskAfter(`2026-11-20_${id}`, 'due'), { value: '2026-11-20', id });
	assert.equal(readDeskAfter('2026-11-20_x', 'due'), undefined);
	assert.equal(readDeskAfter(null, 'due'), undefined);
});
