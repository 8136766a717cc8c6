import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo, linkIn } from '#tests/support/fixtures/letters.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import {
	acceptOffice,
	actorOf,
	grant,
	grantsHeld,
	holders,
	invite,
	leaveOffice,
	peopleIn,
	readInvitation,
	readKnock,
	register,
	revokeOffice,
	withdraw,
} from './door.server.ts';
import type { InvitationInput } from './invitations.ts';
import { proveHolders } from './prove-holders.ts';

const h = await house();
const region = await aTerritory();
const town = await region.below();
const neighbour = await region.below();
const chief = await anAccount({
	name: 'Глава Области',
	roles: [{ role: 'administrator', territory: region }],
});
const mayor = await anAccount({
	name: 'Мэр Города',
	roles: [{ role: 'administrator', territory: town, reach: 'territory' }],
});
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

const offer = (email: string, over: Partial<InvitationInput> = {}): InvitationInput => ({
	email,
	name: '',
	role: 'official',
	territory: town.id,
	reach: 'territory',
	space: null,
	lang: 'ru',
	placeName: 'Город',
	roleName: 'сотрудник',
	...over,
});
const tokenFor = async (email: string) =>
	new URL(`http://x${linkIn(await lastLetterTo(email))}`).searchParams.get('token') ?? '';

test('an invited person accepts with the account of that address, and the right holds from the next request', async () => {
	const clerk = await anAccount();
	const cookie = await clerk.cookie();
	await invite(await mayor.actor(), offer(clerk.email));
	const token = await tokenFor(clerk.email);
	await assert.rejects(
		acceptOffice(await (await anAccount()).actor(), token),
		refused('identity.invitation.other-address'),
	);
	await acceptOffice(await actorOf(cookie), token);
	assert.deepEqual(
		(await actorOf(cookie)).grants.map((one) => one.role),
		['official'],
	);
	await assert.rejects(acceptOffice(await actorOf(cookie), token), refused('identity.invitation.old'));
	assert.ok((await holders([town.id])).some((one) => one.account === clerk.id));
});

test('a newcomer registers by the same link, without a second letter', async () => {
	await invite(await mayor.actor(), offer('fresh@example.org'));
	const token = await tokenFor('fresh@example.org');
	const offered = await readInvitation({ ...(await mayor.actor()), account: null }, token);
	assert.equal(readKnock(offered?.registerToken ?? '')?.email, 'fresh@example.org');
	const done = await register({
		token: offered?.registerToken ?? '',
		name: 'Новый Сотрудник',
		password: 'лодка-туман-9-берег',
		consents: ['account'],
		lang: 'ru',
	});
	assert.ok(done.step === 'done');
	await acceptOffice(await actorOf(done.cookie), token);
	assert.equal((await actorOf(done.cookie)).grants.length, 1);
});

test('nobody invites wider than they hold, into another town, or without the right', async () => {
	const email = 'wide@example.org';
	await assert.rejects(invite(await mayor.actor(), offer(email, { reach: 'subtree' })), Invalid);
	await assert.rejects(
		invite(await mayor.actor(), offer(email, { territory: neighbour.id })),
		refused('platform.not-found'),
	);
	await assert.rejects(
		invite(await (await anAccount()).actor(), offer(email)),
		refused('platform.not-found'),
	);
	await assert.rejects(invite(await mayor.actor(), offer(email, { role: 'owner' })), Invalid);
	await invite(await chief.actor(), offer(email, { reach: 'subtree', territory: town.id }));
});

