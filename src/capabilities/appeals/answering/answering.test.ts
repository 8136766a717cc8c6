import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { dayIn } from '#platform/calendar/door.ts';
import { database } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { type FileId, filesOf, maySeeFile } from '#platform/files/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aFolder, anUpload } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo } from '#tests/support/fixtures/letters.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import { readAppeal, readWork } from '../read-appeal.ts';
import { returnAnswer } from '../return-answer.ts';
import * as appeals from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import { addTemplate } from '../templates.ts';
import { answeringOf } from './answering-view.ts';
import * as drafts from './draft-store.server.ts';
import { keepAnswer } from './keep-answer.ts';
import { readReply } from './reply.ts';
import { sweepAnswerDrafts } from './sweep-drafts.ts';
import { takeBasis } from './take-basis.ts';

const h = await house();
const square = { lat: 57.43, lon: 56.94 };
const text = 'Яму засыпали щебнем и заасфальтировали, заплата на гарантии.';
/** The day of the work is never before the appeal. */
const today = dayIn('Europe/Moscow', new Date());
const done = { done: 'Заасфальтировали', when: today, 'by-whom': 'МУП «Дорожник»' };

async function aTownAtWork(category = 'roads.potholes', filing: Parameters<typeof anAppeal>[1] = {}) {
	const town = await aTerritory({ centre: { latitude: square.lat, longitude: square.lon } });
	const body = await aBody(town.id, { name: 'Управление дорог' });
	await body.answersFor(null);
	const executor = await body.staff('executor', { name: 'Берестов Олег Ильич' });
	const receipt = await anAppeal(town.id, {
		category,
		name: 'Петрова Мария Ивановна',
		lat: String(square.lat),
		lon: String(square.lon),
		...filing,
	});
	await h.runJobs();
	const official = await executor.actor();
	await takeUp(official, receipt);
	return { town, body, executor, official, receipt };
}

/** A photograph as a phone writes it: so many metres to the north of the square, at this time. */
async function aShot(folder: string, metres: number, takenAt: string) {
	const lat = square.lat + metres / 111_195;
	const seconds = Math.round((lat - 57) * 3600 * 100);
	const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#4a7a5a' } })
		.jpeg()
		.withExif({
			IFD2: { DateTimeOriginal: takenAt, OffsetTimeOriginal: '+00:00' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: `57/1 0/1 ${seconds}/100`,
				GPSLongitudeRef: 'E',
				GPSLongitude: '56/1 56/1 2400/100',
			},
		})
		.toBuffer();
	return anUpload(folder, 'posle.jpg', bytes);
}
const exifTime = (at: Date) => at.toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ');

async function problemsOf(work: Promise<unknown>): Promise<[string, string][]> {
	try {
		await work;
	} catch (error) {
		if (error instanceof Invalid) return error.problems.map(({ field, code }) => [field, code]);
		if (error instanceof Refusal) return [['', error.code]];
		throw error;
	}
	return [];
}

test('the checklist of the category is demanded at its fields, told to everybody, and goes with the answer', async () => {
	const { town, official, receipt } = await aTownAtWork();
	await keepAnswer(official, receipt, { text, checks: { done: 'Заас' } });
	assert.deepEqual(
		await problemsOf(answerAppeal(official, receipt, { text, checks: { done: 'Заас' }, photographs: [] })),
		[
			['check-when', 'appeals.check.missing'],
			['check-by-whom', 'appeals.check.missing'],
			['photographs', 'appeals.check.photograph-missing'],
		],
	);
	assert.deepEqual(
		await problemsOf(
			answerAppeal(official, receipt, {
				text: 'Коротко',
				checks: { done: 'Заас', when: today },
				photographs: [],
			}),
		),
		[
			['text', 'appeals.answer.short'],
			['check-by-whom', 'appeals.check.missing'],
			['photographs', 'appeals.check.photograph-missing'],
		],
		'a short answer is named together with all else',
	);
	const panel = await answeringOf(official, await readWork(official, receipt));
	assert.equal(panel?.draft?.text, text, 'what was typed is kept');
	assert.equal(panel?.checklist.find((one) => one.code === 'done')?.value, 'Заас');

	await using folder = await aFolder();
	const shot = await aShot(folder.path, 40, exifTime(new Date()));
	assert.equal(await answerAppeal(official, receipt, { text, checks: done, photographs: [shot] }), 'sent');
	const seen = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	assert.deepEqual(
		seen.answers[0]?.checks.map((one) => [one.wording, one.value]),
		[
			['Что сделано', 'Заасфальтировали'],
			['Когда сделано', today],
			['Кто сделал: организация, бригада', 'МУП «Дорожник»'],
			['Фотография «после»', '1'],
		],
	);
	assert.equal(seen.photographs.length, 1);
	assert.equal(seen.photographs[0]?.shot, null, 'what is doubtful is told to the office alone');
	assert.equal(await drafts.readDraft(database(), receipt), undefined);
	const work = await readWork(official, receipt);
	assert.deepEqual(work.photographs[0]?.shot?.doubts, []);
	assert.ok((work.photographs[0]?.shot?.metres ?? 0) > 30 && (work.photographs[0]?.shot?.metres ?? 99) < 50);
});

