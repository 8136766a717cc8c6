import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { answerAppeal } from '#rooms/appeals/door.server.ts';
import { drawWeek, lastWeeks } from '#rooms/quality/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function as(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const visit = await visitor(site, options);
	await visit.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return visit;
}

test('A3 A6: a public controller scores a blind sample, and everybody sees the share of formal replies', async () => {
	const town = await aTerritory({ name: { nominative: 'Тихореченск' } });
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	await body.answersFor('roads');
	const executor = await body.staff('executor', { name: 'Олег Берестов' });
	const [week = ''] = lastWeeks(new Date(), 'Europe/Moscow', 1);
	const monday = Date.parse(`${week}T09:00:00Z`);
	for (let i = 0; i < 10; i++) {
		const receipt = await anAppeal(town.id, { at: new Date(monday - 86_400_000) });
		await site.runJobs();
		await answerAppeal(
			await executor.actor(),
			receipt,
			{ text: 'МУП «Дорожник» примет ваше обращение к сведению. Олег Берестов.', photographs: [] },
			new Date(monday + i * 3_600_000),
		);
	}
	const head = await anAccount({ roles: [{ role: 'head', territory: town }] });
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const observer = await anAccount({ roles: [{ role: 'observer', territory: town }] });

	// the head sets the size; what is wrong is told at its field
	const chief = await as(head);
	await chief.page.goto(`/office/quality/settings?in=${town.id}`);
	await chief.page.getByLabel('Ответов каждого органа в неделю').fill('51');
	await chief.page.getByRole('button', { name: 'Сохранить размер выборки' }).click();
	await chief.page.getByText('Укажите число от 0 до 50.').first().waitFor();
	await chief.page.getByLabel('Ответов каждого органа в неделю').fill('10');
	await chief.page.getByRole('button', { name: 'Сохранить размер выборки' }).click();
	await chief.page.getByText('Размер выборки сохранён').waitFor();
	await drawWeek(town.id, week);
	await chief.page.reload();
	await chief.shot('quality-settings');

	// the observer, on a phone and without script, sees no names and cannot go anywhere else
	const { page, shot } = await as(observer, { width: 360, script: false });
	await page.goto('/office/quality');
	await page.getByText('Ждут оценки: 10 ответов').waitFor();
	await shot('quality-queue');
	assert.equal((await page.goto('/office/appeals'))?.status(), 404);
	await page.goto('/office/quality');
	await page.getByRole('button', { name: 'Взять следующий ответ' }).click();
	for (let i = 0; i < 10; i++) {
		const text = await page.locator('main').innerText();
		assert.match(text, /примет ваше обращение к сведению/);
		for (const secret of ['Дорожник', 'Берестов', 'Петрова']) assert.ok(!text.includes(secret), secret);
		if (i === 0) {
			await page.locator('form#score').evaluate((one) => one.setAttribute('novalidate', ''));
			await page.getByRole('button', { name: 'Сохранить и открыть следующий' }).click();
			await page
				.getByText(/: выберите да, частично или нет/)
				.first()
				.waitFor();
			await shot('quality-case');
		}
		for (const group of await page.getByRole('radiogroup').all())
			await group.getByLabel(i < 4 ? 'Нет' : 'Да', { exact: true }).check();
		if (i < 4) await page.getByLabel('Формальная отписка').check();
		await page.getByRole('button', { name: 'Сохранить и открыть следующий' }).click();
	}
	await page.getByText('Всё, что было, оценено').waitFor();

	// what was called a formal reply goes back to a controller, with a reason
	const mine = page.locator('table', { hasText: 'Мои оценки' }).locator('tbody tr');
	const formal = mine.filter({ hasText: /да/ }).first();
	await formal.getByRole('link').first().click();
	await page.getByLabel('Вернуть на проверку').check();
	await page.getByRole('button', { name: 'Изменить оценку' }).click();
	await page.getByText('Объясните, почему возвращаете').first().waitFor();
	assert.ok(await page.getByLabel('Вернуть на проверку').isChecked(), 'what was ticked stays');
	const reason = 'Не сказано ни что сделано, ни когда; звоните +7 912 345-67-89.';
	await page.getByLabel('Почему возвращаете').fill(reason);
	await shot('quality-send-back');
	await page.getByRole('button', { name: 'Изменить оценку' }).click();
	await page.getByText('ответ отправлен контролёру на проверку').waitFor();
	await mine.getByText('ждёт контролёра').waitFor();

	// a controller of the town decides; the observer reads what was found, without names
	const judge = await as(controller);
	await judge.page.goto('/office/appeals/reviews');
	await judge.page.getByRole('link', { name: /яма/i }).first().click();
	assert.match(await judge.page.locator('main').innerText(), /независимая оценка: ответ формальный/);
	const number = (await judge.page.locator('h1').innerText()).replace('Проверка ответа ', '').trim();
	await judge.shot('quality-review');
	await judge.page.getByLabel('Не сделано: вернуть исполнителю').check();
	await judge.page.getByLabel('Почему вы так решили').fill('МУП «Дорожник» должно назвать день работ.');
	await judge.page.getByRole('button', { name: 'Решить' }).click();
	await judge.page.getByText('Обращение вернулось исполнителю').waitFor();
	await page.goto('/office/quality');
	await mine.getByText('подтверждён').waitFor();
	await shot('quality-sent-back');
	await mine.filter({ hasText: 'подтверждён' }).getByRole('link').first().click();
	const found = await page.locator('main').innerText();
	assert.match(found, /над обращением работают заново[\s\S]*должно назвать день работ/);
	for (const secret of ['Дорожник', 'Берестов', 'Петрова', number])
		assert.ok(!found.includes(secret), secret);
	await shot('quality-decided');

	const outsider = await visitor(site, { script: false });
	await outsider.page.goto(`/${town.path}/situation/quality`);
	const told = await outsider.page.locator('main').innerText();
	assert.match(told, /Отписок примерно 40\s?%: от 17\s?% до 69\s?%/);
	assert.match(told, /МУП «Дорожник»/);
	await outsider.shot('quality-public');
	await outsider.page.goto(`/${town.path}/bodies/${body.slug}`);
	assert.match(
		await outsider.page.locator('main').innerText(),
		/Формальных отписок\s+40\s?% \(17\s?%\s–\s69\s?%\)/,
	);
	await outsider.shot('quality-body');
	await outsider.page.goto(`/${town.path}/appeals/${number}`);
	const way = await outsider.page.locator('main').innerText();
	assert.match(way, /Независимый контролёр вернул ответ на проверку/);
	assert.match(way, /Контролёр подтвердил: ответ формальный/);
	assert.match(way, /работу начали заново/);
	assert.ok(!way.includes('345-67'), 'what was written is masked');
	await outsider.shot('quality-way');
});
