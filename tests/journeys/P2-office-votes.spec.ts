import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { resultOf, tendBallot } from '#rooms/ballots/door.server.ts';
import { standingActor } from '#rooms/identity/door.server.ts';
import { createSpace } from '#rooms/spaces/door.server.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { type VisitorOptions, visitor } from '#tests/support/browser.ts';
import { anOpenBallot, aTown, hour, option, type Town } from '#tests/support/fixtures/ballots.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

/** Somebody of the town with a role, at a browser. */
async function atWork(town: Town, role: string, options: VisitorOptions = {}) {
	const person = await anAccount({ roles: [{ role, territory: town }] });
	const at = await visitor(site, options);
	await at.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return at;
}

/** What a field of day and hour is given. */
const moment = (inHours: number) => new Date(Date.now() + inHours * hour).toISOString().slice(0, 16);

test('an official without script makes a budget from nothing, mends what is wrong, sees the paper and opens it', async () => {
	const town = await aTown();
	const { page, shot } = await atWork(town, 'official', { script: false, width: 360 });
	const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
	const go = () => page.getByRole('button', { name: 'Сохранить и дальше' }).last().click();
	await page.goto(`/office/votes?in=${town.id}`);
	await page.getByText('Голосований пока нет').waitFor();
	await shot('votes-empty');
	await page.getByRole('link', { name: 'Новое голосование' }).first().click();
	await page.getByLabel('Вопрос', { exact: true }).fill('Что сделать во дворах?');
	await page.getByLabel('Распределить бюджет по проектам').check();
	await shot('votes-question');
	await go();

	await heading('Из чего выбирают');
	await page.getByLabel('Проект 1').fill('Скамейки');
	await page.getByLabel('Стоимость').nth(0).fill('120 000,50');
	await page.getByLabel('Проект 2').fill('Качели');
	await page.getByRole('button', { name: 'Сохранить и добавить ещё' }).click();
	await page.getByLabel('Проект 3').fill('Фонари');
	await page.getByLabel('Стоимость').nth(2).fill('много');
	await page.getByRole('button', { name: 'Сохранить и добавить ещё' }).click();
	await page.getByText('Такой суммы быть не может.').first().waitFor();
	assert.equal(await page.getByLabel('Проект 3').inputValue(), 'Фонари', 'what was typed is kept');
	await page.getByLabel('Стоимость').nth(2).fill('300000');
	await page.getByRole('button', { name: 'Сохранить и добавить ещё' }).click();
	await page.getByRole('button', { name: 'Выше: Фонари' }).click();
	assert.equal(await page.getByLabel('Проект 2').inputValue(), 'Фонари');
	await shot('votes-options');
	assert.equal(await isWide(page), false);
	await go();

	await heading('Как считать голоса');
	await page.getByText('Пределы, кворум, если поровну').click();
	await page.getByLabel('Отметить не больше').fill('2');
	await page.getByLabel('Бюджет', { exact: true }).fill('400 000');
	await page.getByRole('radio', { name: /^Равные доли/ }).check();
	await shot('votes-rule');
	await go();
	await heading('Кто может голосовать');
	await page.getByLabel('Все, кто вошёл').check();
	await shot('votes-who');
	await go();
	await heading('Когда и как голосуют');
	await page.getByLabel('Закончить').fill(moment(48));
	await shot('votes-terms');
	await go();

	await heading('Проверка перед открытием');
	assert.equal(await page.getByRole('button', { name: 'Открыть сейчас' }).count(), 0);
	await page.getByRole('link', { name: 'Укажите стоимость проекта.' }).click();
	await page.getByText('Укажите стоимость проекта.').first().waitFor();
	await page.getByLabel('Стоимость').nth(2).fill('80000');
	await page.getByRole('button', { name: 'К проверке' }).click();
	await page.getByText('Всё готово').waitFor();
	await page.getByRole('group', { name: 'Ваш выбор' }).or(page.getByText('Качели')).first().waitFor();
	await shot('votes-check');
	const colleague = await atWork(town, 'editor');
	for (const step of ['question', 'options', 'rule', 'who', 'terms']) {
		await colleague.page.goto(page.url().replace('/check', `/edit/${step}`));
		assert.deepEqual(await faultsOf(colleague.page), [], step);
	}
	await colleague.page.goto(page.url());
	assert.deepEqual(await faultsOf(colleague.page), [], 'check');
	await page.getByRole('button', { name: 'Открыть сейчас' }).click();
	await page.getByText('Голосование открыто.').waitFor();
	await shot('votes-open');
	assert.equal(await isWide(page), false);
});

