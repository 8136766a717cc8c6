import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filled } from './filled.ts';

test('what is said of a form that was sent has one full stop after the day, whatever the day ends with', () => {
	const words = 'Обращение отправлено. Номер: {number}. Ответим до {due}.';
	const number = '46-017-2026-000123';
	assert.equal(
		filled(words, { number, due: '28 декабря 2026 г.' }),
		'Обращение отправлено. Номер: 46-017-2026-000123. Ответим до 28 декабря 2026 г.',
	);
	assert.equal(filled('By {due}. Go.', { number, due: '28 December 2026' }), 'By 28 December 2026. Go.');
});
