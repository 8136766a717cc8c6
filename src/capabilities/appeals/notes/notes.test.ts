import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { filesOf } from '#platform/files/door.server.ts';
import { maySeeFile } from '#platform/files/see.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aFolder, anUpload, aPhotograph } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { commentInternally } from '../comment-appeal.ts';
import { readAppeal } from '../read-appeal.ts';
import * as store from '../store.server.ts';
import { editNote } from './edit-note.ts';
import { mentionedIn } from './note.ts';
import { notesFor } from './notes-for.ts';
import * as notes from './notes-store.server.ts';

const h = await house();
const told = async (actor: Actor) =>
	(
		await database()<{ count: string }[]>`
			select count(*) from notifications.notice where account_id = ${actor.account} and kind = 'appeals.mentioned'`
	)[0]!.count;

async function colleagues() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const oleg = await (await body.staff('executor', { name: 'Олег Берестов' })).actor();
	const vera = await (await body.staff('head', { name: 'Вера Полянская' })).actor();
	const foreign = await aBody((await aTerritory()).id);
	const stranger = await (await foreign.staff('executor', { name: 'Пётр Чужой' })).actor();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	const appeal = (await store.read(database(), receipt))!;
	return { town, oleg, vera, stranger, receipt, appeal };
}
const none = { mention: [], files: [] };

test('a note calls colleagues who read it anyway, once each, and nobody else', async () => {
	const { oleg, vera, stranger, receipt, appeal } = await colleagues();
	await commentInternally(oleg, receipt, 'Смотрите, @вера полянская, и @Пётр Чужой', undefined, {
		mention: [vera.account!, stranger.account!],
		files: [],
	});
	await h.runJobs();
	assert.deepEqual([await told(vera), await told(stranger), await told(oleg)], ['1', '0', '0']);
	const [note] = await notesFor(vera, appeal);
	assert.deepEqual([note?.mentioned, note?.mine], [['Вера Полянская'], false]);
	const page = await readAppeal({ actor: outsider(), code: receipt.code }, receipt.territory, receipt.number);
	assert.ok(!JSON.stringify(page.history).includes('полянская'));
	await assert.rejects(commentInternally(stranger, receipt, 'И я тут'), { code: 'platform.not-allowed' });
});

test('whoever wrote a note mends it within minutes, others and later nobody; what it said stays', async () => {
	const { oleg, vera, receipt, appeal } = await colleagues();
	const id = await commentInternally(oleg, receipt, 'Звонил, не берут трубку', undefined, none);
	await assert.rejects(editNote(vera, receipt, id, 'Другое'), { code: 'appeals.note.not-found' });
	await editNote(oleg, receipt, id, 'Звонил в семь, не берут трубку');
	await editNote(oleg, receipt, id, 'Звонил в семь, не берут трубку');
	const [note] = await notesFor(oleg, appeal);
	assert.equal(note?.text, 'Звонил в семь, не берут трубку');
	assert.deepEqual(
		note?.earlier.map((one) => one.text),
		['Звонил, не берут трубку'],
	);
	assert.equal(note?.mine, true);
	const later = new Date(Date.now() + 16 * 60_000);
	await assert.rejects(editNote(oleg, receipt, id, 'Поздно', later), { code: 'appeals.note.too-late' });
	assert.equal((await notesFor(oleg, appeal, later))[0]?.mine, false);
});

test('what is attached to a note is seen by those who read the notes', async () => {
	const { oleg, vera, stranger, receipt } = await colleagues();
	await using folder = await aFolder();
	const upload = await anUpload(folder.path, 'схема.jpg', await aPhotograph({ width: 700 }));
	await commentInternally(oleg, receipt, 'Схема сетей', undefined, { mention: [], files: [upload] });
	const [attached] = await notes.filesOfNotes(database(), receipt);
	const file = [...(await filesOf(receipt.territory, [attached!.file as never])).values()][0]!;
	const author = await (await anAccount()).actor();
	const seen = await Promise.all([vera, stranger, author, outsider()].map((one) => maySeeFile(one, file)));
	assert.deepEqual(seen, [true, false, false, false]);
	assert.equal(attached?.isImage, true);
});

test('names after an @ are found in any case, and a mark needs no words', () => {
	const people = [
		{ value: 'a' as never, name: 'Анна Ким' },
		{ value: 'b' as never, name: 'Борис Лунин' },
	];
	assert.deepEqual(mentionedIn('@анна ким посмотрите', [], people), ['a']);
	assert.deepEqual(mentionedIn('Анна Ким звонила', ['b'], people), ['b']);
	assert.deepEqual(mentionedIn('@Пётр', ['zzz'], people), []);
});
