import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchStatements } from '#platform/db/watch.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { readDeskAsked } from './desk/asked.ts';
import { readInbox } from './desk/read-inbox.ts';
import { listAppeals, readAsked } from './list-appeals.ts';
import { readAppeal } from './read-appeal.ts';

const heard: string[] = [];
const listener = (text: string) => heard.push(text);
watchStatements(listener);
const h = await house();
// the house of a test listens too: after it opened, we do
watchStatements(listener);

/** The least of three, after a first: what is kept in memory for some seconds may be read anew in between. */
const countOf = async (work: () => Promise<unknown>): Promise<number> => {
	await work();
	let least = Number.POSITIVE_INFINITY;
	for (let i = 0; i < 3; i++) {
		heard.length = 0;
		await work();
		least = Math.min(least, heard.length);
	}
	return least;
};

test('lists, the inbox and the page of an appeal make the same number of queries however many rows there are', async () => {
	const town = await aTerritory();
	const parent = town.parents.at(-1)?.id;
	assert.ok(parent);
	const bodies = [await aBody(town.id, { name: 'Первый' })];
	await bodies[0]?.answersFor('roads');
	const official = await (await bodies[0]?.staff('executor'))?.actor();
	assert.ok(official);
	const measure = async () => {
		const asked = readAsked(new URLSearchParams());
		const [first] = (await listAppeals(town.id, asked, { lang: 'ru' })).rows;
		return [
			await countOf(() => listAppeals(town.id, asked, { lang: 'ru' })),
			await countOf(() => listAppeals(parent, asked, { lang: 'ru' })),
			await countOf(() => readInbox(official, readDeskAsked(new URLSearchParams({ view: 'all' })))),
			await countOf(() => readAppeal({ actor: outsider() }, town.id, first?.number ?? '')),
		];
	};
	await anAppeal(town.id);
	await h.runJobs();
	const few = await measure();
	for (let i = 0; i < 40; i++) await anAppeal(town.id, { category: i % 2 ? 'roads.snow' : 'roads.signs' });
	await h.runJobs();
	assert.deepEqual(await measure(), few);
	assert.ok(Math.min(...few) > 0 && Math.max(...few) <= 12, `queries: ${few}`);
});
