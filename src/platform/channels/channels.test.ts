import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { aMailServer } from '#tests/support/fixtures/mail.ts';
import { house } from '#tests/support/house.ts';
import { config, setConfig } from '../config/door.server.ts';
import { type AccountId, database, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import { type Actor, installation } from '../permissions/door.ts';
import {
	listLetters,
	offerAttachment,
	readLetter,
	resendLetter,
	saveMailSettings,
	sendKept,
	sendMail,
	sendTestLetter,
	shownSettings,
} from './door.server.ts';
import { room } from './room.server.ts';
import { closeTransport } from './transport.server.ts';

const h = await house();
const server = await aMailServer();
const guarded = await aMailServer({ login: 'veche', password: 'p@ss:word' });
after(async () => {
	closeTransport();
	await Promise.all([server.close(), guarded.close()]);
});
const withMail = (smtp: string | undefined) =>
	setConfig({ ...config(), smtp, mailFrom: smtp && 'Вече Кунгура <veche@kungur.example>' });
beforeEach(async () => {
	server.letters.length = 0;
	server.answers.clear();
	withMail(undefined);
	await database()`delete from channels.mail_settings`;
	await database()`delete from channels.letter`;
});

const actor = (territory: TerritoryId | null): Actor => ({
	account: newId<AccountId>(),
	name: 'Анна',
	grants: territory === null ? [] : [{ role: 'administrator', territory, reach: 'subtree', space: null }],
	lang: 'ru',
	request: newId(),
	signIn: null,
	residence: null,
});
const administrator = actor(installation);
const mail = {
	to: 'resident@example.ru',
	subject: 'Ответ на сообщение № 5',
	text: 'Яму заделали.\n\nhttps://veche.example/a/5',
};
const states = async () =>
	(await database()<{ state: string }[]>`select state from channels.letter`).map((row) => row.state);

test('a letter leaves with plain text and the look of the house, once, and its words are forgotten', async () => {
	withMail(server.url);
	await transaction((tx) =>
		sendMail(tx, { ...mail, unsubscribe: 'https://veche.example/stop/x', footer: 'Вы подписаны на ответы.' }),
	);
	await h.runJobs();
	await h.runJobs();
	assert.equal(server.letters.length, 1);
	const [{ email, to, from }] = server.letters as [(typeof server.letters)[0]];
	assert.deepEqual([from, to], ['veche@kungur.example', ['resident@example.ru']]);
	assert.equal(email.subject, mail.subject);
	assert.equal(email.from?.name, 'Вече Кунгура');
	assert.match(email.text ?? '', /Яму заделали\.[\s\S]*Вы подписаны на ответы\./);
	assert.match(email.html ?? '', /<a href="https:\/\/veche\.example\/a\/5"/);
	const header = (key: string) => email.headers.find((one) => one.key === key)?.value;
	assert.equal(header('list-unsubscribe'), '<https://veche.example/stop/x>');
	assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
	assert.equal(header('auto-submitted'), 'auto-generated');
	assert.match(header('message-id') ?? '', /^<[0-9a-f-]{36}@kungur\.example>$/);
	const [row] = await database()`select state, body, html from channels.letter`;
	assert.deepEqual({ ...row }, { state: 'sent', body: null, html: null });
});

test('what is attached is made when the letter leaves; too large or impossible it stays behind, and the letter goes', async () => {
	withMail(server.url);
	let made = 0;
	offerAttachment('test.paper', async ({ size }) => {
		if (size === 0) throw new Error('no paper');
		made++;
		return { name: 'ответ.pdf', type: 'application/pdf', content: Buffer.alloc(Number(size), 'a') };
	});
	for (const size of [100, 5_000_001, 0])
		await sendMail(database(), { ...mail, attach: { maker: 'test.paper', of: { size } } });
	await sendMail(database(), { ...mail, attach: { maker: 'test.nobody', of: {} } });
	assert.equal(made, 0, 'not before');
	await h.runJobs();
	assert.deepEqual(
		server.letters.map(({ email }) => email.attachments.map((one) => [one.filename, one.mimeType])).sort(),
		[[], [], [], [['ответ.pdf', 'application/pdf']]],
	);
	const kept = await database()`select 1 from channels.letter where attach is not null`;
	assert.equal(kept.length, 0);
});

test('a letter of a transaction that was rolled back is never sent', async () => {
	withMail(server.url);
	await transaction(async (tx) => {
		await sendMail(tx, mail);
		throw new Error('no');
	}).catch(() => {});
	await h.runJobs();
	assert.equal(server.letters.length, 0);
});

test('without a mail server letters are kept, read by administrators of the installation alone, and sent later', async () => {
	await sendMail(database(), mail);
	await h.runJobs();
	assert.deepEqual(await states(), ['kept']);
	const { letters, settings, counts } = await listLetters(administrator, {});
	assert.equal(settings, null);
	assert.deepEqual(counts, { kept: 1 });
	const id = letters[0]?.id ?? assert.fail();
	assert.match((await readLetter(administrator, id)).text ?? '', /Яму заделали/);
	const readings =
		await database()`select 1 from audit.entry where territory_id = 0 and action = 'channels.letter-read' and reading`;
	assert.equal(readings.length, 1);
	for (const outsider of [actor(null), actor(59 as TerritoryId)]) {
		await assert.rejects(listLetters(outsider, {}), { code: 'platform.not-found' });
		await assert.rejects(readLetter(outsider, id), { code: 'platform.not-found' });
		await assert.rejects(sendKept(outsider), { code: 'platform.not-found' });
	}
	await assert.rejects(sendKept(administrator), { code: 'channels.not-set-up' });
	withMail(server.url);
	assert.equal(await sendKept(administrator), 1);
	await h.runJobs();
	assert.equal(server.letters.length, 1);
});

test('an address that the server does not know stops the letter, with what the server said', async () => {
	withMail(server.url);
	server.answers.set(mail.to, 550);
	await sendMail(database(), mail);
	await h.runJobs();
	const { letters } = await listLetters(administrator, { state: 'refused' });
	assert.match(letters[0]?.problem ?? '', /answer 550/);
	server.answers.clear();
	await resendLetter(administrator, letters[0]?.id ?? '');
	await h.runJobs();
	assert.deepEqual(await states(), ['sent']);
});

test('a server that stumbles is asked again; the letter waits meanwhile', async () => {
	withMail(server.url);
	server.answers.set(mail.to, 451);
	await sendMail(database(), mail);
	await h.runJobs({ tolerate: true });
	assert.deepEqual(await states(), ['waiting']);
	server.answers.clear();
	await database()`select graphile_worker.reschedule_jobs((select array_agg(id) from graphile_worker.jobs), now())`;
	await h.runJobs();
	assert.deepEqual(await states(), ['sent']);
	assert.equal(server.letters.length, 1);
});

test('a letter that a fallen process was sending is not sent by another at once', async () => {
	withMail(server.url);
	await sendMail(database(), mail);
	await database()`update channels.letter set state = 'sending', changed_at = now()`;
	await h.runJobs();
	assert.equal(server.letters.length, 0);
	const [row] = await database()<{ id: string }[]>`
		update channels.letter set changed_at = now() - interval '11 minutes' returning id`;
	await room.jobs?.['channels.send']?.({ letter: row?.id } as never, { attempt: 1 } as never);
	assert.equal(server.letters.length, 1);
});

test('a mail server is set up on a page, its password sealed, tried by a letter, and never shown again', async () => {
	const input = {
		host: '127.0.0.1',
		port: String(guarded.port),
		security: 'none',
		login: 'veche',
		password: 'p@ss:word',
		fromAddress: 'veche@kungur.example',
		fromName: 'Вече',
	};
	await assert.rejects(saveMailSettings(actor(59 as TerritoryId), input), { code: 'platform.not-found' });
	await assert.rejects(
		saveMailSettings(administrator, { ...input, port: '0', fromAddress: 'x', security: '' }),
		(error: { problems: { field: string }[] }) => {
			assert.deepEqual(
				error.problems.map((problem) => problem.field),
				['port', 'security', 'fromAddress'],
			);
			return true;
		},
	);
	await saveMailSettings(administrator, input);
	await sendTestLetter(administrator, 'anna@kungur.example');
	assert.equal(guarded.letters.length, 1);
	assert.deepEqual((await shownSettings())?.hasPassword, true);
	assert.ok(!JSON.stringify(await shownSettings()).includes('p@ss'));
	const [row] = await database()`select password_sealed from channels.mail_settings`;
	assert.ok(!row?.password_sealed.includes('p@ss'));
	await saveMailSettings(administrator, { ...input, password: '' });
	await sendTestLetter(administrator, 'anna@kungur.example');
	await saveMailSettings(administrator, { ...input, host: 'localhost', password: '' });
	assert.equal(
		(await shownSettings())?.hasPassword,
		false,
		'another host does not get the password of the first',
	);
	await saveMailSettings(administrator, { ...input, password: 'wrong' });
	await assert.rejects(sendTestLetter(administrator, 'anna@kungur.example'), /channels.test.failed/);
});

test('wrong addresses are refused before a letter is written', async () => {
	await assert.rejects(
		sendMail(database(), { ...mail, to: 'a@b.ru\r\nBcc: c@d.ru' }),
		/channels.not-an-address/,
	);
	withMail(server.url);
	await sendMail(database(), { ...mail, subject: 'Тема\r\nBcc: evil@example.ru' });
	await h.runJobs();
	assert.deepEqual(server.letters[0]?.to, [mail.to]);
	assert.equal(server.letters[0]?.email.subject, 'Тема Bcc: evil@example.ru');
});

test('a wrong setting in the environment is told at the start', async () => {
	withMail('mail.example:25');
	await assert.rejects(async () => room.open?.(), /VECHE_SMTP must look like/);
	setConfig({ ...config(), smtp: server.url, mailFrom: undefined });
	await assert.rejects(async () => room.open?.(), /VECHE_MAIL_FROM must be set/);
});
