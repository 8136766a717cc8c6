import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { z } from 'zod';
import { readConfig, setConfig } from '../config/door.server.ts';
import { Invalid } from '../errors/door.ts';
import { readForm } from './form.server.ts';
import { formToken, isFormToken } from './form-token.server.ts';

before(() => setConfig(readConfig({ VECHE_DATA: mkdtempSync(join(tmpdir(), 'veche-form-')) })));

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
	new Request('http://localhost/', { method: 'POST', body, headers });

test('a form keeps Russian text, repeated fields and files', async () => {
	const body = new FormData();
	body.append('where', 'ул. Ёлочная, 5');
	body.append('kind', 'a');
	body.append('kind', 'b');
	body.append('photo', new File([new Uint8Array(10)], 'яма.jpg', { type: 'image/jpeg' }));
	body.append('photo', new File([], '', {}));
	const form = await readForm(post(body));
	assert.equal(form.text('where'), 'ул. Ёлочная, 5');
	assert.deepEqual(form.all('kind'), ['a', 'b']);
	assert.equal(form.files('photo').length, 1);
	assert.equal(form.file('photo')?.name, 'яма.jpg');
	const { path } = form.file('photo')!;
	await form.dispose();
	assert.equal(existsSync(path), false);
});

test('a file over the limit is marked and the typed text survives', async () => {
	const body = new FormData();
	body.append('text', 'Яма');
	body.append('photo', new File([new Uint8Array(3000)], 'a.jpg'));
	body.append('after', 'конец');
	const form = await readForm(post(body), { fileBytes: 1000 });
	assert.equal(form.file('photo')?.tooLarge, true);
	assert.equal(form.text('text'), 'Яма');
	assert.equal(form.text('after'), 'конец');
	await form.dispose();
});

test('broken UTF-8 and zero bytes are refused at their field', async () => {
	const type = { 'content-type': 'application/x-www-form-urlencoded' };
	for (const body of ['name=%ff%fe', 'name=a%00b'])
		await assert.rejects(readForm(post(body, type)), (error: Invalid) => error.problems[0]?.field === 'name');
});

test('a body that breaks off is refused, not believed', async () => {
	const type = { 'content-type': 'multipart/form-data; boundary=x' };
	await assert.rejects(
		readForm(post('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf', type)),
		Invalid,
	);
});

test('every mistake of a form is named at once', async () => {
	const form = await readForm(post(new URLSearchParams({ name: '', age: 'много', mail: 'нет', tone: 'x' })));
	const schema = z.object({
		name: z.string().min(1),
		age: z.coerce.number(),
		mail: z.email(),
		tone: z.enum(['a', 'b']),
		text: z.string(),
	});
	assert.throws(
		() => form.parse(schema),
		(error: Invalid) => {
			assert.deepEqual(
				error.problems.map((problem) => [problem.field, problem.code]),
				[
					['name', 'platform.field.required'],
					['age', 'platform.field.not-a-number'],
					['mail', 'platform.field.not-an-email'],
					['tone', 'platform.field.choose'],
					['text', 'platform.field.required'],
				],
			);
			return true;
		},
	);
});

test('passwords and tokens are never shown again', async () => {
	const form = await readForm(
		post(
			new URLSearchParams({ password: 'x', 'new-password': 'y', _token: 't', name: 'Анна', code: '123456' }),
		),
	);
	assert.deepEqual(form.values, { name: 'Анна' });
});

test('a form token serves only the one it was given to', () => {
	const token = formToken('sign-in-1');
	assert.equal(isFormToken(token, 'sign-in-1'), true);
	assert.equal(isFormToken(token, 'sign-in-2'), false);
	assert.equal(isFormToken(`${token}x`, 'sign-in-1'), false);
	assert.equal(isFormToken('', ''), false);
	assert.equal(isFormToken('99.aaaa', 'sign-in-1'), false);
});
