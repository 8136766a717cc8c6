import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountId } from '#platform/db/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { createSpace } from '#rooms/spaces/door.server.ts';
import { aDefinition, aTown, refusal, someone, vote } from '#tests/support/fixtures/ballots.ts';
import { anActor } from '#tests/support/fixtures/identity.ts';
import { house } from '#tests/support/house.ts';
import { castVote } from './cast-vote.ts';
import { cancelBallot } from './change-open.ts';
import {
	allow,
	announceBallot,
	ballotsIn,
	changeDraft,
	makeDraft,
	openBallot,
	takeBack,
	viewBallot,
} from './door.server.ts';
import { permissions } from './permissions.ts';
import { tendBallot } from './tend-ballots.ts';

await house();

test('who may do what with a ballot is a table', async () => {
	const { id: town } = await aTown();
	const space = crypto.randomUUID();
	const roles = ['administrator', 'head', 'official', 'editor', 'operator', 'controller', 'observer'];
	const inside = { territory: town, space };
	const holders = (right: string, place: { territory: typeof town; space?: string }) => [
		...roles.filter((role) => may(anActor({ role, territory: town }), right, place)),
		...['owner', 'admin', 'member'].filter((role) =>
			may(anActor({ role, territory: town, space }), right, place),
		),
	];
	const table: [keyof typeof permissions, string[], string[]][] = [
		['ballots.office', ['administrator', 'head', 'official', 'editor', 'operator'], ['owner', 'admin']],
		['ballots.make', ['administrator', 'head', 'official', 'editor'], ['owner', 'admin']],
		['ballots.open', ['administrator', 'head', 'official'], ['owner', 'admin']],
		['ballots.change', ['administrator', 'head', 'official'], ['owner', 'admin']],
		['ballots.end', ['administrator', 'head'], ['owner', 'admin']],
		['ballots.desk', ['administrator', 'official', 'operator'], []],
		['ballots.enter-papers', ['administrator', 'official', 'operator'], []],
		['ballots.codes', ['administrator', 'head', 'official'], []],
	];
	for (const [right, ofTown, ofSpace] of table) {
		assert.deepEqual(holders(right, { territory: town }), ofTown, right);
		assert.deepEqual(holders(right, inside), ofSpace, `${right} in a space`);
	}
	assert.ok(!may(outsider(), 'ballots.vote', { territory: town }));
	assert.ok(may(anActor({ role: 'member', territory: town }), 'ballots.vote', { territory: town }));
	assert.ok(may(outsider(), 'ballots.vote-by-code', { territory: town }));
	assert.equal(Object.keys(permissions).length, 11);
});

test('a draft is seen by those who make ballots, opens only whole, and is fixed from then on', async () => {
	const town = await aTown();
	const anna = await someone();
	const definition = aDefinition(town, { question: '' });
	await assert.rejects(makeDraft(anna, { territory: town.id, definition }), refusal('platform.not-found'));
	const ref = await makeDraft(town.official, { territory: town.id, definition });
	await assert.rejects(viewBallot(anna, ref), refusal('ballots.not-found'));
	assert.equal((await ballotsIn(anna, town.id)).items.length, 0);
	assert.equal((await ballotsIn(town.official, town.id, { of: 'office' })).items.length, 1);
	await assert.rejects(openBallot(town.official, ref), refusal('ballots.question.missing'));
	const later = new Date(Date.now() + 60_000);
	const whole = { definition: aDefinition(town, { opensAt: later }), version: 1 };
	await changeDraft(town.official, ref, whole);
	await assert.rejects(changeDraft(town.official, ref, whole), refusal('ballots.changed-meanwhile'));
	await announceBallot(town.official, ref);
	await assert.rejects(
		changeDraft(town.official, ref, { ...whole, version: 3 }),
		refusal('ballots.already-fixed'),
	);
	await takeBack(town.official, ref);
	await announceBallot(town.official, ref);
	await tendBallot(ref, new Date(later.getTime() - 1_000));
	assert.equal((await viewBallot(anna, ref)).state, 'announced');
	await assert.rejects(castVote(anna, vote(ref, '1')), refusal('ballots.already-closed'));
	await tendBallot(ref, later);
	const open = await viewBallot(anna, ref);
	assert.equal(open.state, 'open');
	assert.deepEqual(open.lacks, []);
	assert.ok(open.inLog);
	assert.deepEqual(
		open.events.map(({ kind, by }) => [kind, by !== null]),
		[
			['announced', true],
			['taken-back', true],
			['announced', true],
			['opened', false],
		],
	);
	assert.deepEqual(open.may, { ...open.may, edit: false, change: false, cancel: false });
});