test('an invitation ends when it is revoked, when it is old, and when the inviter has lost the right', async () => {
	const clerk = await anAccount();
	const actor = await clerk.actor();
	const id = await invite(await mayor.actor(), offer(clerk.email));
	const first = await tokenFor(clerk.email);
	await revokeOffice(await mayor.actor(), { territory: town.id, id });
	await assert.rejects(acceptOffice(actor, first), refused('identity.invitation.old'));
	await invite(await mayor.actor(), offer(clerk.email));
	await assert.rejects(
		acceptOffice(actor, await tokenFor(clerk.email), new Date(Date.now() + 15 * 86_400_000)),
		refused('identity.invitation.old'),
	);
	const second = await anAccount({ roles: [{ role: 'administrator', territory: town, reach: 'territory' }] });
	await invite(await second.actor(), offer(clerk.email));
	const token = await tokenFor(clerk.email);
	const [held] = await grantsHeld(second.id);
	await withdraw(await chief.actor(), { account: second.id, grant: held?.id ?? '' });
	await assert.rejects(acceptOffice(actor, token), refused('identity.invitation.old'));
});

test('an administrator sees and changes only their own subtree', async () => {
	const clerk = await anAccount();
	const far = await grant(await chief.actor(), {
		account: clerk.id,
		role: 'official',
		territory: neighbour.id,
	});
	await assert.rejects(
		withdraw(await mayor.actor(), { account: clerk.id, grant: far }),
		refused('platform.not-found'),
	);
	await assert.rejects(peopleIn(await mayor.actor(), neighbour.id), refused('platform.not-found'));
	const seen = await peopleIn(await mayor.actor(), town.id, { below: true });
	assert.ok(seen.held.every((one) => one.territory === town.id));
	const all = await peopleIn(await chief.actor(), region.id, { below: true });
	assert.ok(all.held.some((one) => one.account === clerk.id));
});

test('an administrator does not withdraw their own right', async () => {
	const [own] = await grantsHeld(mayor.id);
	await assert.rejects(
		withdraw(await mayor.actor(), { account: mayor.id, grant: own?.id ?? '' }),
		refused('identity.not-oneself'),
	);
});

test('the list by place is brought in line by the event, if the process died before it did so itself', async () => {
	const clerk = await anAccount();
	const id = await grant(await chief.actor(), { account: clerk.id, role: 'controller', territory: town.id });
	const { database } = await import('#platform/db/door.server.ts');
	await database()`delete from identity.holder where territory_id = ${town.id} and grant_id = ${id}`;
	await h.runJobs();
	assert.ok((await holders([town.id], { role: 'controller' })).some((one) => one.account === clerk.id));
});

test('a leaving official’s rights end, and those elsewhere stay', async () => {
	const clerk = await anAccount();
	const heir = await anAccount({ roles: [{ role: 'official', territory: town }] });
	await grant(await chief.actor(), { account: clerk.id, role: 'official', territory: town.id });
	await grant(await chief.actor(), { account: clerk.id, role: 'editor', territory: neighbour.id });
	const left = await leaveOffice(await mayor.actor(), {
		account: clerk.id,
		to: heir.id,
		territory: town.id,
		why: 'ушёл',
	});
	assert.equal(left.withdrawn, 1);
	assert.deepEqual(
		(await grantsHeld(clerk.id)).map((one) => one.territory),
		[neighbour.id],
	);
	await assert.rejects(
		leaveOffice(await mayor.actor(), { account: heir.id, to: heir.id, territory: town.id, why: '' }),
		Invalid,
	);
});

test('the nightly proof puts a missing line back and takes a left-over one out', async () => {
	const clerk = await anAccount();
	const kept = await grant(await chief.actor(), { account: clerk.id, role: 'moderator', territory: town.id });
	const gone = await grant(await chief.actor(), { account: clerk.id, role: 'editor', territory: town.id });
	const { database } = await import('#platform/db/door.server.ts');
	await database()`delete from identity.holder where territory_id = ${town.id} and grant_id = ${kept}`;
	await database()`update identity.role_grant set withdrawn_at = now() where account_id = ${clerk.id} and id = ${gone}`;
	assert.equal(await proveHolders(), 2);
	const own = (await holders([town.id])).filter((one) => one.account === clerk.id);
	assert.deepEqual(
		own.map((one) => one.role),
		['moderator'],
	);
	assert.equal(await proveHolders(), 0);
});
