import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { database } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { createSpace, join as joinSpace, spaceAt } from '#rooms/spaces/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo, linkIn } from '#tests/support/fixtures/letters.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import {
	accountOf,
	actorOf,
	askForErasure,
	askForExport,
	cancelErasure,
	chooseConsents,
	confirmErasure,
	consentJournal,
	consentText,
	createAccount,
	declareResidence,
	erase,
	hasConsent,
	ownErasure,
	ownExports,
	ownZip,
	replayErasures,
	signIn,
} from './door.server.ts';
import { eraseDue } from './personal-data.ts';

const h = await house();
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const tokenFor = async (email: string) =>
	new URL(`http://x${linkIn(await lastLetterTo(email))}`).searchParams.get('token') ?? '';
const days = (n: number) => new Date(Date.now() + n * 86_400_000);

test('consents are given and withdrawn by purpose, and the journal keeps each with its version', async () => {
	const anna = await anAccount();
	const actor = await anna.actor();
	await chooseConsents(actor, ['news', 'statistics']);
	await chooseConsents(actor, ['news']);
	await chooseConsents(actor, ['news']);
	assert.ok(await hasConsent(database(), anna.id, 'news'));
	assert.ok(!(await hasConsent(database(), anna.id, 'statistics')));
	const journal = await consentJournal(actor);
	assert.deepEqual(
		journal.map((one) => [one.purpose, one.version, one.withdrawnAt !== null]).sort(),
		[
			['account', 1, false],
			['news', 1, false],
			['statistics', 1, true],
		].sort(),
	);
	assert.match((await consentText('account', 1, 'ru'))?.body ?? '', /152-ФЗ/);
	await chooseConsents(actor, []);
	assert.ok(
		await hasConsent(database(), anna.id, 'account'),
		'the one for the account goes only with the account',
	);
});

test('a copy of one’s data holds what the rooms know, as JSON and as a page without script', async () => {
	const town = await aTerritory();
	const anna = await anAccount({ name: 'Анна <b>Зорина</b>' });
	const actor = await anna.actor();
	await declareResidence(actor, { territory: town.id });
	await createSpace(actor, {
		territory: town.id,
		kind: 'community',
		name: 'Сад на Заречной',
		summary: '',
		about: '',
		openness: 'secret',
	});
	const id = await askForExport(actor);
	assert.equal((await ownExports(actor))[0]?.readyAt, null);
	await h.runJobs();
	const files = unzipSync(await ownZip(actor, id));
	const data = JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array()));
	assert.equal(data.identity.account.email, anna.email);
	assert.equal(data.identity.residence[0].territory, town.name.full);
	assert.equal(data.spaces.memberships[0].space, 'Сад на Заречной');
	assert.doesNotMatch(JSON.stringify(data), /argon2|secret_hash/);
	const page = strFromU8(files['data.html'] ?? new Uint8Array());
	assert.match(page, /Анна &lt;b&gt;Зорина/);
	assert.match(page, /Сад на Заречной/);
	assert.doesNotMatch(page, /<script|https?:/);
	assert.match(await lastLetterTo(anna.email), /готова/);
	const other = await anAccount();
	await assert.rejects(ownZip(await other.actor(), id), refused('platform.not-found'));
	await assert.rejects(ownZip(actor, id, days(8)), refused('platform.not-found'));
});

test('nothing is erased before the letter is answered and the week is over, and one may change one’s mind', async () => {
	const anna = await anAccount();
	const cookie = await anna.cookie();
	const actor = await actorOf(cookie);
	await assert.rejects(askForErasure(actor, { current: 'не тот пароль' }), Invalid);
	await askForErasure(actor, { current: anna.password });
	await eraseDue(days(30));
	await h.runJobs();
	assert.equal((await accountOf(anna.id))?.state, 'active', 'asked, not confirmed');
	await confirmErasure(await tokenFor(anna.email));
	assert.ok((await ownErasure(actor))?.dueAt);
	await eraseDue(days(6));
	await h.runJobs();
	assert.equal((await accountOf(anna.id))?.state, 'active', 'six days');
	await cancelErasure(actor);
	await eraseDue(days(30));
	await h.runJobs();
	assert.equal((await accountOf(anna.id))?.state, 'active', 'cancelled');
});

test('an erased person is gone from every table but the empty account, and the address is free', async () => {
	const town = await aTerritory();
	const anna = await anAccount({
		name: 'Евлампия Стираемая',
		roles: [{ role: 'official', territory: town }],
	});
	const cookie = await anna.cookie();
	const actor = await actorOf(cookie);
	await declareResidence(actor, { territory: town.id });
	await askForErasure(actor, { current: anna.password });
	await confirmErasure(await tokenFor(anna.email));
	await eraseDue(days(8));
	await h.runJobs();
	assert.equal((await actorOf(cookie)).account, null);
	const known = await accountOf(anna.id);
	assert.equal(known?.state, 'erased');
	assert.equal(known?.email, null);
	assert.equal(known?.name, 'Удалённый участник');
	assert.match(await lastLetterTo(anna.email), /журнала/);
	const tables = await database()<{ name: string }[]>`
		select format('%I.%I', table_schema, table_name) as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema in ('identity', 'spaces')`;
	for (const { name } of tables) {
		const rows = await database().unsafe(
			`/* background: a test looks everywhere */ select 1 from ${name} t where t::text like '%Стираемая%' or t::text like '%${anna.email}%' limit 1`,
		);
		assert.equal(rows.length, 0, name);
	}
	await assert.rejects(signIn({ email: anna.email, password: anna.password }), Invalid);
	const again = await createAccount({ name: 'Новая', email: anna.email, password: 'лодка-туман-9-берег' });
	assert.notEqual(again, anna.id);
});

test('after a restore of an older backup the journal erases again', async () => {
	const anna = await anAccount();
	await erase(anna.id);
	const journal = await readFile(join(h.config.data, 'erasures.jsonl'), 'utf8');
	assert.match(journal, new RegExp(anna.id));
	// the backup of yesterday comes back: the person is there again, the row of the erasure is not
	await database()`update identity.account set state = 'active', name = 'Вернувшаяся' where account_id = ${anna.id}`;
	await database()`delete from identity.erasure where account_id = ${anna.id}`;
	assert.equal(await replayErasures(), 1);
	assert.equal((await accountOf(anna.id))?.name, 'Удалённый участник');
	assert.equal(await replayErasures(), 0);
});

test('a community whose only owner is erased goes to its longest-standing member, or ends', async () => {
	const town = await aTerritory();
	const owner = await anAccount();
	const member = await anAccount();
	const input = { territory: town.id, kind: 'community', summary: '', about: '', openness: 'open' as const };
	const shared = await createSpace(await owner.actor(), { ...input, name: 'Общее' });
	const lonely = await createSpace(await owner.actor(), { ...input, name: 'Своё' });
	await joinSpace(await member.actor(), shared);
	await erase(owner.id);
	assert.deepEqual((await spaceAt(await member.actor(), town.id, shared.slug)).roles, ['owner']);
	assert.ok((await spaceAt(await member.actor(), town.id, lonely.slug)).closedAt);
});
