import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountId, TerritoryId } from '#platform/db/door.server.ts';
import { database, newId } from '#platform/db/door.server.ts';
import { may } from '#platform/permissions/door.ts';
import { grantsHeld } from '#rooms/identity/door.server.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { appoint, dismiss } from '../appoint.ts';
import { staffOf } from '../door.server.ts';
import { standInFor } from './absence.ts';
import { beginAbsence } from './begin-absence.ts';
import { declareAbsence } from './declare-absence.ts';
import { endAbsence } from './end-absence.ts';
import { absencesAt, insteadOf } from './stand-ins.ts';

const h = await house();
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function anOffice() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	const [head, away, deputy] = [
		await body.staff('head'),
		await body.staff('executor'),
		await body.staff('official'),
	];
	return { town, body, head, away, deputy, where: { territory: town.id as TerritoryId, body: body.id } };
}
const rolesIn = async (person: AnAccount, body: string) =>
	(await person.actor()).grants
		.filter((one) => one.space === body)
		.map((one) => one.role)
		.sort();

test('who stands in gets the roles of the absent for these days, no longer, and loses none of their own', async () => {
	const { body, away, deputy, where } = await anOffice();
	const days = { account: away.id, deputy: deputy.id, from: day(-1), until: day(3) };
	const ref = await declareAbsence(await away.actor(), where, days);
	assert.deepEqual(await rolesIn(deputy, body.id), ['executor', 'official']);
	const given = (await grantsHeld(deputy.id)).find((one) => one.role === 'executor');
	assert.ok(given?.expiresAt && given.expiresAt > new Date(), 'it ends by itself');
	assert.deepEqual(await insteadOf(where, [away.id, deputy.id]), [deputy.id]);
	await endAbsence(await away.actor(), ref);
	assert.deepEqual(await rolesIn(deputy, body.id), ['official']);
	assert.deepEqual(await insteadOf(where, [away.id]), [away.id]);
});

test('an absence to come begins by its job on its first day', async () => {
	const { body, away, deputy, where } = await anOffice();
	const ref = await declareAbsence(await away.actor(), where, {
		account: away.id,
		deputy: deputy.id,
		from: day(2),
		until: day(4),
	});
	assert.deepEqual(await rolesIn(deputy, body.id), ['official']);
	await beginAbsence(ref);
	assert.deepEqual(await rolesIn(deputy, body.id), ['official'], 'not before its day');
	await beginAbsence(ref, new Date(Date.now() + 3 * 86_400_000));
	assert.deepEqual(await rolesIn(deputy, body.id), ['executor', 'official']);
});

test('the deputy hears once that it ended early, where they had heard that it began', async () => {
	const { away, head, deputy, where } = await anOffice();
	const told = async (person: AnAccount) => {
		await h.runJobs();
		const rows = await database()<{ kind: string }[]>`
			select kind from notifications.notice where account_id = ${person.id} and kind like 'organisations.%'
			order by created_at, id`;
		return rows.map((one) => one.kind.replace('organisations.', ''));
	};
	const days = { account: away.id, deputy: deputy.id, from: day(-1), until: day(3) };
	const ref = await declareAbsence(await away.actor(), where, days);
	assert.deepEqual(await told(deputy), ['stands-in']);
	await endAbsence(await head.actor(), ref);
	await endAbsence(await away.actor(), ref);
	assert.deepEqual(await told(deputy), ['stands-in', 'stands-in-no-more']);

	const later = await declareAbsence(await away.actor(), where, { ...days, from: day(2) });
	await endAbsence(await away.actor(), later);
	assert.equal((await told(deputy)).length, 2, 'of what had not begun nobody was told');

	const byHead = await declareAbsence(await away.actor(), where, { ...days, deputy: head.id });
	await endAbsence(await head.actor(), byHead);
	assert.deepEqual(await told(head), ['stands-in'], 'who ended it knows');
});

test('a role that the deputy was given for good meanwhile stays', async () => {
	const { body, away, deputy, where } = await anOffice();
	const ref = await declareAbsence(await away.actor(), where, {
		account: away.id,
		deputy: deputy.id,
		from: day(-1),
		until: day(3),
	});
	await appoint(await body.administrator.actor(), body, {
		account: deputy.id,
		role: 'executor',
		unit: null,
		post: '',
		publicName: null,
	});
	await endAbsence(await away.actor(), ref);
	assert.deepEqual(await rolesIn(deputy, body.id), ['executor', 'official']);
});

test('who may: oneself, the head and the administrator for others; a deputy works at the same place', async () => {
	const { town, body, head, away, deputy, where } = await anOffice();
	const stranger = await anAccount();
	const days = { account: away.id, deputy: deputy.id, from: day(1), until: day(2) };
	const place = { territory: town.id, space: body.id };
	const table: [AnAccount, boolean, boolean][] = [
		[head, true, true],
		[away, true, false],
		[deputy, true, false],
		[body.administrator, false, true],
		[stranger, false, false],
	];
	for (const [person, own, others] of table) {
		const actor = await person.actor();
		assert.deepEqual(
			[may(actor, 'organisations.be-away', place), may(actor, 'organisations.send-away', place)],
			[own, others],
		);
	}
	await assert.rejects(declareAbsence(await deputy.actor(), where, days), { code: 'platform.not-found' });
	const wrong: [Partial<typeof days>, string][] = [
		[{ deputy: stranger.id }, 'organisations.absence.no-colleague'],
		[{ deputy: away.id }, 'organisations.absence.oneself'],
		[{ until: day(0) }, 'organisations.absence.swapped'],
		[{ from: day(-5), until: day(-3) }, 'organisations.absence.past'],
		[{ until: day(400) }, 'organisations.absence.long'],
	];
	for (const [part, code] of wrong)
		await assert.rejects(
			declareAbsence(await away.actor(), where, { ...days, ...part }),
			(error: { problems: { code: string }[] }) => error.problems[0]?.code === code,
		);
	await declareAbsence(await head.actor(), where, days);
	await assert.rejects(
		declareAbsence(await away.actor(), where, days),
		(error: { problems: { code: string }[] }) => error.problems[0]?.code === 'organisations.absence.already',
	);
	await assert.rejects(
		declareAbsence(await deputy.actor(), where, { ...days, account: deputy.id, deputy: away.id }),
		(error: { problems: { code: string }[] }) =>
			error.problems[0]?.code === 'organisations.absence.deputy-away',
	);
});

test('who leaves the body is away from it no more, and nobody keeps their rights', async () => {
	const { body, away, deputy, where } = await anOffice();
	await declareAbsence(await away.actor(), where, {
		account: away.id,
		deputy: deputy.id,
		from: day(-1),
		until: day(9),
	});
	const member = (await staffOf(body)).find((one) => one.account === away.id)!;
	await dismiss(await body.administrator.actor(), body, member.id);
	await h.runJobs();
	assert.equal((await absencesAt(where)).length, 0);
	assert.deepEqual(await rolesIn(deputy, body.id), ['official']);
});

test('a chain of absences ends with who is there, and a circle with who is asked for', () => {
	const [a, b, c] = [newId<AccountId>(), newId<AccountId>(), newId<AccountId>()];
	assert.equal(standInFor(a, []), a);
	assert.equal(
		standInFor(a, [
			{ account: a, deputy: b },
			{ account: b, deputy: c },
		]),
		c,
	);
	assert.equal(
		standInFor(a, [
			{ account: a, deputy: b },
			{ account: b, deputy: a },
		]),
		b,
	);
});
