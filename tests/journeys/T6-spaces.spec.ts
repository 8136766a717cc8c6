import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { visitor } from '#tests/support/browser.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const spaces = `/${town.path}/spaces`;

async function signedIn(who: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const person = await visitor(site, options);
	await person.context.addCookies([{ name: signInCookie, value: await who.cookie(), url: site.address }]);
	return person;
}

test('a resident makes a closed community, agrees to a neighbour, and hands it over', async () => {
	const vera = await anAccount({ name: 'Вера Садова' });
	const oleg = await anAccount({ name: 'Олег Соседов' });
	const owner = await signedIn(vera, { script: false });
	await owner.page.goto(spaces);
	await owner.shot('spaces-empty');
	await owner.page.goto(`${spaces}/new`);
	await owner.shot('space-new');
	await owner.page.getByLabel('Название', { exact: false }).first().fill('Сад <i>на</i> Заречной');
	await owner.page.getByRole('radio', { name: /Закрытое/ }).check();
	await owner.page.getByRole('button', { name: 'Создать' }).click();
	await owner.page.getByRole('heading', { name: 'Сад <i>на</i> Заречной' }).waitFor();
	const address = new URL(owner.page.url()).pathname;
	await owner.shot('space');

	const outsider = await visitor(site, { width: 360, script: false });
	await outsider.page.goto(address);
	await outsider.shot('space-outsider');
	await outsider.page.getByRole('link', { name: 'Войдите, чтобы вступить' }).waitFor();

	const guest = await signedIn(oleg, { width: 360, script: false });
	await guest.page.goto(address);
	await guest.page.getByLabel('Несколько слов о себе').fill('Живу напротив');
	await guest.page.getByRole('button', { name: 'Попросить о вступлении' }).click();
	await guest.page.getByText('Просьба отправлена').waitFor();

	await owner.page.goto(`${address}/members`);
	await owner.shot('space-requests');
	await owner.page.getByRole('button', { name: 'Принять' }).click();
	await owner.page.getByText('Ответ отправлен').waitFor();
	await owner.page.getByText('Изменить', { exact: true }).click();
	await owner.page.getByRole('button', { name: 'Передать владение' }).click();
	await owner.page.getByText('Владение передано').waitFor();
	assert.match(await owner.page.locator('main').innerText(), /Вы здесь: администратор/);
	await guest.page.goto(`${address}/members`);
	await guest.shot('space-members');
	assert.match(await guest.page.locator('main').innerText(), /владелец/);
	await guest.page.goto(spaces);
	await guest.shot('spaces');
	await guest.page.goto(`${address}/settings`);
	await guest.shot('space-settings');
});

test('a secret community is nowhere for others, and opens to who was invited by a link', async () => {
	const vera = await anAccount({ name: 'Вера Тайнова' });
	const oleg = await anAccount({ name: 'Олег Званов' });
	const owner = await signedIn(vera, { script: false });
	await owner.page.goto(`${spaces}/new`);
	await owner.page.getByLabel('Название', { exact: false }).first().fill('Тайный клуб');
	await owner.page.getByRole('radio', { name: /Тайное/ }).check();
	await owner.page.getByRole('button', { name: 'Создать' }).click();
	await owner.page.getByRole('heading', { name: 'Тайный клуб' }).waitFor();
	const address = new URL(owner.page.url()).pathname;
	await owner.page.goto(`${address}/members`);
	await owner.page.getByRole('button', { name: 'Пригласить' }).click();
	const link = new URL(await owner.page.locator('code').innerText());

	const guest = await signedIn(oleg, { script: false });
	const hidden = await guest.page.goto(address);
	const hiddenText = await guest.page.locator('main').innerText();
	const absent = await guest.page.goto(`${spaces}/no-such-space`);
	assert.equal(hidden?.status(), 404);
	assert.equal(absent?.status(), 404);
	assert.equal(hiddenText, await guest.page.locator('main').innerText(), 'exactly as what does not exist');
	await guest.page.goto(spaces);
	assert.doesNotMatch(await guest.page.locator('main').innerText(), /Тайный клуб/);
	await guest.page.goto(link.pathname + link.search);
	await guest.shot('space-invitation');
	await guest.page.getByRole('button', { name: 'Принять приглашение' }).click();
	await guest.page.getByRole('heading', { name: 'Тайный клуб' }).waitFor();
	await guest.page.goto('/account/spaces');
	await guest.shot('my-spaces');
	assert.match(await guest.page.locator('main').innerText(), /Тайный клуб/);
});