test('a photograph taken far away or before the filing is named once; who keeps it is told to the controller', async () => {
	const { body, official, receipt } = await aTownAtWork();
	await using folder = await aFolder();
	await keepAnswer(official, receipt, {
		text,
		checks: done,
		photographs: [await aShot(folder.path, 3_000, '2025:12:01 10:00:00')],
	});
	const [photograph] = await drafts.draftPhotographsOf(database(), receipt);
	const send = (seen: string[]) =>
		answerAppeal(official, receipt, { text, checks: done, seen, photographs: [] });
	assert.deepEqual(await problemsOf(send([])), [['photographs', 'appeals.answer.doubtful']]);
	const row = async () =>
		(await filesOf(receipt.territory, [photograph?.file as FileId])).get(photograph?.file as FileId)!;
	assert.equal(await maySeeFile(outsider(), await row()), false, 'what waits is not public');
	assert.equal(await maySeeFile(official, await row()), true);
	assert.equal(await send([photograph!.file]), 'sent');
	const controller = await (await body.staff('controller')).actor();
	const work = await readWork(controller, receipt);
	assert.deepEqual(work.photographs[0]?.shot?.doubts, ['far', 'old']);
	assert.equal(work.photographs[0]?.shot?.confirmed, true);
	assert.equal(await maySeeFile(outsider(), await row()), true, 'with the answer everybody sees it');
});

test('a colleague goes on with the draft; what another wrote meanwhile is not overwritten unseen', async () => {
	const { body, official, receipt } = await aTownAtWork();
	const head = await (await body.staff('head')).actor();
	const first = await keepAnswer(official, receipt, { text: 'Начал', checks: {}, version: null });
	await keepAnswer(official, receipt, { text: 'Начал и пишу', checks: {}, version: null });
	assert.deepEqual(
		await problemsOf(keepAnswer(head, receipt, { text: 'Своё', checks: {}, version: first.version })),
		[['text', 'appeals.answer.changed-meanwhile']],
	);
	const now = await drafts.readDraft(database(), receipt);
	await keepAnswer(head, receipt, { text: 'Начал и пишу вдвоём', checks: {}, version: now!.version });
	assert.equal((await drafts.readDraft(database(), receipt))?.account, head.account);
	const resident = await (await anAccount()).actor();
	assert.deepEqual(await problemsOf(keepAnswer(resident, receipt, { text: 'х', checks: {} })), [
		['', 'platform.not-allowed'],
	]);
});

test('templates and answers to solved appeals come after what was typed, with gaps named', async () => {
	const { town, body, official, receipt } = await aTownAtWork();
	await answerAppeal(official, receipt, { text, photographs: [] });
	const again = await anAppeal(town.id, {
		name: 'Сомов Никита',
		lat: String(square.lat),
		lon: String(square.lon),
		text: 'Снова яма у остановки, машины выезжают на встречную.',
	});
	await h.runJobs();
	const head = await (await body.staff('head')).actor();
	assert.deepEqual(
		await problemsOf(addTemplate(head, body, { title: 'Ямы', text: '{имя}, {номер}', category: 'ghost' })),
		[
			['category', 'platform.field.choose'],
			['text', 'appeals.templates.unknown'],
		],
	);
	await addTemplate(head, body, {
		title: 'Ямы',
		text: '{приветствие} Ответ {заявитель: дательный} от {орган: родительный}. {? день}',
		category: 'roads',
	});
	const panel = await answeringOf(official, await readWork(official, again));
	assert.deepEqual(
		panel?.solved.map((one) => [one.number, one.answer]),
		[[receipt.number, text]],
	);
	const typed = { text: 'Начато.', checks: { done: 'да' } };
	await takeBasis(official, again, typed, `template:${panel?.templates[0]?.id}`);
	const draft = await drafts.readDraft(database(), again);
	assert.equal(draft?.text, 'Начато.\n\nУважаемый Никита! Ответ Сомову Никите от Управления дорог. {? день}');
	assert.deepEqual(draft?.checks, { done: 'да' });
	await takeBasis(official, again, { text: '', checks: {} }, `appeal:${receipt.id}`);
	assert.equal((await drafts.readDraft(database(), again))?.text, text);
	assert.deepEqual(await problemsOf(takeBasis(official, again, typed, `template:${again.id}`)), [
		['', 'appeals.answer.basis-gone'],
	]);
	await using folder = await aFolder();
	const photographs = [await aShot(folder.path, 10, exifTime(new Date()))];
	assert.deepEqual(
		await problemsOf(answerAppeal(official, again, { text: 'Сделаем {? день}.', checks: done, photographs })),
		[['text', 'appeals.answer.gaps']],
	);
});

