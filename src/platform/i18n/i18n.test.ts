import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { formatsFor, langOf, translatorFor } from './door.ts';

const bare = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('the browser decides the language until the visitor does', () => {
	const cases: [string | null, string | null, string][] = [
		[null, null, 'ru'],
		['', null, 'ru'],
		['en-US,en;q=0.9', null, 'en'],
		['ru-RU,ru;q=0.9,en-US;q=0.8', null, 'ru'],
		['de-DE,de;q=0.9,en;q=0.5', null, 'en'],
		['en;q=0.1, ru;q=0.2', null, 'ru'],
		['en;q=0, tt', null, 'ru'],
		['en', 'ru', 'ru'],
		['ru', 'en', 'en'],
		['ru', 'xx', 'ru'],
		[',;q='.repeat(1e5), null, 'ru'],
	];
	for (const [header, choice, lang] of cases)
		assert.equal(langOf(header, choice), lang, `${header?.slice(0, 40)} ${choice}`);
});

test('numbers are written as Russians write them', () => {
	const f = formatsFor('ru');
	assert.equal(bare(f.number(1234.5)), '1 234,5');
	assert.equal(bare(f.number('1234567890123456789.25')), '1 234 567 890 123 456 789,25');
	assert.equal(bare(f.number(0.256, 'percent')), '25,6 %');
	assert.equal(bare(f.money(123450n, 'RUB')), '1 234,50 ₽');
	assert.equal(bare(f.money(-5n, 'RUB')), '-0,05 ₽');
	assert.equal(bare(f.money(1_000_000_00n, 'RUB')), '1 000 000 ₽');
	assert.equal(f.list(['Кунгур', 'Лысьва', 'Чусовой']), 'Кунгур, Лысьва и Чусовой');
});

test('an instant is shown in the zone of the place, a day never moves', () => {
	const at = new Date('2026-11-21T20:30:00Z');
	assert.equal(bare(formatsFor('ru').date(at)), '21 ноября 2026 г.');
	assert.equal(bare(formatsFor('ru', 'Asia/Yekaterinburg').date(at)), '22 ноября 2026 г.');
	assert.equal(bare(formatsFor('ru', 'Asia/Kamchatka').date('2026-11-21')), '21 ноября 2026 г.');
	assert.equal(
		bare(formatsFor('ru', 'America/New_York').date(Temporal.PlainDate.from('2026-11-21'))),
		'21 ноября 2026 г.',
	);
	assert.equal(
		formatsFor('ru', 'Asia/Yekaterinburg').time(Temporal.Instant.from('2026-11-21T20:30:00Z')),
		'01:30',
	);
	assert.equal(formatsFor('ru').time('09:30:00'), '09:30');
	assert.equal(bare(formatsFor('ru').dateTime(at)), '21 ноября 2026 г. в 23:30');
	assert.equal(formatsFor('ru').date(at, 'short'), '21.11.2026');
});

test('a date at the end of a sentence ends it with its own stop', () => {
	const said = translatorFor('ru').any('appeals.joint.until', { date: formatsFor('ru').date('2026-11-21') });
	assert.equal(bare(said), 'Сделать до 21 ноября 2026 г.');
});

test('quotes inside quotes are the inner ones of the language, and what is not paired stays', () => {
	const quoted = (lang: 'ru' | 'en', name: string) => translatorFor(lang).any('counting.quoted', { name });
	assert.equal(quoted('ru', 'Кино «Луч» и «Заря»'), '«Кино „Луч“ и „Заря“»');
	assert.equal(quoted('ru', 'Луч'), '«Луч»');
	assert.equal(quoted('ru', '3» труба «'), '«3» труба «»');
	assert.equal(quoted('en', 'The “Ray”'), '“The ‘Ray’”');
	assert.equal(quoted('en', 'Кино «Луч»'), '“Кино «Луч»”');
	const both = translatorFor('ru').any('counting.locked', {
		winner: 'А «Б»',
		loser: 'В',
		votes: 2,
		opposed: 1,
	});
	assert.equal(both, '«А „Б“» впереди «В»: 2 против 1.');
});

test('what cannot be shown shows as it is, and never ends a page', () => {
	const f = formatsFor('ru');
	assert.equal(f.date('скоро'), 'скоро');
	assert.equal(f.date(new Date(Number.NaN)), '');
	assert.equal(translatorFor('ru').any('no.such-key'), 'no.such-key');
	assert.equal(translatorFor('ru').has('no.such-key'), false);
	assert.equal(translatorFor('ru').has('constructor'), false);
});

test('words come in the language asked', () => {
	assert.equal(translatorFor('ru')('platform.sign-in-first'), 'Сначала войдите.');
	assert.equal(translatorFor('en')('platform.sign-in-first'), 'Sign in first.');
	assert.equal(
		bare(translatorFor('ru')('platform.field.too-long', { max: 2 })),
		'Слишком длинно: не более 2 знаков.',
	);
	assert.equal(translatorFor('ru'), translatorFor('ru'));
});
