import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, newId, type TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { aFiling, anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo } from '#tests/support/fixtures/letters.ts';
import { aCountry, aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { addReception, closeReception, listReceptions } from '../reception/manage-receptions.ts';
import type { ReceptionKind } from '../reception/reception.ts';
import { findCallers } from './find-callers.ts';
import { receptionsFor, takeCall } from './take-call.ts';

const h = await house();

const operatorOf = async (territory: TerritoryId, reach: 'territory' | 'subtree' = 'territory') =>
	(await anAccount({ roles: [{ role: 'operator', territory, reach }] })).actor();
const administratorOf = async (territory: TerritoryId) =>
	(await anAccount({ roles: [{ role: 'administrator', territory }] })).actor();
const told = (filing: object) => {
	const { channel: _, ...rest } = aFiling(0 as TerritoryId);
	return { ...rest, ...filing, key: newId() };
};
const call = { via: 'phone', identified: false, consent: true };
const blank = { phone: '', address: '', origins: '' };

async function problemsOf(work: Promise<unknown>): Promise<string[]> {
	try {
		await work;
	} catch (error) {
		if (error instanceof Invalid) return error.problems.map((problem) => `${problem.field} ${problem.code}`);
		if (error instanceof Refusal) return [error.code];
		throw error;
	}
	return [];
}

async function aReception(territory: TerritoryId, kind: ReceptionKind, name: string): Promise<string> {
	const id = await addReception(await administratorOf(territory), territory, { ...blank, kind, name });
	return `${territory}/${id}`;
}

test('a call becomes an appeal of the caller, written down by the operator, by that hotline', async () => {
	const town = await aTerritory();
	const via = await aReception(town.id, 'hotline', 'Горячая линия главы');
	const operator = await operatorOf(town.id);
	const receipt = await takeCall(
		operator,
		told({ territory: town.id, name: 'Вера Зимина', phone: '8 (912) 345-67-89' }),
		{ ...call, via },
	);
	assert.match(receipt.code, /^[0-9A-Z]{4}-/, 'the caller follows it by a code');
	const [row] = await database()`
		select a.channel, a.standing, a.author_id, a.filed_by, r.consent, r.identified, r.reception_id
		from appeals.appeal a join appeals.received r on r.territory_id = a.territory_id and r.appeal_id = a.id
		where a.territory_id = ${town.id}`;
	assert.deepEqual(
		{ ...row, filed_by: row?.filed_by === operator.account, reception_id: via.endsWith(row?.reception_id) },
		{
			channel: 'phone',
			standing: 'message',
			author_id: null,
			filed_by: true,
			consent: 'said',
			identified: false,
			reception_id: true,
		},
	);
	await h.runJobs();
	const [listed] = await listReceptions(await administratorOf(town.id), town.id, ['hotline']);
	assert.deepEqual([listed?.all, listed?.lately], [1, 1]);
});

test('names are taken with a consent only; a passport is seen at a desk, not by telephone; all mistakes at once', async () => {
	const town = await aTerritory();
	const operator = await operatorOf(town.id);
	const filing = told({ territory: town.id, name: 'Вера Зимина', where: '' });
	assert.deepEqual(
		(await problemsOf(takeCall(operator, filing, { ...call, consent: false, identified: true }))).sort(),
		[
			'consent appeals.operator.consent.missing',
			'identified appeals.operator.identified.by-phone',
			'where appeals.form.where.missing',
		],
	);
	const nobody = await takeCall(operator, told({ territory: town.id, name: '' }), {
		...call,
		consent: false,
	});
	assert.ok(nobody.number, 'without a name no consent is asked');
});

test('who showed a passport at a service centre files an appeal in the sense of the law, once it says where to answer', async () => {
	const town = await aTerritory();
	const via = await aReception(town.id, 'centre', 'МФЦ на улице Мира');
	const operator = await operatorOf(town.id);
	const seen = { via, identified: true, consent: true };
	assert.deepEqual(await problemsOf(takeCall(operator, told({ territory: town.id, name: 'Зимина' }), seen)), [
		'name appeals.form.standing.name',
		'email appeals.form.standing.reply',
	]);
	await takeCall(
		operator,
		told({ territory: town.id, name: 'Зимина Вера', email: 'vera@example.org' }),
		seen,
	);
	const [row] = await database()`
		select a.channel, a.standing, r.consent from appeals.appeal a
		join appeals.received r on r.territory_id = a.territory_id and r.appeal_id = a.id
		where a.territory_id = ${town.id}`;
	assert.deepEqual({ ...row }, { channel: 'mfc', standing: 'appeal', consent: 'signed' });
	assert.match(await lastLetterTo('vera@example.org'), /Код: [0-9A-Z]{4}-/, 'number and code come by e-mail');
});

test('a line that was closed takes nothing in', async () => {
	const town = await aTerritory();
	const via = await aReception(town.id, 'hotline', 'Линия');
	const [territory, id] = via.split('/');
	await closeReception(await administratorOf(town.id), {
		territory: Number(territory) as TerritoryId,
		id: id as never,
	});
	const operator = await operatorOf(town.id);
	assert.deepEqual(await receptionsFor(operator, town.id), []);
	assert.deepEqual(await problemsOf(takeCall(operator, told({ territory: town.id }), { ...call, via })), [
		'via appeals.operator.via.gone',
	]);
});

test('callers are found by telephone however it is written, by e-mail, by words of the name in any order, by number', async () => {
	const town = await aTerritory();
	const operator = await operatorOf(town.id);
	const first = await anAppeal(town.id, {
		name: 'Алёна Петровна Зимина',
		phone: '+7 912 345-67-89',
		email: 'Alena@example.org',
	});
	await anAppeal(town.id, { name: 'Алёна Петровна Зимина', phone: '8 (912) 3456789' });
	for (const asked of ['89123456789', '912 345 67 89', 'alena@example.org', 'зимина алена', first.number]) {
		const [caller, ...others] = await findCallers(operator, town.id, asked);
		assert.equal(caller?.name, 'Алёна Петровна Зимина', asked);
		assert.equal(others.length, 0, asked);
	}
	assert.equal((await findCallers(operator, town.id, '89123456789'))[0]?.appeals.length, 2);
	assert.deepEqual(await findCallers(operator, town.id, 'Зимина Ольга'), []);
	const [entry] = await database()`
		select reading from audit.entry where territory_id = ${town.id} and action = 'appeals.caller-looked-up' limit 1`;
	assert.equal(entry?.reading, true, 'each search is in the audit trail');
});

test('an operator finds callers of their own territory only; of a region with all below it where the role reaches there', async () => {
	const region = await (await aCountry()).below({ kind: 'region' });
	const [town, other] = [await region.below(), await region.below()];
	await anAppeal(town.id, { name: 'Вера Зимина', phone: '+7 912 345-67-89' });
	const found = async (territory: TerritoryId, reach: 'territory' | 'subtree') =>
		(await findCallers(await operatorOf(territory, reach), territory, '89123456789')).length;
	assert.equal(await found(other.id, 'territory'), 0);
	assert.equal(await found(region.id, 'territory'), 0);
	assert.equal(await found(region.id, 'subtree'), 1);
	const resident = await (await anAccount()).actor();
	assert.deepEqual(await problemsOf(findCallers(resident, town.id, '89123456789')), ['platform.not-found']);
	assert.deepEqual(await problemsOf(takeCall(resident, told({ territory: town.id }), call)), [
		'platform.not-found',
	]);
});
