import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { leafText } from '#platform/transparency/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { aFiling, anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo } from '#tests/support/fixtures/letters.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { undecided } from './appeal.ts';
import { readDeskAsked } from './desk/asked.ts';
import { readInbox } from './desk/read-inbox.ts';
import { fileAppeal } from './file-appeal.ts';
import { checkFiling } from './filing/check-filing.ts';
import { fileFromPage } from './filing/file-from-page.ts';
import { followAppeal } from './follow.ts';

const h = await house();

const rows = (territory: TerritoryId) =>
	database()`select * from appeals.appeal where territory_id = ${territory}`;

async function problemsOf(work: Promise<unknown>): Promise<string[]> {
	try {
		await work;
	} catch (error) {
		if (error instanceof Invalid) return error.problems.map((problem) => `${problem.field} ${problem.code}`);
		throw error;
	}
	return [];
}

test('a filed appeal has a number of its territory and year, a day, its terms, its leaf and its audit', async () => {
	const town = await aTerritory();
	const receipt = await anAppeal(town.id, { at: new Date('2026-11-20T09:00:00Z') });
	assert.equal(receipt.number, `${town.shortCode}-2026-000001`);
	assert.equal(receipt.dueOn, '2026-12-04');
	const [appeal] = await rows(town.id);
	assert.equal(appeal?.state, 'filed');
	assert.equal(appeal?.standing, 'message');
	const db = database();
	const terms = await db`select kind from appeals.term where territory_id = ${town.id} order by kind`;
	assert.deepEqual(
		terms.map((term) => term.kind),
		['answer', 'promise', 'reaction', 'redirect', 'register'],
	);
	const [queued] = await db`select * from transparency.leaf_queue where territory_id = ${town.id}`;
	assert.deepEqual(queued?.leaf, appeal?.leaf);
	const commitment = createHash('sha256')
		.update(appeal?.nonce)
		.update(
			JSON.stringify({
				category: appeal?.category,
				text: appeal?.text,
				where: appeal?.place_words,
				point: null,
			}),
		)
		.digest();
	const sealed = { kind: 'appeal', territory: town.id, thing: appeal?.id, at: appeal?.filed_at };
	assert.deepEqual(
		createHash('sha256').update(Uint8Array.of(0)).update(leafText(sealed, commitment)).digest(),
		appeal?.leaf,
		'whoever holds nonce and text can show what was logged',
	);
	const [entry] =
		await db`select * from audit.entry where territory_id = ${town.id} and action = 'appeals.filed'`;
	assert.equal(entry?.thing_id, receipt.id);
});

test('numbers run without gaps, each territory by itself', async () => {
	const [a, b] = [await aTerritory(), await aTerritory()];
	const receipts = await Promise.all([
		...Array.from({ length: 12 }, () => anAppeal(a.id)),
		...Array.from({ length: 5 }, () => anAppeal(b.id)),
	]);
	const of = (id: number) =>
		receipts
			.filter((one) => one.territory === id)
			.map((one) => Number(one.number.slice(-6)))
			.sort((x, y) => x - y);
	assert.deepEqual(
		of(a.id),
		Array.from({ length: 12 }, (_, i) => i + 1),
	);
	assert.deepEqual(of(b.id), [1, 2, 3, 4, 5]);
});

test('the same form sent fifty times at once is one appeal with one receipt', async () => {
	const town = await aTerritory();
	const filing = aFiling(town.id);
	const receipts = await Promise.all(Array.from({ length: 50 }, () => fileAppeal(outsider(), filing)));
	assert.equal(new Set(receipts.map((one) => `${one.number} ${one.code} ${one.dueOn}`)).size, 1);
	assert.equal((await rows(town.id)).length, 1);
});

test('the same key with another text is refused', async () => {
	const town = await aTerritory();
	const filing = aFiling(town.id);
	await fileAppeal(outsider(), filing);
	await assert.rejects(fileAppeal(outsider(), { ...filing, text: 'Совсем другое письмо о другом' }), {
		code: 'platform.key-used-meanwhile',
	});
});

test('who has an account files an appeal in the sense of the law, and needs no code', async () => {
	const town = await aTerritory();
	const person = await anAccount();
	const receipt = await anAppeal(town.id, { by: await person.actor() });
	assert.equal(receipt.code, '');
	const [appeal] = await rows(town.id);
	assert.equal(appeal?.standing, 'appeal');
	assert.equal(appeal?.author_id, person.id);
});

test('by number and code one finds it, by a wrong one nothing, in one answer', async () => {
	const town = await aTerritory();
	const receipt = await anAppeal(town.id);
	assert.equal((await followAppeal(receipt.number, receipt.code)).id, receipt.id);
	for (const [number, code] of [
		[receipt.number, 'AAAA-BBBB-CCCC'],
		[receipt.number.replace(/1$/, '2'), receipt.code],
		['', ''],
		["1' or '1'='1", receipt.code],
	] as const)
		await assert.rejects(followAppeal(number, code), { code: 'appeals.follow.wrong' });
});

