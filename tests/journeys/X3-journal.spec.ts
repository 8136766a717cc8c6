import assert from 'node:assert/strict';
import { test } from 'node:test';
import { record } from '#platform/audit/door.server.ts';
import { newId, transaction } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { visitor } from '#tests/support/browser.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const place = await aTerritory();
const admin = await anAccount({
	name: 'Ольга Хранова',
	roles: [{ role: 'administrator', territory: place }],
});
const clerk = await anAccount({ name: 'Семён Писарев', roles: [{ role: 'official', territory: place }] });
const resident = await anAccount({ name: 'Мария Жилина' });

async function signedIn(who: AnAccount, options: Parameters<typeof visitor>[1]) {
	const person = await visitor(site, options);
	await person.context.addCookies([{ name: signInCookie, value: await who.cookie(), url: site.address }]);
	return person;
}

const appeal = newId();
await transaction(async (tx) => {
	const actor = await clerk.actor();
	const thing = { kind: 'appeal', id: appeal };
	await record(tx, {
		actor,
		territory: place.id,
		action: 'appeals.answered',
		thing,
		payload: { round: 1 },
		about: resident.id,
	});
	await record(tx, {
		actor,
		territory: place.id,
		action: 'appeals.read',
		thing,
		reading: true,
		about: resident.id,
	});
	await record(tx, {
		actor: null,
		territory: place.id,
		action: 'appeals.overdue',
		payload: { note: '<script>alert(1)</script>' },
	});
});

test('X3: an administrator finds in the journal who answered and who read, and takes it as a file', async () => {
	const { page, shot } = await signedIn(admin, { width: 1280 });
	await page.goto(`/office/audit?in=${place.id}`);
	const rows = page.locator('tbody tr');
	const answered = rows.filter({ hasText: resident.name }).last();
	assert.match(await answered.innerText(), /Семён Писарев/);
	await shot('journal');
	await page.getByRole('link', { name: 'Семён Писарев' }).first().click();
	await page.waitForURL(/who=/);
	assert.equal(await rows.filter({ hasNotText: 'Семён Писарев' }).count(), 0);
	assert.equal(await rows.filter({ hasText: resident.name }).count(), 2);
	await page.goto(`/office/audit?in=${place.id}&kind=readings`);
	assert.equal(await rows.count(), 1);
	assert.match(await rows.innerText(), /Чтение/);
	const file = await page.request.get(`/office/audit/export?in=${place.id}`);
	const lines = (await file.text()).trim().split('\r\n');
	assert.ok(lines.length >= 2);
	assert.match(lines[0] ?? '', /^\ufeff?Когда,/);
	await page.goto(`/office/audit?in=${place.id}`);
	assert.match(await rows.first().innerText(), /Журнал выгружен в файл/);
});

test('X3: who has no right to the journal finds no such page', async () => {
	for (const who of [clerk, resident]) {
		const { page } = await signedIn(who, { width: 360, script: false });
		for (const path of ['/office/audit', '/office/audit/export', '/office/permissions'])
			assert.equal((await page.goto(`${path}?in=${place.id}`))?.status(), 404, `${who.name} ${path}`);
	}
});

test('X4: an administrator learns what a person may here and why, on a phone without script', async () => {
	const { page, shot } = await signedIn(admin, { width: 360, script: false });
	await page.goto(`/office/permissions?in=${place.id}`);
	await page.getByLabel('Человек').fill('Писарев');
	await page.getByRole('button', { name: 'Найти' }).last().click();
	await page.getByRole('link', { name: 'Семён Писарев' }).click();
	const journal = page.locator('tr', { hasText: 'audit.see' });
	assert.match(await journal.innerText(), /Нет[\s\S]*Нужна роль: «Администратор»/);
	const finds = page.locator('tr', { hasText: 'identity.find' });
	assert.match(await finds.innerText(), /Да[\s\S]*Роль «Сотрудник», данная здесь/);
	await shot('permissions');
	await page.goto(`/office/audit?in=${place.id}&kind=readings`);
	assert.ok((await page.locator('tbody tr').count()) >= 3, 'looking a person up is in the journal');
});
