import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, transaction } from '#platform/db/door.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import { type FileId, filesOf, maySeeFile, storeUpload } from '#platform/files/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { listNotices } from '#platform/notifications/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { find } from '#platform/search/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aFolder, anUpload, aPhotograph } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo } from '#tests/support/fixtures/letters.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { countMarked } from '../counts/marks.ts';
import { countEverything } from '../counts/prove-counts.ts';
import { findAppeals } from '../find-appeals.ts';
import { followByAccount } from '../followers/follow-by-account.ts';
import { joinAppeal } from '../join-appeal.ts';
import { listAppeals, readAsked } from '../list-appeals.ts';
import { mergeAppeal } from '../merging/merge-appeal.ts';
import { makeMonths } from '../open-data/make-months.ts';
import { openRecordsOf } from '../open-data/open-records.ts';
import { dataMonths, openData } from '../open-data/serve-data.ts';
import { erase } from '../personal.ts';
import { readAppeal, readWork } from '../read-appeal.ts';
import { similarAppeals } from '../similar/similar-appeals.ts';
import * as store from '../store.server.ts';
import { hiddenList } from './hidden-list.ts';
import { hideFromPublic } from './hide-from-public.ts';
import { hidePage } from './hide-page.ts';
import { hideInput } from './input.ts';
import { seenBy } from './seen-by.ts';
import { showAgain } from './show-again.ts';

const h = await house();
const insult = hideInput.parse({ why: 'insult', words: 'Второй абзац.' });
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error) => (error instanceof Refusal ? error.code : Promise.reject(error)),
	);
const read = async (ref: AppealRef) => (await store.read(database(), ref))!;

async function aTown() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const withRole = async (role: string, name?: string) =>
		(await anAccount({ ...(name ? { name } : {}), roles: [{ role, territory: town.id }] })).actor();
	return { town, body, withRole, moderator: await withRole('moderator', 'Нина Строгова') };
}
const refused = (work: Promise<unknown>) => assert.rejects(work, { code: 'appeals.not-found' });

/** Every list that strangers read, asked for one number. */
async function waysOut(
	town: { id: AppealRef['territory']; parents: { id: AppealRef['territory'] }[] },
	number: string,
) {
	const region = town.parents.at(-1)!.id;
	const told: string[] = [];
	for (const id of [town.id, region]) {
		const asked = new URLSearchParams();
		for (const sort of ['newest', 'due'])
			told.push(
				JSON.stringify(
					(await listAppeals(id, readAsked(new URLSearchParams({ sort })), { lang: 'ru' })).rows,
				),
			);
		const { parts } = await openData(
			id,
			'json',
			{ query: asked, filters: readAsked(asked) },
			{ lang: 'ru', origin: 'https://veche.example', source: 'https://veche.example/x' },
		);
		let text = '';
		for await (const part of parts) text += part;
		told.push(text);
		told.push(JSON.stringify((await findAppeals(id, { limit: 50, lang: 'ru' })).appeals));
	}
	told.push(JSON.stringify((await find({ text: number, within: town.id, lang: 'ru', limit: 20 })).items));
	told.push(
		JSON.stringify(
			await similarAppeals({
				territory: town.id,
				category: 'roads.potholes',
				text: 'Большая яма у остановки',
				point: null,
				where: 'улица Мира',
				open: false,
			}),
		),
	);
	return told.map((one) => one.includes(number));
}

/** How many photographs the town's list, the region's list and open data count. */
async function counted(town: Awaited<ReturnType<typeof aTerritory>>, one: AppealRef) {
	const many: (number | undefined)[] = [];
	for (const id of [town.id, town.parents.at(-1)!.id])
		many.push(
			(await listAppeals(id, readAsked(new URLSearchParams()), { lang: 'ru' })).rows.find(
				(row) => row.id === one.id,
			)?.photographs,
		);
	const open = await openRecordsOf([one], { lang: 'ru', origin: 'https://veche.example' });
	return [...many, open.get(one.id)?.photographs];
}

