import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { plantOutlines } from '#rooms/territories/door.server.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aCountry, aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const centre = { latitude: 57.43, longitude: 56.94 };
const aTown = (name: string) => aTerritory({ name: { nominative: name }, centre });
/** An outline so many degrees wide. */
const square = (west: number, south: number, side: number) => [
	[
		[
			[west, south],
			[west + side, south],
			[west + side, south + side],
			[west, south + side],
			[west, south],
		] as [number, number][],
	],
];
const next = { name: 'Дальше' };
const send = { name: 'Отправить обращение' };

test('without script, on a phone: the next page says what it is about, what will be hidden and what is near by', async () => {
	const town = await aTown('Ольховец');
	await anAppeal(town.id, { text: 'Огромная яма у остановки, пробил колесо', where: 'улица Мира, 5' });
	await site.runJobs();
	const { page, shot } = await visitor(site, { width: 360, script: false });
	await page.goto(`/${town.path}/appeals/new`);
	await page
		.getByLabel('Что случилось')
		.fill('Большая яма на дороге у остановки. Ольга Петрова, +7 912 345-67-89');
	await page.getByLabel('Адрес, ориентир или описание').fill('улица Мира, дом 5');
	await page.getByRole('button', next).click();
	await page.getByRole('heading', { name: 'Проверьте обращение' }).waitFor();
	await shot('filing-summary-without-script');
	assert.equal(await page.locator('mark').count(), 2, 'what is hidden is struck through');
	await page.getByText('Огромная яма у остановки').waitFor();
	await page.getByLabel('Ольга Петрова').check();

	// the category was left open: it is asked for here, and what was ticked stays
	await page.getByRole('button', send).click();
	await page.getByText('Выберите тему из списка.').first().waitFor();
	assert.ok(await page.getByLabel('Ольга Петрова').isChecked());
	await page.getByLabel('Яма на дороге').check();
	await page.getByRole('button', send).click();
	const number = await page.locator('[data-number]').innerText();
	await site.runJobs();

	const outsider = await visitor(site, { script: false });
	await outsider.page.goto(`/${town.path}/appeals/${number}`);
	const text = await outsider.page.locator('main').innerText();
	assert.ok(text.includes('Ольга Петрова'), 'shown, because the author said so');
	assert.ok(!text.includes('345-67-89'), 'hidden, because the author did not');
});

test('with script: suggestions come while one writes, a similar appeal is joined in one press', async () => {
	const town = await aTown('Берёзов Лог');
	const first = await anAppeal(town.id, {
		text: 'Огромная яма у остановки, пробил колесо',
		where: 'улица Мира, 5',
	});
	await site.runJobs();
	const person = await anAccount();
	const { page, context, shot } = await visitor(site, {});
	await context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await page.goto(`/${town.path}/appeals/new`);
	await page.getByLabel('Что случилось').fill('Возле остановки большая яма на дороге, тел. 8 912 345-67-89');
	await page.getByRole('radio', { name: /Яма на дороге/ }).check();
	await page.getByText(/Ответим до/).waitFor();
	assert.equal(await page.locator('select[name=category]').inputValue(), 'roads.potholes');
	await page.getByLabel('8 912 345-67-89').waitFor();
	await page.getByLabel('Адрес, ориентир или описание').fill('Мира 5');
	await page.getByText('Об этом уже написали?').waitFor();
	await shot('filing-while-writing');
	assert.deepEqual(await faultsOf(page), []);
	await page.getByRole('button', { name: 'Меня тоже касается' }).click();
	await page.waitForURL(/done=joined/);
	assert.ok(page.url().includes(first.number));
});

test('a draft survives a closed browser with its photograph, and an account has it on another device', async () => {
	const town = await aTown('Ключевой');
	const photograph = join(site.folder, 'yama.jpg');
	await writeFile(photograph, await aPhotograph({ width: 400, height: 300 }));
	const guest = await visitor(site, { width: 360 });
	await guest.page.goto(`/${town.path}/appeals/new`);
	await guest.page.getByLabel('Что случилось').fill('Не горит фонарь у школы, темно уже неделю.');
	await guest.page.getByLabel('Фотографии того, что не так').setInputFiles(photograph);
	await guest.page.getByText('загружено').waitFor();
	await guest.page.waitForFunction(() => localStorage.length > 0);
	await guest.page.close();
	const again = await guest.context.newPage();
	await again.goto(`${site.address}/${town.path}/appeals/new`);
	assert.equal(
		await again.getByLabel('Что случилось').inputValue(),
		'Не горит фонарь у школы, темно уже неделю.',
	);
	await again.getByText('загружено').waitFor();
	assert.equal(await again.locator('input[name=photograph]').count(), 1);
	assert.equal(await isWide(again), false);

	const person = await anAccount();
	const desk = await visitor(site, {});
	await desk.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await desk.page.goto(`/${town.path}/appeals/new`);
	await desk.page.getByLabel('Что случилось').fill('Сломаны качели на площадке, опасно детям.');
	await desk.page.getByText('Черновик сохранён.').waitFor();
	const phone = await visitor(site, { width: 360, script: false });
	await phone.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await phone.page.goto(`/${town.path}/appeals/new`);
	await phone.page.getByText('Мы открыли ваш черновик').waitFor();
	assert.match(await phone.page.getByLabel('Что случилось').inputValue(), /качели/);
	await phone.page.goto('/account/appeals');
	await phone.page.getByText('Сломаны качели').waitFor();
	await phone.shot('account-drafts');
});

