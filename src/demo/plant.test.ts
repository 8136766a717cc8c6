import assert from 'node:assert/strict';
import test from 'node:test';
import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { ballotsIn, viewBallot } from '#rooms/ballots/door.server.ts';
import { outsider, signIn, standingActor } from '#rooms/identity/door.server.ts';
import { conversationsIn, readingOf } from '#rooms/opinions/door.server.ts';
import { spacesIn } from '#rooms/spaces/door.server.ts';
import { resolve } from '#rooms/territories/door.server.ts';
import { house } from '#tests/support/house.ts';
import { demoAccounts } from './accounts.ts';
import { plantDemo, plantedGround } from './plant.server.ts';

await house();
const now = new Date('2026-11-22T06:00:00Z');

async function everything() {
	const [row] = await database()<
		{ territories: number; outlines: number; accounts: number; grants: number }[]
	>`
		select (select count(*)::int from territories.territory) as territories,
			(select count(*)::int from territories.boundary) as outlines,
			(select count(*)::int from identity.account) as accounts,
			(select count(*)::int from identity.role_grant) as grants`;
	return row;
}

test('a planting that is interrupted goes on where it stopped and leaves nothing twice', async () => {
	let steps = 0;
	const halfway = () => {
		if (++steps === 120) throw new Error('the power went');
	};
	await assert.rejects(plantDemo({ now, appeals: 20, progress: halfway }), /the power went/);
	// the moment of the first attempt holds, however late the second one is
	await plantDemo({ now: new Date('2026-11-23T06:00:00Z'), appeals: 20 });
	const planted = await everything();
	assert.equal(planted?.territories, 44);
	await database()`delete from demo.planted where key = 'done'`;
	await plantDemo({ now, appeals: 20 });
	assert.deepEqual(await everything(), planted);
});

test('the country stands at the root, its places at speaking addresses, all marked as a demonstration', async () => {
	const root = await resolve([], 'ru');
	assert.ok(root && 'name' in root && root.name.nominative === 'Беловодье' && root.demonstration);
	const city = await resolve(['zaozersky-kray', 'svetloborsk'], 'en');
	assert.ok(city && 'name' in city && city.name.nominative === 'Svetloborsk' && city.demonstration);
});

test('an answer of the main city waits for those who have to agree to it', async () => {
	const rows = await database()`
		select a.state, a.approval, a.category from appeals.appeal a where a.approval is not null`;
	assert.deepEqual(
		rows.map((row) => [row.state, row.approval, row.category]),
		[['in-work', 'controller', 'authority.answer']],
	);
});

test('the accounts that are printed sign in', async () => {
	for (const { email, password } of demoAccounts())
		assert.equal((await signIn({ email, password })).step, 'done', email);
});

test('the main city has communities with members, and a programme of its administration', async () => {
	const city = await resolve(['zaozersky-kray', 'svetloborsk'], 'ru');
	assert.ok(city && 'id' in city);
	const { items } = await spacesIn({ ...outsider(), lang: 'ru' }, city.id);
	assert.deepEqual(
		items.map((one) => one.kind),
		['programme', 'community', 'community', 'community'],
	);
	for (const one of items) assert.ok(one.members >= 1, one.name);
	assert.ok(items.some((one) => one.members > 5));
});

test('the main city has a conversation of three groups that goes on, and one of two that is over', async () => {
	const city = await resolve(['zaozersky-kray', 'svetloborsk'], 'ru');
	assert.ok(city && 'id' in city);
	const guest: Actor = { ...outsider(), lang: 'ru' };
	const { items } = await conversationsIn(guest, city.id);
	const told = await Promise.all(
		items.map(async (one) => {
			const reading = await readingOf(guest, one);
			return [one.state, reading?.groups.length, (reading?.common.length ?? 0) >= 3];
		}),
	);
	assert.deepEqual(told, [
		['open', 3, true],
		['closed', 2, true],
	]);
});

test('the main city has an open vote that is taken at a desk and on paper, and one by codes of sheets', async () => {
	const city = await resolve(['zaozersky-kray', 'svetloborsk'], 'ru');
	assert.ok(city && 'id' in city);
	const { accounts } = await plantedGround();
	const actor = (await standingActor(accounts.get('operator')!))!;
	const { items } = await ballotsIn(actor, city.id, { state: 'open' });
	assert.equal(items.length, 4);
	const open = await Promise.all(items.map((one) => viewBallot(actor, one)));
	const [atDesk] = open.filter((one) => one.channels.includes('desk'));
	assert.deepEqual(atDesk?.channels, ['site', 'desk', 'paper']);
	assert.ok(atDesk.may.desk && atDesk.may.enterPapers);
	assert.ok(atDesk.turnout.all > 41, 'somebody came to a desk');
	assert.ok(open.some((one) => one.channels.join() === 'code' && one.turnout.all > 0));
});