test('hidden, an appeal leaves every list, the search, open data and its page; shown again it is everywhere it was; the figures equal their recount', async () => {
	const { town, moderator } = await aTown();
	const one = await anAppeal(town.id, { visibility: 'nameless' });
	await anAppeal(town.id);
	await h.runJobs();
	await makeMonths();
	const rowsOf = async () => (await dataMonths(town.id)).reduce((sum, { rows }) => sum + rows, 0);
	const shown = await waysOut(town, one.number);
	assert.ok(shown.filter(Boolean).length >= 9, JSON.stringify(shown));
	assert.equal(await rowsOf(), 2);

	await hideFromPublic(moderator, one, insult);
	await h.runJobs();
	assert.deepEqual(
		await waysOut(town, one.number),
		shown.map(() => false),
	);
	await refused(readAppeal({ actor: outsider() }, town.id, one.number));
	assert.equal(await rowsOf(), 1, 'the kept table of the month is made anew at once');
	await countMarked({ everything: true });
	assert.deepEqual((await countEverything()).wrong, []);
	const hidden = await read(one);
	const ru = translatorFor('ru');
	assert.match(seenBy(hidden, 'other', ru.any), /^Автор выбрал: «Все, без имени»\. Сейчас скрыто/);
	assert.deepEqual([hidden.visibility, hidden.hiddenWas, hidden.state], ['authority', 'nameless', 'routed']);

	await showAgain(moderator, one);
	await h.runJobs();
	assert.deepEqual(await waysOut(town, one.number), shown);
	assert.deepEqual([(await read(one)).visibility, (await read(one)).hiddenWas], ['nameless', null]);
	await countMarked({ everything: true });
	assert.deepEqual((await countEverything()).wrong, []);
});

test('who may hide and show again, and a second press is refused in words', async () => {
	const { town, body, withRole, moderator } = await aTown();
	const one = await anAppeal(town.id);
	await h.runJobs();
	const region = town.parents.at(-1)!.id;
	const above = await (
		await anAccount({ roles: [{ role: 'moderator', territory: region, reach: 'subtree' }] })
	).actor();
	const beside = await (await anAccount({ roles: [{ role: 'moderator', territory: region }] })).actor();
	const executor = await (await body.staff('executor')).actor();
	for (const actor of [
		beside,
		executor,
		await withRole('editor'),
		await withRole('operator'),
		await (await anAccount()).actor(),
	])
		assert.equal(await codeOf(hideFromPublic(actor, one, insult)), 'platform.not-allowed');
	assert.equal(await codeOf(hideFromPublic(outsider(), one, insult)), 'platform.sign-in-first');
	for (const actor of [
		moderator,
		above,
		await withRole('administrator'),
		await withRole('controller'),
		await withRole('official'),
	]) {
		assert.equal(await codeOf(showAgain(actor, one)), 'appeals.hiding.already-shown');
		await hideFromPublic(actor, one, insult);
		assert.equal(await codeOf(hideFromPublic(actor, one, insult)), 'appeals.hiding.already-hidden');
		assert.equal(await codeOf(showAgain(beside, one)), 'appeals.not-found');
		assert.equal(await codeOf(showAgain(executor, one)), 'platform.not-allowed');
		await showAgain(actor, one);
	}
	const entries = await database()`
		select kind from appeals.history where territory_id = ${town.id} and appeal_id = ${one.id}
			and kind in ('hidden', 'shown-again')`;
	assert.equal(entries.length, 10);
	const audit = await database()`
		select 1 from audit.entry where territory_id = ${town.id} and action in ('appeals.hidden', 'appeals.shown-again')`;
	assert.equal(audit.length, 10);
});