test('the author reads the answer on the form of the body, by account or code; nobody else does', async () => {
	const { town, body, official, receipt } = await aTownAtWork('roads.potholes', {
		email: 'maria@example.org',
	});
	await answerAppeal(official, receipt, { text: `Уважаемая Мария Ивановна!\n${text}`, photographs: [] });
	await h.runJobs();
	assert.match(await lastLetterTo('maria@example.org'), /Яму засыпали щебнем/);
	const reply = await readReply({ actor: outsider(), code: receipt.code }, town.id, receipt.number, 1);
	const { letter } = reply;
	assert.equal(letter.sender.name, 'Управление дорог');
	assert.deepEqual(letter.recipient, ['Петровой\u00a0М.\u00a0И.', 'maria@example.org']);
	assert.equal(letter.greeting, 'Уважаемая Мария Ивановна!');
	assert.deepEqual(letter.paragraphs, [text]);
	assert.match(letter.marks[0] ?? '', new RegExp(`№\\s${receipt.number}/1$`));
	assert.deepEqual(letter.signature, { post: 'Специалист', name: 'О.\u00a0И.\u00a0Берестов' });
	for (const viewer of [{ actor: outsider() }, { actor: await (await anAccount()).actor() }])
		assert.deepEqual(await problemsOf(readReply(viewer, town.id, receipt.number, 1)), [
			['', 'appeals.not-found'],
		]);
	assert.deepEqual(
		await problemsOf(readReply({ actor: outsider(), code: receipt.code }, town.id, receipt.number, 2)),
		[['', 'appeals.not-found']],
	);
	const controller = await (await body.staff('controller')).actor();
	await readReply({ actor: controller }, town.id, receipt.number, 1);
	const audited = await database()`
		select 1 from audit.entry where territory_id = ${town.id} and thing_id = ${receipt.id} and action = 'appeals.read'`;
	assert.ok(audited.length > 0);
});

test('what stands on photographs after a return is measured from the return; drafts of ended appeals go', async () => {
	const { official, receipt } = await aTownAtWork();
	await using folder = await aFolder();
	await answerAppeal(official, receipt, {
		text,
		checks: done,
		photographs: [await aShot(folder.path, 10, exifTime(new Date()))],
	});
	await returnAnswer({ actor: outsider(), code: receipt.code }, receipt, 'Засыпали не ту яму.');
	const old = await aShot(folder.path, 10, exifTime(new Date(Date.now() - 3_600_000)));
	await keepAnswer(official, receipt, { text, checks: done, photographs: [old] });
	const panel = await answeringOf(official, await readWork(official, receipt));
	assert.deepEqual(panel?.photographs[0]?.doubts, ['old']);
	await answerAppeal(official, receipt, { text, photographs: [] });
	const work = await readWork(official, receipt);
	assert.deepEqual(
		work.photographs.map((one) => [one.round, one.shot?.doubts.length]),
		[
			[1, 0],
			[2, 1],
		],
	);

	const { official: other, receipt: left } = await aTownAtWork();
	await keepAnswer(other, left, {
		text,
		checks: {},
		photographs: [await aShot(folder.path, 10, '2026:01:01 00:00:00')],
	});
	const long = new Date('2026-01-01T00:00:00Z');
	await database()`
		update appeals.appeal set state = 'closed', closed_because = 'withdrawn', closed_at = ${long}
		where territory_id = ${left.territory} and id = ${left.id}`;
	await sweepAnswerDrafts(new Date('2026-01-20T00:00:00Z'));
	assert.ok(await drafts.readDraft(database(), left));
	await sweepAnswerDrafts(new Date('2026-02-20T00:00:00Z'));
	assert.equal(await drafts.readDraft(database(), left), undefined);
	assert.equal((await appeals.read(database(), left))?.state, 'closed');
});