test('a list decides who votes, and a ballot of a closed space is for its members', async () => {
	const town = await aTown();
	const [anna, boris] = [await someone({ email: 'anna-listed@example.org' }), await someone()];
	const who = { ...aDefinition(town).who, listed: true };
	const ref = await makeDraft(town.official, { territory: town.id, definition: aDefinition(town, { who }) });
	assert.equal(
		await allow(town.official, ref, { emails: ['Anna-Listed@example.org ', 'anna-listed@example.org'] }),
		1,
	);
	await openBallot(town.official, ref);
	assert.equal((await viewBallot(anna, ref)).eligible?.number, 1);
	await assert.rejects(
		allow(town.official, ref, { accounts: [boris.account as AccountId] }),
		refusal('ballots.already-fixed'),
	);
	await castVote(anna, vote(ref, '1'));
	await assert.rejects(castVote(boris, vote(ref, '1')), refusal('ballots.lack.not-listed'));

	const space = await createSpace(boris, {
		territory: town.id,
		kind: 'community',
		openness: 'secret',
		name: 'Тайный сад',
		summary: 'Сад',
		about: '',
	});
	const owner: Actor = {
		...boris,
		grants: [{ role: 'owner', territory: town.id, reach: 'territory', space: space.id }],
	};
	const inside = aDefinition(town, { who: { ...aDefinition(town).who, space: space.id } });
	await assert.rejects(
		makeDraft(town.head, { territory: town.id, space: space.id, definition: inside }),
		refusal('platform.not-found'),
	);
	const own = await makeDraft(owner, { territory: town.id, space: space.id, definition: inside });
	// drafts of a space are for those who lead it, whatever office a member holds in the territory
	const member: Actor = {
		...town.official,
		grants: [
			...town.official.grants,
			{ role: 'member', territory: town.id, reach: 'territory', space: space.id },
		],
	};
	const manager: Actor = {
		...anna,
		grants: [{ role: 'admin', territory: town.id, reach: 'territory', space: space.id }],
	};
	const inOffice = async (actor: Actor) =>
		(await ballotsIn(actor, town.id, { of: 'office' })).items.map(({ id }) => id);
	assert.deepEqual(await inOffice(owner), [own.id]);
	assert.deepEqual(await inOffice(manager), [own.id]);
	assert.deepEqual(await inOffice(member), [ref.id]);
	await assert.rejects(viewBallot(member, own), refusal('ballots.not-found'));
	const desks = { ...inside, channels: ['site', 'desk'] as const };
	await changeDraft(manager, own, { definition: desks, version: 1 });
	await assert.rejects(openBallot(owner, own), refusal('ballots.channels.of-space'));
	await changeDraft(owner, own, { definition: inside, version: 2 });
	const other = await makeDraft(manager, { territory: town.id, space: space.id, definition: inside });
	await openBallot(manager, other);
	assert.ok((await viewBallot(manager, other)).may.cancel);
	await assert.rejects(
		cancelBallot(town.head, other, { reason: 'Так решил глава' }),
		refusal('ballots.not-found'),
	);
	await cancelBallot(manager, other, { reason: 'Ошибка в вопросе' });
	await openBallot(owner, own);
	await castVote(owner, vote(own, '1'));
	for (const other of [anna, town.head, outsider()]) {
		await assert.rejects(viewBallot(other, own), refusal('ballots.not-found'));
		await assert.rejects(castVote(other, vote(own, '1')), refusal('ballots.not-found'));
		assert.ok(!(await ballotsIn(other, town.id)).items.some(({ id }) => id === own.id));
	}
	assert.ok((await ballotsIn(owner, town.id)).items.some(({ id }) => id === own.id));
});
