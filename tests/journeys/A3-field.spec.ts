import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { answerAppeal, returnAnswer, takeUp } from '#rooms/appeals/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function comes(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const one = await visitor(site, options);
	await one.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return one;
}

async function aWorkingDay() {
	const town = await aTerritory({
		name: { nominative: 'Рябиновск' },
		centre: { latitude: 57.43, longitude: 56.94 },
	});
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	await body.answersFor('roads');
	const executor = await body.staff('executor', { name: 'Олег Берестов' });
	const places = [
		['Мира, 5', '57.4400', '56.9400'],
		['Садовая, 4', '57.4310', '56.9400'],
		['Ленина, 40', '57.4350', '56.9400'],
	] as const;
	const filed = [];
	for (const [where, lat, lon] of places) filed.push(await anAppeal(town.id, { where, lat, lon }));
	filed.push(await anAppeal(town.id, { where: 'у старой мельницы' }));
	await site.runJobs();
	for (const one of filed) await takeUp(await executor.actor(), one);
	await site.runJobs();
	return { town, body, executor, filed };
}
/** A stop that its author takes to a controller while the worker has the way open. */
async function anAnsweredStop() {
	const town = await aTerritory({ centre: { latitude: 57.43, longitude: 56.94 } });
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await body.staff('executor');
	await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const author = await (await anAccount()).actor();
	const appeal = await anAppeal(town.id, { by: author, where: 'Лесная, 3' });
	await site.runJobs();
	await takeUp(await executor.actor(), appeal);
	await site.runJobs();
	const toController = async () => {
		await answerAppeal(await executor.actor(), appeal, { text: 'Яму засыпали и укатали.', photographs: [] });
		await site.runJobs();
		await returnAnswer({ actor: author }, appeal, 'Засыпали другую яму.');
		await site.runJobs();
	};
	return { executor, appeal, toController };
}
const reports = async () =>
	Number(
		(
			await database()<{ count: string }[]>`select count(*) from appeals.field_report where territory_id > 0`
		)[0]!.count,
	);

test('A3: a worker goes a short way from place to place and reports without script', async () => {
	const { executor, filed } = await aWorkingDay();
	const { page, shot } = await comes(executor, { script: false, width: 360 });
	await page.goto('/office/field');
	const stops = await page.locator('.stops h2').allInnerTexts();
	assert.deepEqual(stops, ['Садовая, 4', 'Ленина, 40', 'Мира, 5', 'у старой мельницы']);
	await shot('field');
	const first = page.locator('.stops li').first();
	await first.getByText('Отчёт с места').click();
	assert.equal(
		await page.locator('[data-locate]:visible').count(),
		0,
		'a button that needs script is not there',
	);
	await first.getByRole('button', { name: 'Отправить отчёт' }).click();
	await page.getByRole('link', { name: 'Отметьте, сделано или нет.' }).waitFor();
	await first.getByLabel('Сделано', { exact: true }).check();
	await first.getByLabel('Что сделано').fill('Яма засыпана щебнем и укатана');
	await shot('field-report');
	await first.getByRole('button', { name: 'Отправить отчёт' }).click();
	await page.getByText('Отчёт отправлен.').first().waitFor();
	assert.equal(
		(await page.locator('.stops h2').allInnerTexts()).at(-1),
		'Садовая, 4',
		'what was done comes last',
	);
	await page.goto(`/office/appeals/${filed[1]!.territory}/${filed[1]!.id}`);
	await page.getByText('Отчёты с места').waitFor();
	await page.locator('section[aria-labelledby=told] summary').first().click();
	await page.getByRole('button', { name: 'Начать ответ с этих слов' }).click();
	assert.match(await page.locator('#answer textarea').first().inputValue(), /укатана/);
});

test('A3: without a network the page opens, the report waits in the phone and comes once', async () => {
	const { executor } = await aWorkingDay();
	const before = await reports();
	const { page, context, shot } = await comes(executor, { width: 360 });
	await page.goto('/office/field');
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await page.reload();
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await page.reload();
	await context.setOffline(true);
	await page.goto('/office/field');
	const first = page.locator('.stops li').first();
	await first.getByText('Отчёт с места').click();
	await first.getByLabel('Пока не сделано').check();
	for (const [name, width] of [
		['before-now', 800],
		['after-now', 900],
	] as const)
		await first.locator(`input[name=${name}]`).setInputFiles({
			name: `${name}.jpg`,
			mimeType: 'image/jpeg',
			buffer: await aPhotograph({ width }),
		});
	await first.getByText('before-now.jpg').waitFor();
	await first.getByLabel('Что сделано').fill('Нужен второй самосвал');
	await first.getByRole('button', { name: 'Отправить отчёт' }).click();
	await page.getByText('Сети нет. Отчёт сохранён').waitFor();
	await shot('field-offline');
	assert.equal(await reports(), before);
	await context.setOffline(false);
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await page.getByText('Сеть появилась, отчёт по обращению').waitFor({ timeout: 30_000 });
	assert.equal(await reports(), before + 1);
	const moments = await database()<{ moment: string }[]>`
		select moment from appeals.field_photograph where territory_id > 0 order by moment`;
	assert.deepEqual(
		moments.map((one) => one.moment),
		['after', 'before'],
		'each picture keeps its moment',
	);
	await page.goto('/office/field');
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await page.waitForTimeout(500);
	assert.equal(await reports(), before + 1);
});