test('two who press at once: one hides, the other is told that it is hidden', async () => {
	const { town, moderator, withRole } = await aTown();
	const one = await anAppeal(town.id);
	await h.runJobs();
	const other = await withRole('administrator');
	const told = await Promise.all(
		[moderator, other].map((actor) => codeOf(hideFromPublic(actor, one, insult))),
	);
	assert.deepEqual(told.sort(), ['appeals.hiding.already-hidden', 'done']);
});

test('what its author keeps to the authority is not there for a moderator, and is never shown by an official', async () => {
	const { town, moderator, withRole } = await aTown();
	const closed = await anAppeal(town.id, { visibility: 'authority' });
	const fresh = await anAppeal(town.id);
	assert.equal(
		await codeOf(hideFromPublic(moderator, fresh, insult)),
		'appeals.not-found',
		'not registered yet',
	);
	await h.runJobs();
	for (const work of [() => hideFromPublic(moderator, closed, insult), () => showAgain(moderator, closed)])
		assert.equal(await codeOf(work()), 'appeals.not-found');
	const registry = await withRole('controller');
	for (const work of [() => hideFromPublic(registry, closed, insult), () => showAgain(registry, closed)])
		assert.equal(await codeOf(work()), 'platform.not-allowed');
	assert.deepEqual([(await read(closed)).visibility, (await read(closed)).hiddenWas], ['authority', null]);
	assert.deepEqual((await hiddenList(moderator, town.id)).rows, []);
});

test('the author is told why, in their own language, and sees the appeal as before; neighbours are told nothing and lose it', async () => {
	const { town, body, moderator } = await aTown();
	const author = await anAccount({ name: 'Пётр Лугов' });
	const neighbour = await (await anAccount()).actor();
	const follower = await (await anAccount()).actor();
	const own = await anAppeal(town.id, { by: await author.actor() });
	const byMail = await anAppeal(town.id, { email: 'resident@example.org' });
	await h.runJobs();
	await joinAppeal(neighbour, own);
	await followByAccount(follower, own);
	await h.runJobs();
	const mine = async (actor: Actor) =>
		(
			await database()`select 1 from appeals.mine where account_id = ${actor.account} and appeal_id = ${own.id}`
		).length;
	const noticesOf = async (actor: Actor) =>
		(await listNotices(actor, {})).notices.map(({ title, text }) => `${title} ${text}`).join();
	assert.equal(await mine(neighbour), 1);
	const before = [await noticesOf(neighbour), await noticesOf(follower)];

	for (const one of [own, byMail]) await hideFromPublic(moderator, one, insult);
	await h.runJobs();
	const ru = await noticesOf(await author.actor());
	assert.match(ru, /скрыто от всех.*В тексте оскорбления\. Второй абзац\..*рассматривают как прежде/s);
	assert.match(
		await noticesOf({ ...(await author.actor()), lang: 'en' }),
		/The text insults people\. Второй абзац\./,
	);
	assert.match(
		await lastLetterTo('resident@example.org'),
		/В тексте оскорбления\. Второй абзац\.[\s\S]*рассматривают как прежде/,
	);
	const view = await readAppeal({ actor: { ...(await author.actor()), lang: 'en' } }, town.id, own.number);
	assert.equal(view.hiddenNow?.reason, 'The text insults people. Второй абзац.');
	assert.ok(view.history.some((one) => one.kind === 'hidden' && one.text === view.hiddenNow?.reason));
	const byCode = await readAppeal({ actor: outsider(), code: byMail.code }, town.id, byMail.number);
	assert.equal(byCode.hiddenNow?.reason, 'В тексте оскорбления. Второй абзац.');

	for (const actor of [neighbour, follower]) {
		await refused(readAppeal({ actor }, town.id, own.number));
		assert.equal(await mine(actor), 0);
	}
	await answerAppeal(await (await body.staff('head')).actor(), own, {
		text: 'Яму засыпали щебнем и заасфальтировали.',
		photographs: [],
	});
	await h.runJobs();
	assert.deepEqual(
		[await noticesOf(neighbour), await noticesOf(follower)],
		before,
		'not of the answer either',
	);
	assert.equal((await readAppeal({ actor: await author.actor() }, town.id, own.number)).may.accept, true);

	await showAgain(moderator, own);
	await h.runJobs();
	for (const actor of [neighbour, follower]) assert.equal(await mine(actor), 1);
	const seen = await readAppeal({ actor: outsider() }, town.id, own.number);
	assert.ok(!JSON.stringify(seen.history).includes('hidden'), 'others do not read that it was hidden');
	assert.match(await noticesOf(await author.actor()), /снова видно всем/);
});