test('the owner of a community begins, opens and cancels its vote from the page of the community; an administrator of the territory does not see it', async () => {
	const town = await aTown();
	const owner = await anAccount();
	const boris = (await standingActor(owner.id)) as Actor;
	const space = await createSpace(boris, {
		territory: town.id,
		kind: 'community',
		openness: 'secret',
		name: 'Сад «Ромашка»',
		summary: 'Сад',
		about: '',
	});
	const { page, context, shot } = await visitor(site, { script: false, width: 360 });
	await context.addCookies([{ name: signInCookie, value: await owner.cookie(), url: site.address }]);
	const go = () => page.getByRole('button', { name: 'Сохранить и дальше' }).last().click();
	await page.goto(`/${town.path}/spaces/${space.slug}`);
	await page.getByRole('link', { name: 'Голосования', exact: true }).last().click();
	await page.getByRole('heading', { level: 1, name: 'Голосования: Сад «Ромашка»' }).waitFor();
	await page.getByRole('link', { name: 'Новое голосование' }).click();
	await page.getByLabel('Вопрос', { exact: true }).fill('Когда субботник?');
	await go();
	await page.getByLabel('Вариант 1').fill('В субботу');
	await page.getByLabel('Вариант 2').fill('В воскресенье');
	await go();
	await go();
	assert.equal(await page.getByRole('radio', { name: 'Все, кто вошёл' }).isChecked(), true);
	assert.equal(await page.getByLabel('Участники сообщества').inputValue(), space.id);
	await go();
	assert.equal(await page.getByLabel('У сотрудника с документом').count(), 0);
	await page.getByLabel('Закончить').fill(moment(48));
	await go();
	await page.getByRole('button', { name: 'Открыть сейчас' }).click();
	await page.getByText('Голосование открыто.').waitFor();
	await shot('votes-space-open');
	const address = new URL(page.url());
	await page.goto(`/office/votes?in=${town.id}`);
	await page.getByRole('link', { name: 'Когда субботник?' }).waitFor();

	const head = await atWork(town, 'administrator', { script: false });
	await head.page.goto(`/office/votes?in=${town.id}`);
	await head.page.getByText('Голосований пока нет').waitFor();
	assert.equal((await head.page.goto(address.pathname + address.search))?.status(), 404);

	await page.goto(address.pathname + address.search);
	await page.getByRole('link', { name: 'Продлить' }).click();
	await page.getByLabel('Новый конец').fill(moment(72));
	await page.getByLabel('Почему').fill('Не все успели');
	await page.getByRole('button', { name: 'Продлить' }).click();
	await page.getByText('Продлено.').first().waitFor();
	await page.getByRole('link', { name: 'Отменить' }).click();
	await page.getByLabel('Почему').fill('Решили иначе на собрании');
	await page.getByRole('button', { name: 'Отменить голосование' }).click();
	await page.getByText('Отменено.').first().waitFor();
	assert.equal(await isWide(page), false);
});

test('sheets with codes are printed with a picture, and the code of one votes once', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, { channels: ['code'] });
	const { page, shot } = await atWork(town, 'official');
	await page.goto(`/office/votes/${ballot.id}/codes?in=${town.id}`);
	await page.getByLabel('Район, улица, дом').fill('Улица Садовая');
	await page.getByLabel('Сколько листков').fill('3');
	await page.getByRole('button', { name: 'Сделать листки' }).click();
	const codes = await page.locator('.sheet code').allInnerTexts();
	assert.equal(new Set(codes).size, 3);
	assert.equal(await page.locator('.sheet svg').count(), 3);
	await shot('votes-codes-sheet');

	const guest = await visitor(site, { width: 360 });
	// the phone reads the picture: the code stands behind #, takes itself out of the address and is asked for no more
	await guest.page.goto(`/${town.path}/votes/code#${codes[1]}`);
	await guest.page.getByLabel('Вариант 2').check();
	await guest.page.getByRole('button', { name: 'Проголосовать' }).click();
	await guest.page.locator('[data-words]').waitFor();
	await page.goto(`/office/votes/${ballot.id}/codes?in=${town.id}`);
	await page.getByText('1 из 3').waitFor();
	await page.getByText('Отозвать').first().click();
	await page.getByRole('button', { name: 'Отозвать' }).last().click();
	await page.getByText('Листки отозваны').waitFor();
	await page.goto(`/office/votes/${ballot.id}?in=${town.id}`);
	await page.getByText('Проголосовал 1 человек').waitFor();
});

test('at the desk a person votes by their paper with keys alone, takes a slip away, and votes no second time', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, {
		channels: ['desk', 'paper'],
		who: {
			residence: 'confirmed',
			area: town.id,
			reach: 'subtree',
			ageFrom: null,
			ageTo: null,
			space: null,
			listed: false,
		},
	});
	const { page, shot } = await atWork(town, 'operator');
	const address = `/office/votes/${ballot.id}/desk?in=${town.id}`;
	await page.goto(address);
	const { keyboard } = page;
	await keyboard.type('5704 123456');
	await keyboard.press('Tab');
	await keyboard.press('Space');
	await keyboard.press('Tab');
	await keyboard.press('Space');
	await keyboard.press('Enter');
	await page.locator('[data-slip] svg').waitFor();
	assert.equal((await page.locator('[data-words]').innerText()).trim().split(' ').length, 6);
	await shot('votes-desk-slip');
	await keyboard.press('Enter');
	await page.getByLabel('Серия и номер документа').fill('5704 123456');
	await page.getByLabel(/По документу живёт здесь/).check();
	await page.getByRole('button', { name: 'Выдать бумажный бюллетень' }).click();
	await page.getByText('Вы уже проголосовали').first().waitFor();
	assert.equal(
		await page.getByLabel('Серия и номер документа').inputValue(),
		'',
		'a number of a paper is never sent back',
	);
	await shot('votes-desk');
	assert.deepEqual(await faultsOf(page), []);
});

