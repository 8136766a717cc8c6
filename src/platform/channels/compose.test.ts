import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAddress } from './address.ts';
import { htmlOf } from './compose.ts';

test('one address is an address; what could begin another header or receiver is not', () => {
	for (const right of ['a@b.ru', 'ivan.petrov+veche@mail.example', 'почта@кунгур.рф', "o'neil@x-y.org"])
		assert.equal(isAddress(right), true, right);
	for (const wrong of [
		'',
		'a',
		'@b.ru',
		'a@',
		'a@b@c',
		'a b@c.ru',
		'a@b.ru\r\nBcc: c@d.ru',
		'<a@b.ru>',
		'a@b.ru,c@d.ru',
		'a..b@c.ru',
		'a@-b.ru',
		`${'a'.repeat(65)}@b.ru`,
	])
		assert.equal(isAddress(wrong), false, wrong);
});

test('words of people stay words in a letter, links become links, paragraphs stand apart', () => {
	const html = htmlOf({
		subject: 'Ответ <b>',
		text: 'Здравствуйте, <script>alert(1)</script>!\n\nСмотрите https://veche.example/a?b=1&c="2".\nhttps://veche.example/reset/x\n\nДо свидания.',
		lang: 'ru',
		site: 'veche.example',
		footer: 'Отказаться: https://veche.example/stop',
	});
	assert.ok(!html.includes('<script>') && !html.includes('<b>'));
	assert.ok(html.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
	assert.ok(html.includes('href="https://veche.example/a?b=1&amp;c="'));
	assert.equal(html.match(/<a /g)?.length, 3);
	assert.equal(html.match(/<p /g)?.length, 5);
	assert.match(html, /<html lang="ru">/);
});