test('a hidden photograph is served to its author and to officials; the appeal stays where it is', async () => {
	const { town, body, moderator } = await aTown();
	await using folder = await aFolder();
	const author = await (await anAccount()).actor();
	const draft = await transaction(async (tx) =>
		storeUpload(tx, await anUpload(folder.path, 'foul.jpg', await aPhotograph()), {
			territory: town.id,
			kind: 'image',
			by: author.account,
			audience: 'public',
			draft: true,
		}),
	);
	const one = await anAppeal(town.id, { by: author, photograph: [draft.id] });
	await h.runJobs();
	const executor = await (await body.staff('executor')).actor();
	const view = async (actor: Actor) => (await readAppeal({ actor }, town.id, one.number)).photographs.length;
	const file =
		(await view(outsider())) &&
		(await readAppeal({ actor: outsider() }, town.id, one.number)).photographs[0]!.file;
	const stored = (await filesOf(town.id, [file as FileId])).get(file as FileId)!;
	const sees = (actor: Actor) => maySeeFile(actor, stored);
	assert.equal(await sees(outsider()), true);
	const foul = hideInput.parse({ why: 'photograph', photograph: file });
	assert.equal(await codeOf(hideFromPublic(executor, one, foul)), 'platform.not-allowed');
	await hideFromPublic(moderator, one, foul);
	assert.equal(await codeOf(hideFromPublic(moderator, one, foul)), 'appeals.hiding.already-photograph');
	await h.runJobs();
	const stranger = await (await anAccount()).actor();
	assert.deepEqual(await Promise.all([outsider(), stranger, author, executor, moderator].map(sees)), [
		false,
		false,
		true,
		true,
		true,
	]);
	assert.deepEqual([await view(outsider()), await view(author), await view(moderator)], [0, 1, 1]);
	assert.equal((await findAppeals(town.id, { limit: 5, lang: 'ru' })).photographs.size, 0);
	assert.deepEqual(await counted(town, one), [0, 0, 0], 'lists and data count what everybody sees');
	assert.equal((await readWork(executor, one)).photographs[0]?.hidden, true);
	const [line] = (await hiddenList(moderator, town.id)).rows;
	assert.deepEqual(
		[line?.photograph, line?.mayShow, line?.reason],
		[file, true, 'Фотографию нельзя показывать всем.'],
	);
	assert.match(
		(await listNotices(author, {})).notices.map(({ title }) => title).join(),
		/Фотография к обращению/,
	);
	await showAgain(moderator, one, file as string);
	assert.equal(await codeOf(showAgain(moderator, one, file as string)), 'appeals.hiding.already-shown');
	assert.deepEqual([await sees(outsider()), await view(outsider())], [true, 1]);
	await h.runJobs();
	assert.deepEqual(await counted(town, one), [1, 1, 1]);
});

