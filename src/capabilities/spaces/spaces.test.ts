import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { find } from '#platform/search/door.server.ts';
import { actorOf, leaveOffice } from '#rooms/identity/door.server.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo, linkIn } from '#tests/support/fixtures/letters.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import {
	acceptOffer,
	closeSpace,
	createSpace,
	decideRequest,
	editSpace,
	handOver,
	invite,
	join,
	leave,
	members,
	mySpaces,
	type Openness,
	openInvitations,
	readOffer,
	removeMember,
	revokeInvitation,
	setAddedRole,
	setRole,
	spaceAt,
	spacesIn,
} from './door.server.ts';

const h = await house();
const town = await aTerritory();
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

/** A person whose actor is read anew each time, as by requests. */
async function person(
	roles: Parameters<typeof anAccount>[0] = {},
): Promise<AnAccount & { now: () => Promise<Actor> }> {
	const account = await anAccount(roles);
	const cookie = await account.cookie();
	return { ...account, now: () => actorOf(cookie) };
}

async function aSpace(openness: Openness, over: { kind?: string; name?: string } = {}) {
	const owner = await person();
	const space = await createSpace(await owner.now(), {
		territory: town.id,
		kind: over.kind ?? 'community',
		name: over.name ?? 'Сад на Заречной',
		summary: '',
		about: '',
		openness,
	});
	return { owner, space };
}
const rungs = async (actor: Actor, space: { territory: never; id: never }) =>
	Object.fromEntries((await members(actor, space)).members.map((one) => [one.account, one.rung]));

test('the word of an address comes from the name, and a taken one is counted on', async () => {
	const one = await aSpace('open', { name: 'Одинаковое имя' });
	const two = await aSpace('open', { name: 'Одинаковое имя' });
	assert.deepEqual([one.space.slug, two.space.slug], ['odinakovoe-imya', 'odinakovoe-imya-2']);
	const { space } = await aSpace('open', { name: '李小龙' });
	assert.match(space.slug, /^community/);
});

test('who makes a space owns it, and sees it among their own', async () => {
	const { owner, space } = await aSpace('closed');
	const view = await spaceAt(await owner.now(), town.id, space.slug);
	assert.deepEqual(view.roles, ['owner']);
	assert.equal(view.members, 1);
	assert.deepEqual(
		(await mySpaces(await owner.now())).map((one) => one.id),
		[space.id],
	);
});

test('anyone joins an open space; a closed one asks its owner; a secret one is not there', async () => {
	const guest = await person();
	const open = await aSpace('open');
	assert.equal(await join(await guest.now(), open.space), 'joined');
	assert.deepEqual((await spaceAt(await guest.now(), town.id, open.space.slug)).roles, ['member']);

	const closed = await aSpace('closed');
	assert.equal(await join(await guest.now(), closed.space, 'Я ваш сосед'), 'asked');
	assert.equal(await join(await guest.now(), closed.space), 'asked', 'twice is once');
	const { requests } = await members(await closed.owner.now(), closed.space);
	assert.deepEqual(
		requests.map((one) => [one.account, one.message]),
		[[guest.id, 'Я ваш сосед']],
	);
	await decideRequest(await closed.owner.now(), closed.space, {
		request: requests[0]?.id ?? '',
		accept: true,
	});
	assert.deepEqual((await spaceAt(await guest.now(), town.id, closed.space.slug)).roles, ['member']);

	const secret = await aSpace('secret');
	await assert.rejects(join(await guest.now(), secret.space), refused('spaces.not-found'));
});

