import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demandsOn, isFullName, type Missing, missingFor, wayOf } from './standing.ts';

const full = {
	day: '2026-11-20',
	channel: 'web' as const,
	proven: true,
	account: true,
	name: 'Петрова Мария Ивановна',
	email: null as string | null,
	address: null as string | null,
};

describe('what the law demands of an appeal', () => {
	const cases: [string, Partial<Parameters<typeof missingFor>[0]>, Missing[] | 'never'][] = [
		['who signed in and has a full name has given all', {}, []],
		['a first name alone is not enough', { name: 'Мария' }, ['name']],
		[
			'without a proof of who writes it is a message',
			{ proven: false, account: false, email: 'm@example.org' },
			['proof'],
		],
		[
			'nothing given, everything missing',
			{ proven: false, account: false, name: '' },
			['proof', 'name', 'reply'],
		],
		[
			'before 30 March 2025 a full name and an address were enough',
			{ day: '2025-03-29', proven: false, account: false, email: 'm@example.org' },
			[],
		],
		[
			'from that day they are not',
			{ day: '2025-03-30', proven: false, account: false, email: 'm@example.org' },
			['proof'],
		],
		['at the desk a postal address will do', { channel: 'mfc', account: false, address: 'ул. Мира, 5' }, []],
		[
			'at the desk without any address the answer has no way',
			{ channel: 'office', account: false },
			['reply'],
		],
		['a telephone call never is one', { channel: 'phone', email: 'm@example.org' }, 'never'],
	];
	for (const [name, part, missing] of cases)
		test(name, () => assert.deepEqual(missingFor({ ...full, ...part }), missing));
});

test('each demand names its source', () => {
	for (const way of ['electronic', 'in-person'] as const)
		assert.match(demandsOn('2026-01-01', way)?.source ?? '', /59-ФЗ/);
	assert.equal(demandsOn('2006-01-01', 'electronic'), undefined, 'before the law');
	assert.equal(wayOf('kiosk'), 'electronic');
});

test('a full name has two words of letters', () => {
	for (const name of ['Петрова Мария', 'Анна-Мария О’Хара', 'Ли Ён Хи']) assert.ok(isFullName(name), name);
	for (const name of ['', 'Мария', 'М. П.', 'Мария 5', '—']) assert.ok(!isFullName(name), name);
});