test('of appeals worked on as one: a hidden photograph of the answer is counted nowhere; when the leading one is hidden the other keeps its pictures', async () => {
	const { town, body, moderator } = await aTown();
	await using folder = await aFolder();
	const head = await (await body.staff('head')).actor();
	const [lead, led, alone] = [await anAppeal(town.id), await anAppeal(town.id), await anAppeal(town.id)];
	await h.runJobs();
	await mergeAppeal(head, led, lead);
	await h.runJobs();
	const shot = async () => [await anUpload(folder.path, 'after.jpg', await aPhotograph())];
	for (const one of [lead, alone])
		await answerAppeal(head, one, { text: 'Яму засыпали и заасфальтировали.', photographs: await shot() });
	await h.runJobs();
	const seenAt = async (one: AppealRef & { number: string }, actor = outsider()) => {
		const { photographs } = await readAppeal({ actor }, town.id, one.number);
		const stored = await filesOf(
			town.id,
			photographs.map(({ file }) => file as FileId),
		);
		return Promise.all([...stored.values()].map((file) => maySeeFile(actor, file)));
	};
	assert.deepEqual([await seenAt(lead), await seenAt(led)], [[true], [true]]);
	const [picture] = (await readAppeal({ actor: outsider() }, town.id, led.number)).photographs;
	assert.deepEqual(
		[await counted(town, lead), await counted(town, led)],
		[
			[1, 1, 1],
			[1, 1, 1],
		],
	);

	await hideFromPublic(moderator, lead, insult);
	await h.runJobs();
	assert.deepEqual(await seenAt(led), [true], 'no broken picture');
	const lone = (await readAppeal({ actor: outsider() }, town.id, alone.number)).photographs[0]!.file;
	await hideFromPublic(moderator, alone, insult);
	const stored = (await filesOf(town.id, [lone as FileId])).get(lone as FileId)!;
	assert.equal(await maySeeFile(outsider(), stored), false, 'what nobody shares is gone with its appeal');

	await hideFromPublic(moderator, led, hideInput.parse({ why: 'photograph', photograph: picture!.file }));
	await h.runJobs();
	const shared = (await filesOf(town.id, [picture!.file as FileId])).get(picture!.file as FileId)!;
	assert.equal(await maySeeFile(outsider(), shared), false);
	assert.deepEqual(await counted(town, led), [0, 0, 0]);
	await showAgain(moderator, lead);
	await h.runJobs();
	assert.deepEqual(await counted(town, lead), [0, 0, 0], 'at the other appeal too');
});

test('every author whose appeal shows a photograph of common work is told why it is hidden, and when it is shown again', async () => {
	const { town, body, moderator } = await aTown();
	await using folder = await aFolder();
	const head = await (await body.staff('head')).actor();
	const authors = [await (await anAccount()).actor(), await (await anAccount()).actor()];
	const lead = await anAppeal(town.id, { by: authors[0]! });
	const led = await anAppeal(town.id, { by: authors[1]! });
	const byMail = await anAppeal(town.id, { email: 'shared@example.org' });
	await h.runJobs();
	for (const one of [led, byMail]) await mergeAppeal(head, one, lead);
	await h.runJobs();
	const photographs = [await anUpload(folder.path, 'after.jpg', await aPhotograph())];
	await answerAppeal(head, lead, { text: 'Яму засыпали и заасфальтировали.', photographs });
	await h.runJobs();
	const photograph = (await readAppeal({ actor: outsider() }, town.id, led.number)).photographs[0]!.file;
	await hideFromPublic(
		moderator,
		lead,
		hideInput.parse({ why: 'photograph', words: 'Видно лицо.', photograph }),
	);
	await h.runJobs();
	for (const [i, one] of [lead, led].entries()) {
		const actor = authors[i]!;
		const told = (await listNotices(actor, {})).notices.filter(({ title }) => /скрыта от всех/.test(title));
		assert.equal(told.length, 1, one.number);
		assert.match(`${told[0]?.title} ${told[0]?.text}`, new RegExp(`${one.number}.*Видно лицо\\.`, 's'));
		const { history } = await readAppeal({ actor }, town.id, one.number);
		assert.match(history.find(({ kind }) => kind === 'hidden')?.text ?? '', /Видно лицо\.$/);
	}
	assert.match(await lastLetterTo('shared@example.org'), /Видно лицо\./);
	assert.equal((await hiddenList(moderator, town.id)).rows.length, 1, 'one photograph is one line');
	await showAgain(moderator, led, photograph);
	await h.runJobs();
	for (const [i, one] of [lead, led].entries()) {
		const actor = authors[i]!;
		const [told] = (await listNotices(actor, {})).notices.filter(({ title }) => /снова видна/.test(title));
		assert.match(
			`${told?.title}. ${told?.text}`,
			new RegExp(`^Фотография к обращению ${one.number} снова видна всем\\. Её `),
		);
		const { history } = await readAppeal({ actor }, town.id, one.number);
		assert.ok(history.some(({ kind }) => kind === 'shown-again'));
	}
});