test('a secret space answers exactly as one that does not exist, also to administrators of the territory', async () => {
	const { owner, space } = await aSpace('secret', { name: 'Тайное общество' });
	const guest = await person();
	const chief = await person({ roles: [{ role: 'administrator', territory: town }] });
	for (const one of [guest, chief]) {
		const actor = await one.now();
		const absent = await spaceAt(actor, town.id, 'no-such-space').catch((error) => error);
		const hidden = await spaceAt(actor, town.id, space.slug).catch((error) => error);
		assert.ok(absent instanceof Refusal && hidden instanceof Refusal);
		assert.deepEqual([hidden.code, hidden.facts, hidden.status], [absent.code, absent.facts, absent.status]);
		assert.ok(!(await spacesIn(actor, town.id)).items.some((item) => item.id === space.id));
		for (const attempt of [
			() => join(actor, space),
			() => leave(actor, space),
			() => members(actor, space),
			() => setRole(actor, space, { account: owner.id, role: 'member' }),
			() => removeMember(actor, space, { account: owner.id }),
			() => handOver(actor, space, { to: one.id }),
			() => editSpace(actor, space, { name: 'x', summary: '', about: '', openness: 'open' }),
			() => closeSpace(actor, space),
			() => invite(actor, space, { email: null, role: 'member', days: 1, places: null, lang: 'ru' }),
		])
			await assert.rejects(attempt(), (error: unknown) => error instanceof Refusal && error.status === 404);
	}
	assert.ok((await spacesIn(await owner.now(), town.id)).items.some((item) => item.id === space.id));
});

test('truth table: who may change whom inside', async () => {
	const { owner, space } = await aSpace('open');
	const admin = await person();
	const moderator = await person();
	const member = await person();
	for (const one of [admin, moderator, member]) await join(await one.now(), space);
	await setRole(await owner.now(), space, { account: admin.id, role: 'admin' });
	await setRole(await owner.now(), space, { account: moderator.id, role: 'moderator' });
	const outsider = await person();
	const people = { owner, admin, moderator, member, outsider };
	const allowed: Record<string, Record<keyof typeof people, boolean>> = {
		'spaces.see-members': { owner: true, admin: true, moderator: true, member: true, outsider: false },
		edit: { owner: true, admin: true, moderator: false, member: false, outsider: false },
		invite: { owner: true, admin: true, moderator: false, member: false, outsider: false },
		removeMember: { owner: true, admin: true, moderator: true, member: false, outsider: false },
		setRoles: { owner: true, admin: true, moderator: false, member: false, outsider: false },
		setAdmins: { owner: true, admin: false, moderator: false, member: false, outsider: false },
		handOver: { owner: true, admin: false, moderator: false, member: false, outsider: false },
		close: { owner: true, admin: false, moderator: false, member: false, outsider: false },
	};
	for (const [who, one] of Object.entries(people)) {
		const { may } = await spaceAt(await one.now(), town.id, space.slug);
		for (const [what, table] of Object.entries(allowed)) {
			const key = what === 'spaces.see-members' ? 'seeMembers' : (what as keyof typeof may);
			assert.equal(may[key], table[who as keyof typeof people], `${who} ${what}`);
		}
	}
	await assert.rejects(
		removeMember(await moderator.now(), space, { account: admin.id }),
		refused('platform.not-found'),
	);
	await assert.rejects(
		setRole(await admin.now(), space, { account: member.id, role: 'admin' }),
		refused('platform.not-found'),
	);
	await assert.rejects(
		setRole(await admin.now(), space, { account: owner.id, role: 'member' }),
		refused('platform.not-found'),
	);
	await assert.rejects(
		setRole(await owner.now(), space, { account: outsider.id, role: 'member' }),
		refused('spaces.no-member'),
	);
	await removeMember(await moderator.now(), space, { account: member.id });
	assert.deepEqual((await spaceAt(await member.now(), town.id, space.slug)).roles, []);
});

test('in a closed space only the owner agrees to members and invites; in a secret one too', async () => {
	for (const openness of ['closed', 'secret'] as const) {
		const { owner, space } = await aSpace(openness);
		const admin = await person();
		const { link } = await invite(await owner.now(), space, {
			email: null,
			role: 'member',
			days: 7,
			places: 1,
			lang: 'ru',
		});
		await acceptOffer(await admin.now(), new URL(link).searchParams.get('token'));
		await setRole(await owner.now(), space, { account: admin.id, role: 'admin' });
		await assert.rejects(
			invite(await admin.now(), space, { email: null, role: 'member', days: 7, places: 1, lang: 'ru' }),
			refused('platform.not-found'),
		);
	}
});