test('A3: the way of the day begins where the form of the body says that it stands', async () => {
	const { town, body, executor } = await aWorkingDay();
	const office = await comes(body.administrator, { script: false });
	await office.page.goto(`/office/bodies/${town.id}/${body.id}`);
	await office.page.getByText('Изменить сведения').click();
	await office.page.getByText('Ввести координаты').click();
	await office.page.getByLabel('Широта').fill('57,4460');
	await office.page.getByRole('button', { name: 'Сохранить' }).first().click();
	await office.page.getByText('Нужны и широта, и долгота').first().waitFor(); // half a point is told
	await office.page.getByLabel('Долгота').fill('56,9400');
	await office.shot('body-place');
	await office.page.getByRole('button', { name: 'Сохранить' }).first().click();
	const { page } = await comes(executor, { script: false });
	await page.goto('/office/field');
	assert.deepEqual((await page.locator('.stops h2').allInnerTexts()).slice(0, 3), [
		'Мира, 5',
		'Ленина, 40',
		'Садовая, 4',
	]);
});

for (const script of [false, true])
	test(`A3: a report on what has gone to a controller is refused in words and stays written, ${script ? 'with' : 'without'} script`, async () => {
		const { executor, appeal, toController } = await anAnsweredStop();
		const { page, shot } = await comes(executor, { script, width: 360 });
		await page.goto('/office/field');
		await page.getByText('Отчёт с места').first().click();
		await page.getByLabel('Пока не сделано').check();
		await page.getByLabel('Что сделано').fill('Нужен второй самосвал');
		await toController();
		await page.getByRole('button', { name: 'Отправить отчёт' }).click();
		await page.getByRole('heading', { name: `Отчёт по обращению ${appeal.number} не принят` }).waitFor();
		await page.getByText(`Обращение ${appeal.number} на проверке: автор вернул ответ`).waitFor();
		assert.equal(await page.getByLabel('Что сделано').inputValue(), 'Нужен второй самосвал');
		assert.equal(await page.getByLabel('Пока не сделано').isChecked(), true);
		assert.equal(
			await page.locator('[data-outbox-kept]').isVisible(),
			false,
			'what has its form is not listed',
		);
		await shot(`field-refused-${script}`);
		if (!script) {
			await page.goto(`/office/appeals/${appeal.territory}/${appeal.id}`);
			assert.match(await page.locator('main p.state').first().innerText(), /На проверке/);
			return;
		}
		await page.goto('/office/field');
		const kept = page.getByRole('region', { name: 'Не отправлено' });
		await kept.getByText('Нужен второй самосвал').waitFor();
		await kept.getByRole('link', { name: appeal.number }).waitFor();
	});

test('A3: what had waited in the phone and was refused is found on the way until it is thrown away', async () => {
	const { executor, appeal, toController } = await anAnsweredStop();
	const { page, context, shot } = await comes(executor, { width: 360 });
	await page.goto('/office/field');
	await page.getByText('Отчёт с места').first().click();
	await context.setOffline(true);
	await page.getByLabel('Сделано', { exact: true }).check();
	await page.getByLabel('Что сделано').fill('Засыпали без связи');
	await page.getByRole('button', { name: 'Отправить отчёт' }).click();
	await page.getByText('Сети нет. Отчёт сохранён').waitFor();
	await toController();
	await context.setOffline(false);
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await page.locator('.outbox .bad', { hasText: appeal.number }).waitFor({ timeout: 30_000 });
	await shot('field-refused-later');
	const kept = page.getByRole('region', { name: 'Не отправлено' });
	for (const address of ['/office/field', '/office/field?order=term', '/en/office/field', '/office/field']) {
		await page.goto(address);
		await page.getByText('Засыпали без связи').waitFor();
		await page.getByText(`Обращение ${appeal.number} на проверке`).waitFor();
	}
	assert.match(await kept.innerText(), /Сделано/);
	await shot('field-kept');
	await kept.getByRole('button', { name: 'Выбросить' }).click();
	await page.reload();
	await page.waitForTimeout(500);
	assert.equal(await kept.isVisible(), false);
	assert.equal(await page.getByText(appeal.number).count(), 0);
});
