import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { watchStatements } from '#platform/db/watch.server.ts';
import { listNotices } from '#platform/notifications/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { categories } from '../categories.server.ts';
import { erase, exportOf } from '../personal.ts';
import { tellWatchers } from './tell-watchers.ts';
import { settled, type Watched } from './watch.ts';
import { stopWatching, watchesOf, watchList } from './watch-list.ts';

const heard: string[] = [];
const h = await house();
// the house of a test listens too: after it opened, we do
watchStatements((text) => heard.push(text));
const anything: Watched = { category: null, place: null, body: null, cell: null };
const aPerson = async () => (await anAccount()).actor();
type Person = Awaited<ReturnType<typeof aPerson>>;

async function aTown() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor(null);
	return town;
}
/** The lists have settled by now. */
const tell = () => tellWatchers(new Date(Date.now() + settled));
/** The hour of everybody has come. */
async function tellAll() {
	await database()`update appeals.watch set next_at = now() - interval '1 hour'`;
	return tell();
}
const newsOf = async (person: Person) =>
	(await listNotices(person, {})).notices.filter((one) => one.kind === 'appeals.watched');

test('who watches a street hears once of what is new there, in public words, and not of what lies elsewhere', async () => {
	const town = await aTown();
	const [street, topic, other] = [await aPerson(), await aPerson(), await aPerson()];
	await anAppeal(town.id, { text: 'Старая яма.' });
	await h.runJobs();
	await watchList(street, town.id, { ...anything, place: 'улица Мира' }, 'улица Мира');
	await watchList(topic, town.id, { ...anything, category: 'roads' }, 'Дороги');
	await watchList(other, town.id, { ...anything, place: 'Заречная' }, 'Заречная');
	await anAppeal(town.id, { text: 'Новая яма, звоните 8 912 345-67-89.', where: 'на улице Мира, 5' });
	await anAppeal(town.id, { text: 'Тайное дело.', visibility: 'authority', where: 'улица Мира, 7' });
	await h.runJobs();
	await tell();
	for (const person of [street, topic]) {
		const [notice, ...more] = await newsOf(person);
		assert.equal(more.length, 0);
		assert.match(notice?.title ?? '', /^1 новое обращение: /);
		assert.equal(notice?.text, '• Новая яма, звоните •••.');
	}
	assert.match((await newsOf(street))[0]?.url ?? '', /\/appeals\?place=%D1.*&from=\d{4}-\d\d-\d\d$/);
	assert.deepEqual(await newsOf(other), []);
	await tell();
	await tellAll();
	assert.equal((await newsOf(street)).length, 1, 'what was told is not told again');
});

test('a day of many appeals is one notice: five with their words, the rest counted', async () => {
	const town = await aTown();
	const person = await aPerson();
	await watchList(person, town.id, anything, 'все обращения');
	for (let i = 1; i <= 7; i++) await anAppeal(town.id, { text: `Яма номер ${i}.` });
	await h.runJobs();
	await tell();
	const [notice] = await newsOf(person);
	assert.match(notice?.title ?? '', /^7 новых обращений/);
	assert.equal(notice?.text.match(/Яма номер/g)?.length, 5);
	assert.match(notice?.text ?? '', /и ещё 2$/);
	await anAppeal(town.id);
	await h.runJobs();
	await tell();
	assert.equal((await newsOf(person)).length, 1, 'not twice a day');
	await tellAll();
	assert.equal((await newsOf(person)).length, 2);
});

test('a round that was broken off after telling tells the same again, which is told once', async () => {
	const town = await aTown();
	const person = await aPerson();
	await watchList(person, town.id, anything, 'все обращения');
	await anAppeal(town.id);
	await h.runJobs();
	const before = await database()`select * from appeals.watch where account_id = ${person.account}`;
	await tell();
	const [row] = before;
	await database()`
		update appeals.watch set till = seen_to, seen_to = ${row?.seen_to}, next_at = ${row?.next_at}
		where account_id = ${person.account}`;
	await tell();
	assert.equal((await newsOf(person)).length, 1);
});

test('a territory above hears of the appeals below it', async () => {
	const town = await aTown();
	const person = await aPerson();
	await watchList(person, town.parents.at(-1)!.id, { ...anything, category: 'roads' }, 'Дороги');
	await anAppeal(town.id);
	await h.runJobs();
	await tell();
	assert.equal((await newsOf(person)).length, 1);
});

test('the same is watched once, twenty at most, and switched off it is silent', async () => {
	const town = await aTown();
	const person = await aPerson();
	const roads = { ...anything, category: 'roads' };
	await watchList(person, town.id, roads, 'Дороги');
	await watchList(person, town.id, roads, 'Дороги');
	const [first, ...more] = await watchesOf(person);
	assert.equal(more.length, 0);
	for (let i = 2; i <= 20; i++) await watchList(person, town.id, { ...anything, place: `Полевая ${i}` }, 'x');
	await assert.rejects(watchList(person, town.id, anything, 'x'), { code: 'appeals.watch.too-many' });
	const stranger = await aPerson();
	await assert.rejects(stopWatching(stranger, first?.id ?? ''), { code: 'platform.not-found' });
	await stopWatching(person, first?.id ?? '');
	await anAppeal(town.id);
	await h.runJobs();
	await tell();
	assert.deepEqual(await newsOf(person), []);
	await watchList(person, town.id, roads, 'Дороги');
	assert.equal((await watchesOf(person)).length, 20);
});

test('what one watches is in the copy of one’s data and goes with the account', async () => {
	const town = await aTown();
	const person = await aPerson();
	await watchList(person, town.id, anything, 'все обращения');
	const account = person.account!;
	assert.equal(((await exportOf(account)).watches as unknown[]).length, 1);
	await erase(account);
	assert.deepEqual(await watchesOf(person), []);
});

test('a round asks as often for thirty watches as for one', async () => {
	const town = await aTown();
	const ask = async (people: number) => {
		for (let i = 0; i < people; i++)
			await watchList(await aPerson(), town.id, { ...anything, place: 'улица Мира' }, 'улица Мира');
		await anAppeal(town.id);
		await h.runJobs();
		await categories();
		heard.length = 0;
		await tellAll();
		return heard.length;
	};
	const one = await ask(1);
	assert.equal(await ask(29), one);
});