test('there is always an owner: the last one neither leaves nor steps down, two at once neither', async () => {
	const { owner, space } = await aSpace('open');
	await assert.rejects(leave(await owner.now(), space), refused('spaces.last-owner'));
	await assert.rejects(
		setRole(await owner.now(), space, { account: owner.id, role: 'member' }),
		refused('spaces.last-owner'),
	);
	const second = await person();
	await join(await second.now(), space);
	await setRole(await owner.now(), space, { account: second.id, role: 'owner' });
	const gone = await Promise.allSettled([leave(await owner.now(), space), leave(await second.now(), space)]);
	assert.equal(gone.filter((one) => one.status === 'fulfilled').length, 1);
	const [row] = await database()<{ owners: number }[]>`
		select owners from spaces.space where territory_id = ${town.id} and id = ${space.id}`;
	assert.equal(row?.owners, 1);
});

test('ownership is handed over to a member; who hands over stays as an administrator', async () => {
	const { owner, space } = await aSpace('open');
	const heir = await person();
	await assert.rejects(handOver(await owner.now(), space, { to: heir.id }), refused('spaces.no-member'));
	await join(await heir.now(), space);
	await handOver(await owner.now(), space, { to: heir.id });
	assert.deepEqual(await rungs(await heir.now(), space as never), {
		[owner.id]: 'admin',
		[heir.id]: 'owner',
	});
	await assert.rejects(
		handOver(await owner.now(), space, { to: owner.id }),
		(error: unknown) => error instanceof Refusal,
	);
});

test('an invitation by a link takes as many as it has places; by e-mail, the one it was sent to', async () => {
	const { owner, space } = await aSpace('secret', { name: 'Клуб' });
	const guests = [await person(), await person(), await person()];
	const { link } = await invite(await owner.now(), space, {
		email: null,
		role: 'member',
		days: 7,
		places: 2,
		lang: 'ru',
	});
	const token = new URL(link).searchParams.get('token');
	assert.equal((await readOffer(token))?.space.name, 'Клуб');
	await acceptOffer(await guests[0]!.now(), token);
	await acceptOffer(await guests[0]!.now(), token);
	await acceptOffer(await guests[1]!.now(), token);
	await assert.rejects(acceptOffer(await guests[2]!.now(), token), refused('spaces.invitation.old'));
	await invite(await owner.now(), space, {
		email: guests[2]!.email,
		role: 'member',
		days: 7,
		places: null,
		lang: 'ru',
	});
	const mailed = new URL(`http://x${linkIn(await lastLetterTo(guests[2]!.email))}`).searchParams.get('token');
	await assert.rejects(
		acceptOffer(await (await person()).now(), mailed),
		refused('spaces.invitation.other-address'),
	);
	await acceptOffer(await guests[2]!.now(), mailed);
	assert.equal((await members(await owner.now(), space)).members.length, 4);
	assert.equal(await readOffer(`${town.id}.${space.id}.${'A'.repeat(43)}`), null);
	assert.equal(await readOffer('forged'), null);
});

test('an invitation ends when it is revoked or out of date', async () => {
	const { owner, space } = await aSpace('open');
	const first = await invite(await owner.now(), space, {
		email: null,
		role: 'member',
		days: 1,
		places: null,
		lang: 'ru',
	});
	const token = new URL(first.link).searchParams.get('token');
	assert.equal(await readOffer(token, new Date(Date.now() + 2 * 86_400_000)), null);
	await revokeInvitation(await owner.now(), space, first.id);
	assert.equal(await readOffer(token), null);
	assert.equal((await openInvitations(await owner.now(), space)).length, 0);
});

test('a kind may add roles; a member holds them beside their rung', async () => {
	const chief = await person({ roles: [{ role: 'administrator', territory: town }] });
	const input = {
		territory: town.id,
		kind: 'programme',
		name: 'Дороги',
		summary: '',
		about: '',
		openness: 'open' as const,
	};
	await assert.rejects(createSpace(await (await person()).now(), input), refused('platform.not-allowed'));
	const space = await createSpace(await chief.now(), input);
	const expert = await person();
	await join(await expert.now(), space);
	await setAddedRole(await chief.now(), space, { account: expert.id, role: 'expert', held: true });
	assert.deepEqual((await spaceAt(await expert.now(), town.id, space.slug)).roles.sort(), [
		'expert',
		'member',
	]);
	await assert.rejects(
		setAddedRole(await chief.now(), space, { account: expert.id, role: 'jury', held: true }),
		refused('spaces.no-such-role'),
	);
	await setAddedRole(await chief.now(), space, { account: expert.id, role: 'expert', held: false });
	assert.deepEqual((await spaceAt(await expert.now(), town.id, space.slug)).roles, ['member']);
	await assert.rejects(
		createSpace(await chief.now(), { ...input, kind: 'service' }),
		refused('spaces.not-found'),
	);
	await assert.rejects(createSpace(await chief.now(), { ...input, openness: 'secret' }), Invalid);
});

