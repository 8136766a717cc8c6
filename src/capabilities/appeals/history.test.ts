import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { watchStatements } from '#platform/db/watch.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { historyPage, readHistoryMark } from './history.ts';
import { readAppeal, readWork } from './read-appeal.ts';

const heard: string[] = [];
const listener = (text: string) => heard.push(text);
const h = await house();
watchStatements(listener);

test('a history of two thousand entries opens at its newest page and is walked back whole, with as many queries as any other', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await (await body.staff('executor')).actor();
	const receipt = await anAppeal(town.id, { at: new Date(Date.now() - 5 * 86_400_000) });
	await h.runJobs();
	const since = new Date(Date.now() - 86_400_000);
	await database()`
		insert into appeals.history (territory_id, at, id, appeal_id, kind, audience, text)
		select ${receipt.territory}, ${since}::timestamptz + (n / 2) * interval '1 second', gen_random_uuid(), ${receipt.id}, 'noted', 'office', 'n' || n
		from generate_series(1, 2000) as n`;
	const first = await readWork(executor, receipt);
	assert.equal(first.history.length, historyPage);
	assert.equal(first.way.stages.at(-1)?.body?.id, body.id, 'the way is told from the beginning');
	const seen = first.history.map((one) => one.id);
	const asked: number[] = [];
	for (let mark = first.earlier; mark; ) {
		heard.length = 0;
		const page = await readWork(executor, receipt, new Date(), { before: readHistoryMark(mark) });
		asked.push(heard.filter((text) => text.includes('appeals.')).length);
		assert.ok(page.isEarlier);
		seen.unshift(...page.history.map((one) => one.id));
		mark = page.earlier;
	}
	// the least of three: what is kept in memory may be read anew in between
	const [early, late] = [Math.min(...asked.slice(0, 3)), Math.min(...asked.slice(-3))];
	assert.equal(late, early, `queries of each page: ${asked}`);
	const all = await database()<{ id: string }[]>`
		select id from appeals.history where territory_id = ${receipt.territory} and appeal_id = ${receipt.id} order by at, id`;
	assert.deepEqual(
		seen,
		all.map((one) => one.id),
	);
	const page = await readAppeal({ actor: outsider() }, receipt.territory, receipt.number);
	assert.equal(page.earlier, null, 'notes of officials make no public page long');
});

test('what is no mark of a page is none', () => {
	for (const text of [null, '', 'x', '2026-01-01_x', '_', 'yesterday_01920000-0000-7000-8000-000000000000'])
		assert.equal(readHistoryMark(text), null);
});