test('coordinates that cannot be right are named: zero, swapped, far outside', async () => {
	const town = await aTerritory({ centre: { latitude: 57.43, longitude: 56.94 } });
	const at = (lat: string, lon: string) =>
		problemsOf(checkFiling(outsider(), aFiling(town.id, { lat, lon })));
	assert.deepEqual(await at('57.4', '56.9'), []);
	assert.deepEqual(await at('57,4', '56,9°'), []);
	assert.deepEqual(await at('0', '0'), ['lat appeals.place.zero']);
	assert.deepEqual(await at('-33.9', '151.2'), ['lat appeals.place.outside']);
	assert.deepEqual(await at('abc', ''), ['lat appeals.place.not-a-point', 'lon appeals.place.not-a-point']);
	const far = await aTerritory({ centre: { latitude: 43.1, longitude: 131.9 } });
	assert.deepEqual(
		await problemsOf(checkFiling(outsider(), aFiling(far.id, { lat: '131.9', lon: '43.1' }))),
		['lat appeals.place.swapped'],
	);
});

test('all mistakes come at once, each at its field', async () => {
	const town = await aTerritory();
	assert.deepEqual(
		await problemsOf(
			checkFiling(
				outsider(),
				aFiling(town.id, { where: '', category: 'nothing', photograph: Array(7).fill('x') }),
			),
		),
		[
			'where appeals.form.where.missing',
			'category appeals.form.category.missing',
			'photographs appeals.form.photographs.many',
		],
	);
});

test('an emergency is not filed: 112 answers it', async () => {
	const town = await aTerritory();
	assert.equal((await checkFiling(outsider(), aFiling(town.id, { category: 'danger' }))).emergency, true);
	await assert.rejects(anAppeal(town.id, { category: 'danger' }), { code: 'appeals.emergency' });
	assert.equal((await rows(town.id)).length, 0);
});

test('a place below the municipality is told apart from the owner', async () => {
	const town = await aTerritory();
	const village = await town.below({ kind: 'place' });
	const receipt = await anAppeal(village.id);
	assert.equal(receipt.territory, town.id);
	const [appeal] = await rows(town.id);
	assert.equal(appeal?.place_id, village.id);
});

test('script, quotes and ten thousand letters are kept as they are written', async () => {
	const town = await aTerritory();
	const nasty = `<script>alert(1)</script>'; drop table appeals.appeal; -- \u202e ${'ы'.repeat(9_000)}`;
	await anAppeal(town.id, { text: nasty, where: nasty.slice(0, 400), name: nasty.slice(0, 200) });
	const [appeal] = await rows(town.id);
	assert.equal(appeal?.text, nasty);
});

test('a photograph that is gone is a mistake at its field', async () => {
	const town = await aTerritory();
	const gone = aFiling(town.id, { photograph: ['019aa000-0000-7000-8000-000000000000'] });
	assert.deepEqual(await problemsOf(fileAppeal(outsider(), gone)), ['photographs files.gone']);
	assert.equal((await rows(town.id)).length, 0);
});

test('a territory that is not there is not found', async () => {
	await assert.rejects(
		anAppeal(999_999 as TerritoryId),
		(error) => error instanceof Refusal && error.status === 404,
	);
});

test('words of danger that nobody could ask back about are taken, marked, first on the desk, and told at once', async () => {
	const town = await aTerritory();
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town.id }] });
	await anAppeal(town.id);
	const text = 'Сильно пахнет газом в подъезде, задыхаемся';
	const waited = await anAppeal(town.id, { text, category: undecided, waited: true });
	const byProgram = await anAppeal(town.id, { text, channel: 'api' });
	assert.ok(waited.urgent && byProgram.urgent);
	await h.runJobs();
	const inbox = await readInbox(await controller.actor(), readDeskAsked(new URLSearchParams()));
	assert.deepEqual(
		inbox.urgent.map((one) => one.number),
		[waited.number, byProgram.number],
	);
	assert.equal(inbox.rows.filter((one) => one.urgent).length, 2, 'the lines are marked as well');
	const told = await database()`
		select key from notifications.notice where account_id = ${controller.id} and kind = 'appeals.urgent-came'`;
	assert.equal(told.length, 2, 'once of each');
});

test('what is no word of danger, what was asked about and what is imported carries no mark', async () => {
	const town = await aTerritory();
	const text = 'Сильно пахнет газом в подъезде, задыхаемся';
	assert.ok(!(await anAppeal(town.id)).urgent);
	assert.ok(!(await anAppeal(town.id, { text, notUrgent: true })).urgent);
	assert.ok(!(await anAppeal(town.id, { text, channel: 'import' })).urgent);
});

test('a category of danger is stopped where the page can ask, and taken with the mark where it waited for the network', async () => {
	const town = await aTerritory();
	const category = 'danger.gas';
	await assert.rejects(anAppeal(town.id, { category }), { code: 'appeals.emergency' });
	assert.ok((await anAppeal(town.id, { category, waited: true })).urgent);
});

test('a repeat of what sounds urgent is told of 112 again', async () => {
	const town = await aTerritory();
	const filing = aFiling(town.id, { text: 'Сильно пахнет газом в подъезде', channel: 'open311' });
	assert.ok((await fileAppeal(outsider(), filing)).urgent);
	assert.ok((await fileAppeal(outsider(), filing)).urgent);
});

test('the letter with the receipt of words of danger begins with 112', async () => {
	const town = await aTerritory();
	const letterOf = async (email: string, text: string) => {
		await fileFromPage(outsider(), aFiling(town.id, { text, email, waited: true }));
		return lastLetterTo(email);
	};
	assert.match(
		await letterOf('gas@example.org', 'Сильно пахнет газом в подъезде'),
		/^Если кому-то грозит опасность, звоните 112/,
	);
	assert.doesNotMatch(await letterOf('pit@example.org', 'Яма на дороге у остановки'), /112/);
});