test('what a leaving official runs for the administration passes to the successor; a community of their own stays theirs', async () => {
	const chief = await person({ roles: [{ role: 'administrator', territory: town }] });
	const leaver = await person({ roles: [{ role: 'administrator', territory: town, reach: 'territory' }] });
	const heir = await person({ roles: [{ role: 'official', territory: town }] });
	const input = { territory: town.id, summary: '', about: '', openness: 'open' as const };
	const programme = await createSpace(await leaver.now(), { ...input, kind: 'programme', name: 'Школы' });
	const hobby = await createSpace(await leaver.now(), { ...input, kind: 'community', name: 'Рыбалка' });
	const done = await leaveOffice(await chief.now(), {
		account: leaver.id,
		to: heir.id,
		territory: town.id,
		why: '',
	});
	assert.deepEqual(done, { passed: 1, withdrawn: 1 });
	assert.deepEqual((await spaceAt(await heir.now(), town.id, programme.slug)).roles, ['owner']);
	assert.deepEqual((await spaceAt(await leaver.now(), town.id, programme.slug)).roles, []);
	assert.deepEqual((await spaceAt(await leaver.now(), town.id, hobby.slug)).roles, ['owner']);
});

test('the lists are brought in line by the event, if the process died before it did so itself', async () => {
	const { owner, space } = await aSpace('open');
	const guest = await person();
	await join(await guest.now(), space);
	await database()`delete from spaces.membership where territory_id = ${town.id} and space_id = ${space.id}`;
	await h.runJobs();
	assert.equal((await members(await owner.now(), space)).members.length, 2);
});

test('a name of 10,000 characters and an unknown openness are told at their fields', async () => {
	const owner = await person();
	await assert.rejects(
		createSpace(await owner.now(), {
			territory: town.id,
			kind: 'community',
			name: 'я'.repeat(10_000),
			summary: 'я'.repeat(501),
			about: '',
			openness: 'hidden' as never,
		}),
		(error: unknown) =>
			error instanceof Invalid && error.problems.map((one) => one.field).join() === 'name,summary,openness',
	);
});

test('open and closed spaces are found by their words, a secret one never, also after it became secret', async () => {
	const name = 'Общество любителей вязания';
	const { owner, space } = await aSpace('open', { name });
	await aSpace('secret', { name: `${name} тайное` });
	await h.runJobs();
	const found = async () =>
		(await find({ text: 'вязание', within: town.id, lang: 'ru' })).items.filter(
			(one) => one.kind === 'spaces.space',
		);
	assert.deepEqual(
		(await found()).map((one) => one.url),
		[`/${town.path}/spaces/${space.slug}`],
	);
	await editSpace(await owner.now(), space, { name, summary: '', about: '', openness: 'secret' });
	await h.runJobs();
	assert.deepEqual(await found(), []);
});

test('the owner hears of a request, and who asked hears the answer', async () => {
	const { owner, space } = await aSpace('closed', { name: 'Хор' });
	const guest = await person({ name: 'Пётр Певцов' });
	await join(await guest.now(), space);
	await h.runJobs();
	const told = async (account: string) =>
		[
			...(await database()<
				{ kind: string }[]
			>`select kind from notifications.notice where account_id = ${account}`),
		].map((one) => one.kind);
	assert.deepEqual(await told(owner.id), ['spaces.asked']);
	const [request] = (await members(await owner.now(), space)).requests;
	await decideRequest(await owner.now(), space, { request: request?.id ?? '', accept: true });
	await h.runJobs();
	assert.deepEqual(await told(guest.id), ['spaces.accepted']);
});