test('without a network it waits and goes by itself; it is one appeal', async () => {
	const town = await aTown('Заречный');
	const { page, context, shot } = await visitor(site, { width: 360 });
	await page.goto(`/${town.path}/appeals/new`);
	await page.getByLabel('Что случилось').fill('Не вывозят мусор вторую неделю, баки полные.');
	await page.locator('select[name=category]').selectOption('waste.collection', { force: true });
	await page.getByLabel('Адрес, ориентир или описание').fill('улица Лесная, 3');
	await page.getByRole('button', next).click();
	await page.getByRole('heading', { name: 'Проверьте обращение' }).waitFor();
	await context.setOffline(true);
	await page.getByRole('button', send).click();
	await page.getByText('Сети нет.').waitFor();
	await shot('filing-waits');
	await context.setOffline(false);
	await page.getByText('Сеть появилась, обращение отправлено.').waitFor({ timeout: 40_000 });
	await shot('filing-went');
	const seen = () => page.locator('[data-outbox]').getByRole('button').click();
	await seen();
	await site.runJobs();
	await page.goto(`/${town.path}/appeals`);
	assert.equal(await page.getByText('баки полные').count(), 1);

	// from the first page, with no topic: nobody is there to choose from what would be suggested
	await page.goto(`/${town.path}/appeals/new`);
	await page.getByLabel('Что случилось').fill('Во дворе третий день стоит вода после дождя, пахнет газом.');
	await page.getByLabel('Адрес, ориентир или описание').fill('улица Лесная, 9');
	const danger = page.locator('[data-assist-part=danger]');
	await danger.getByText('112').first().waitFor();
	await context.setOffline(true);
	await page.getByRole('button', next).click();
	await page.getByText('Сети нет.').waitFor();
	await context.setOffline(false);
	await page.getByText('Сеть появилась, обращение отправлено.').waitFor({ timeout: 40_000 });
	// what cannot wait is said first, the day has one full stop, and the emptied form says nothing of what is gone
	const gone = (await page.locator('[data-outbox] p').first().textContent()) ?? '';
	assert.match(gone, /^Если кому-то грозит опасность, звоните 112/);
	assert.doesNotMatch(gone, /\.\./);
	assert.equal((await danger.textContent())?.trim(), '');
	await site.runJobs();
	await page.goto(`/${town.path}/appeals`);
	assert.equal(await page.getByText('стоит вода').count(), 1);
	// it stands on the next page too, until it is closed, beside what else happens
	await page.locator('[data-outbox]').getByText('обращение отправлено').waitFor();
	await page.goto(`/${town.path}/appeals/new`);
	assert.equal(await page.getByLabel('Что случилось').inputValue(), '');

	// what is refused when it goes is not lost
	await page.getByLabel('Что случилось').fill('Во дворе упало старое дерево, лежит на дорожке.');
	await context.setOffline(true);
	await page.getByRole('button', next).click();
	await page.getByText('не ждите: звоните 112').waitFor();
	await context.setOffline(false);
	await page.getByText('Отправить не получилось').waitFor({ timeout: 40_000 });
	await shot('filing-refused');
	await page.getByRole('link', { name: 'Открыть форму' }).click();
	await page.waitForFunction(() =>
		/упало старое дерево/.test(document.querySelector<HTMLTextAreaElement>('[name=text]')?.value ?? ''),
	);
});

test('a place that cannot be right is mended in one press: swapped, in another town, in the sea', async () => {
	const region = await aTerritory({ kind: 'region', parent: (await aCountry()).id });
	const [here, there] = [
		await region.below({ name: { nominative: 'Сосновка' } }),
		await region.below({ name: { nominative: 'Дубровка' } }),
	];
	await plantOutlines(
		new Map([
			[region.id, square(56, 57, 2)],
			[here.id, square(56.7, 57.2, 0.4)],
			[there.id, square(57.2, 57.2, 0.4)],
		]),
		{ source: 'test', licence: 'CC0' },
	);
	const { page, shot } = await visitor(site, { width: 360, script: false });
	const fill = async (lat: string, lon: string) => {
		await page.goto(`/${here.path}/appeals/new`);
		await page.getByLabel('Что случилось').fill('Упало дерево поперёк тротуара, не пройти с коляской.');
		// the marks of a map, as a script or a machine would have set them
		await page.locator('input[name=lat]').evaluate((field, value) => field.setAttribute('value', value), lat);
		await page.locator('input[name=lon]').evaluate((field, value) => field.setAttribute('value', value), lon);
		await page.getByRole('button', next).click();
	};
	await fill('56.9', '57.4');
	await page.getByText('широта и долгота перепутаны').first().waitFor();
	await page.getByRole('button', { name: 'Поменять местами' }).click();
	assert.equal(await page.locator('input[name=lat]').inputValue(), '57.4');
	await page.getByRole('button', next).click();
	await page.getByRole('heading', { name: 'Проверьте обращение' }).waitFor();

	await fill('57.4', '57.4');
	await page.getByText('Это место в другой территории: Дубровка.').first().waitFor();
	await shot('filing-elsewhere');
	await page.getByRole('button', { name: 'Подать обращение туда: Дубровка' }).click();
	assert.ok(page.url().includes(there.path));
	assert.match(await page.getByLabel('Что случилось').inputValue(), /Упало дерево/);
	await page.getByRole('button', next).click();
	await page.getByRole('heading', { name: 'Проверьте обращение' }).waitFor();

	await fill('20', '-30');
	await page.getByText('не попадает ни в одну территорию').first().waitFor();
	await fill('0', '0');
	await page.getByText('Это точка 0, 0').first().waitFor();
});
