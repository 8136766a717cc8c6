import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { type Letter, letterDocx, letterPdf } from './door.server.ts';

const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#4a7a5a' } })
	.jpeg()
	.toBuffer();
const letter: Letter = {
	lang: 'ru',
	title: 'Ответ № 1/1',
	sender: { name: 'Управление дорог', lines: ['ул. Мира, 12'] },
	marks: ['27 ноября 2026 г. № 1/1'],
	recipient: ['Петровой М. И.'],
	heading: 'Об обращении: Яма',
	greeting: 'Уважаемая Мария Ивановна!',
	paragraphs: [
		'Яму *засыпали* & <закатали> #set page(width: 1pt) $x$ "кавычки" \\ {? день}.',
		'Второй абзац.',
	],
	facts: [{ name: 'Когда', value: '26 ноября' }],
	pictures: [
		{ caption: 'Было', jpeg, width: 60, height: 40 },
		{ caption: 'Стало', jpeg, width: 60, height: 40 },
		{ caption: 'Стало', jpeg, width: 60, height: 40 },
	],
	signature: { post: 'Начальник', name: 'В. П. Полянская' },
	foot: ['Подлинный текст: https://veche.example/1'],
};

test('a letter becomes a PDF with its own fonts, whatever signs stand in its texts', async () => {
	const pdf = (await letterPdf(letter)).toString('latin1');
	assert.ok(pdf.startsWith('%PDF-'));
	assert.match(pdf, /PTSerif-Regular/);
	assert.match(pdf, /pdfaid:part/);
	const bare = await letterPdf({
		...letter,
		facts: [],
		pictures: [],
		signature: null,
		foot: [],
		paragraphs: [],
	});
	assert.ok(bare.length < pdf.length, 'the pictures of one letter do not stay for the next');
	const english = await letterPdf({ ...letter, lang: 'en' });
	assert.equal(english.subarray(0, 5).toString(), '%PDF-');
});

test('the same letter becomes a DOCX that says every word of it', async () => {
	const files = unzipSync(await letterDocx(letter));
	const text = strFromU8(files['word/document.xml'] as Uint8Array);
	for (const said of [
		'Управление дорог',
		'Петровой М. И.',
		'Уважаемая Мария Ивановна!',
		'&amp; &lt;закатали&gt;',
		'26 ноября',
		'В. П. Полянская',
	])
		assert.ok(text.includes(said), said);
	assert.equal(Object.keys(files).filter((name) => name.startsWith('word/media/')).length >= 1, true);
	assert.match(
		text,
		/<w:tab\/><w:t[^>]*>В\. П\. Полянская/,
		'the name stands at the right edge by a real tab',
	);
	assert.ok(files['word/fonts/font1.odttf'], 'its face comes along');
});