test('the list holds what is hidden here and below, newest first, by pages, with who and why', async () => {
	const { town, moderator } = await aTown();
	const { parents } = town;
	const filed = [await anAppeal(town.id), await anAppeal(town.id), await anAppeal(town.id)];
	await h.runJobs();
	for (const one of filed) await hideFromPublic(moderator, one, insult);
	const first = await hiddenList(moderator, town.id, { size: 2 });
	const second = await hiddenList(moderator, town.id, { size: 2, after: first.next });
	assert.deepEqual(
		[...first.rows, ...second.rows].map((row) => row.number),
		filed.map((one) => one.number).reverse(),
	);
	assert.equal(second.next, null);
	assert.deepEqual(
		[first.rows[0]?.byName, first.rows[0]?.reason],
		['Нина Строгова', 'В тексте оскорбления. Второй абзац.'],
	);
	const region = parents.at(-1)!.id;
	const above = await (
		await anAccount({ roles: [{ role: 'moderator', territory: region, reach: 'subtree' }] })
	).actor();
	assert.ok((await hiddenList(above, region)).rows.some((row) => row.number === filed[0]!.number));
	const beside = await (await anAccount({ roles: [{ role: 'moderator', territory: region }] })).actor();
	assert.deepEqual(
		(await hiddenList(beside, region)).rows,
		[],
		'without all below only the territory itself',
	);
	assert.equal(await codeOf(hiddenList(moderator, region)), 'platform.not-found');
	assert.equal((await hidePage(moderator, filed[0]!.number)).may.showAgain, true);
	assert.equal(
		await codeOf(hidePage(await (await anAccount()).actor(), filed[0]!.number)),
		'appeals.not-found',
	);
});

test('of a hidden appeal those that it was merged with name no number', async () => {
	const { town, body, moderator } = await aTown();
	const [lead, led] = [await anAppeal(town.id), await anAppeal(town.id)];
	await h.runJobs();
	await mergeAppeal(await (await body.staff('head')).actor(), led, lead);
	await h.runJobs();
	const told = async (one: typeof lead) => {
		const { merged, history } = await readAppeal({ actor: outsider() }, town.id, one.number);
		return JSON.stringify([merged, history]);
	};
	assert.ok((await told(lead)).includes(led.number));
	await hideFromPublic(moderator, led, insult);
	assert.ok(!(await told(lead)).includes(led.number));
	await showAgain(moderator, led);
	await hideFromPublic(moderator, lead, insult);
	assert.ok(!(await told(led)).includes(lead.number));
});

test('an author who left the house is not named when the appeal is shown again', async () => {
	const { town, moderator } = await aTown();
	const author = await anAccount({ name: 'Агафья Тихонова' });
	const one = await anAppeal(town.id, { by: await author.actor() });
	await h.runJobs();
	await hideFromPublic(moderator, one, insult);
	await erase(author.id);
	await showAgain(moderator, one);
	assert.equal((await read(one)).visibility, 'nameless');
});

test('another reason needs words', () => {
	for (const [input, ok] of [
		[{ why: 'own', words: '' }, false],
		[{ why: 'own', words: 'Текст другого человека' }, true],
		[{ why: 'law' }, true],
		[{}, false],
		[{ why: 'nothing' }, false],
	] as const)
		assert.equal(hideInput.safeParse(input).success, ok, JSON.stringify(input));
});
