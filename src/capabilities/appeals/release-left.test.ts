import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { leaveOffice } from '#rooms/identity/door.server.ts';
import { dismiss, staffOf } from '#rooms/organisations/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { readDeskAsked } from './desk/asked.ts';
import { readInbox } from './desk/read-inbox.ts';
import * as store from './store.server.ts';
import { takeUp } from './take-up.ts';

const h = await house();

async function aBodyAtWork() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await body.staff('executor');
	const appeal = await anAppeal(town.id);
	await h.runJobs();
	await takeUp(await executor.actor(), appeal);
	await h.runJobs();
	return { town, body, executor, appeal };
}

test('an executor who leaves without a successor loses no appeal: it stands under "no executor" with its state and term', async () => {
	const { body, executor, appeal } = await aBodyAtWork();
	const head = await (await body.staff('head')).actor();
	const before = (await store.read(database(), appeal))!;
	const member = (await staffOf(body)).find((one) => one.account === executor.id)!;
	await dismiss(await body.administrator.actor(), body, member.id);
	await h.runJobs();
	const told = await database()<{ kind: string; account: string }[]>`
		select kind, account_id as account from notifications.notice
		where kind like 'appeals.work-%assigned' and facts ->> 'number' = ${appeal.number}`;
	assert.deepEqual(
		told.map((one) => [one.kind, one.account]),
		[['appeals.work-unassigned', head.account]],
		'the head hears that nobody has it, and not that it is the own',
	);
	const after = (await store.read(database(), appeal))!;
	assert.deepEqual([after.executor, after.state, after.dueOn], [null, before.state, before.dueOn]);
	const page = await readInbox(head, readDeskAsked(new URLSearchParams({ view: 'unassigned' })));
	assert.deepEqual(
		page.rows.map((row) => row.number),
		[appeal.number],
	);
	assert.equal(page.views.find((one) => one.view === 'unassigned')?.count, 1);
});

test('with a successor the appeal passes on, and none is left without an executor', async () => {
	const { town, body, executor, appeal } = await aBodyAtWork();
	const successor = await body.staff('official');
	await leaveOffice(await body.administrator.actor(), {
		account: executor.id,
		to: successor.id,
		territory: town.id,
		why: 'Уходит',
	});
	await h.runJobs();
	assert.equal((await store.read(database(), appeal))?.executor, successor.id);
});