test('two clerks enter a pack, settle where they differ, accept it; it is closed, counted and shown', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, { channels: ['site', 'paper'], mayCloseEarly: true });
	const [first, second] = [await atWork(town, 'operator'), await atWork(town, 'official')];
	const papers = `/office/votes/${ballot.id}/papers?in=${town.id}`;
	await first.page.goto(papers);
	await first.page.getByLabel('Пачка').fill('Школа № 3');
	await first.page.getByLabel('Сколько в ней бюллетеней').fill('3');
	await first.page.getByRole('button', { name: 'Начать ввод' }).click();
	const enter = async ({ page }: typeof first, typed: Record<number, string>) => {
		for (const [number, text] of Object.entries(typed)) await page.getByLabel(`№ ${number}`).fill(text);
		await page.keyboard.press('Enter');
	};
	await enter(first, { 1: '2', 2: '9' });
	await first.page.getByText('Не прочитать').first().waitFor();
	await enter(first, { 1: '2', 2: '1', 3: '-' });
	await first.page.getByText('Теперь эту пачку вводит второй сотрудник').waitFor();
	await second.page.goto(papers);
	await second.page.getByRole('link', { name: 'Школа № 3' }).click();
	await enter(second, { 1: '2', 2: '3', 3: '-' });
	await second.page.getByText('Расходится 1 бюллетень').first().waitFor();
	await second.shot('votes-pack-differs');
	assert.equal(await second.page.getByLabel('№ 2').inputValue(), '3', 'their own reading, not the other');
	assert.equal(await second.page.getByLabel('№ 1').count(), 0);
	await enter(second, { 2: '1' });
	await second.page.getByRole('button', { name: 'Принять пачку' }).click();
	await second.page.getByText('Пачка принята').first().waitFor();

	const head = await atWork(town, 'head');
	await head.page.goto(`/office/votes/${ballot.id}?in=${town.id}`);
	await head.page.getByRole('link', { name: 'Закрыть раньше срока' }).click();
	await head.page.getByRole('button', { name: 'Закрыть и посчитать' }).click();
	await head.page.getByText('Напишите, почему').first().waitFor();
	await head.page.getByLabel('Почему').fill('Проголосовали все, кто хотел.');
	await head.page.getByRole('button', { name: 'Закрыть и посчитать' }).click();
	await head.page.getByText('Идёт подсчёт').first().waitFor();
	await head.page.getByRole('button', { name: 'Все бюллетени введены' }).click();
	await head.page.getByText('Бумага введена').waitFor();
	await tendBallot(ballot);
	const result = await resultOf(town.head, ballot);
	assert.deepEqual([result?.votes, result?.spoiled], [2, 1]);
	await head.page.reload();
	await head.page.getByRole('heading', { name: 'Итог' }).waitFor();
	await head.shot('votes-closed');
	assert.deepEqual(await faultsOf(head.page), []);
});

test('the laboratory shows rules beside one another on invented votes and on a file, and names what it cannot read', async () => {
	const town = await aTown();
	await anOpenBallot(town, { options: [option('1'), option('2'), option('3')] });
	const { page, shot } = await atWork(town, 'official');
	await page.goto(`/office/votes/laboratory?in=${town.id}&kind=ranking&options=5&people=60&seed=3`);
	await page.getByText('60 придуманных голосов.').waitFor();
	await page.getByText('Попарные сравнения (Шульце)').first().waitFor();
	const once = await page.locator('#trial ~ *').allInnerTexts();
	await page.reload();
	assert.deepEqual(await page.locator('#trial ~ *').allInnerTexts(), once, 'the same number, the same votes');
	await shot('votes-laboratory');
	assert.deepEqual(await faultsOf(page), []);
	const file = (text: string) => ({ name: 'old.pb', mimeType: 'text/plain', buffer: Buffer.from(text) });
	await page.locator('input[type=file]').setInputFiles(file('ничего'));
	await page.getByRole('button', { name: 'Посчитать файл' }).click();
	await page.getByText('Это не файл голосования').first().waitFor();
	await page
		.locator('input[type=file]')
		.setInputFiles(
			file(
				'META\nkey;value\ndescription;x\nnum_projects;3\nnum_votes;5\nbudget;100\nvote_type;approval\nrule;greedy\nPROJECTS\nproject_id;cost;name\na;60;Парк\nb;60;Мост\nc;40;Сад\nVOTES\nvoter_id;vote\n1;a\n2;a\n3;a\n4;c\n5;b\n',
			),
		);
	await page.getByRole('button', { name: 'Посчитать файл' }).click();
	await page.getByText('Парк и Сад').or(page.getByText('Парк')).first().waitFor();
	await page.getByText('5 голосов.').waitFor();
});
