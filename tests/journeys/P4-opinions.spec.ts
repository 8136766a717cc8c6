import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { standingActor } from '#rooms/identity/door.server.ts';
import {
	addFirstStatements,
	addressOf,
	addStatement,
	type ConversationRef,
	type Definition,
	emptyDefinition,
	makeConversation,
	markStatement,
	openConversation,
	readOpinions,
} from '#rooms/opinions/door.server.ts';
import { createSpace, join, setRole } from '#rooms/spaces/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { faultsOf, faultsOnScreens, isWide } from '#tests/support/accessible.ts';
import { type VisitorOptions, visitor } from '#tests/support/browser.ts';
import { aTown, hour, someone, type Town } from '#tests/support/fixtures/ballots.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

/** Somebody at a browser; with a role, somebody of the town. */
async function at(town: Town, role: string | null, options: VisitorOptions = {}) {
	const person = await anAccount(role ? { roles: [{ role, territory: town }] } : {});
	const who = await visitor(site, options);
	await who.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return who;
}

const phone = { width: 360, script: false } as const;
const moment = (inHours: number) => new Date(Date.now() + inHours * hour).toISOString().slice(0, 16);

const said = [
	'Во дворе нужны деревья.',
	'Каждой семье нужно место для машины.',
	'Ночью во дворе должно быть тихо.',
	'Площадку лучше перенести за дом.',
	'Собакам нужен свой угол.',
	'Шлагбаум нужен.',
	'Лавки должны быть со спинками.',
	'Качели скрипят, их пора сменить.',
];

/** Of everybody who signed in, with eight statements, unless said otherwise. */
async function aConversation(
	town: Town,
	more: Partial<Definition> = {},
	isOpen = true,
): Promise<ConversationRef> {
	const empty = emptyDefinition(town.id, 'ru');
	const ref = await makeConversation(town.official, {
		territory: town.id,
		definition: {
			...empty,
			question: 'Каким быть двору?',
			explanation: 'Весной двор перестроят. Что объединит соседей, то и сделаем первым.',
			closesAt: new Date(Date.now() + 48 * hour),
			...more,
			who: { ...empty.who, residence: 'none', ...more.who },
		},
	});
	await addFirstStatements(town.official, ref, { lines: said });
	if (isOpen) await openConversation(town.official, ref);
	return ref;
}

const office = (town: Town, { id }: ConversationRef, path = '') =>
	`/office/opinions/${id}${path}?in=${town.id}`;

test('an official without script asks, puts statements in by lines, mends what is lacking and opens it', async () => {
	const town = await aTown();
	const { page, shot } = await at(town, 'official', phone);
	const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
	const go = () => page.getByRole('button', { name: 'Сохранить и дальше' }).click();
	await page.goto(`/office/opinions?in=${town.id}`);
	await page.getByText('Разговоров пока нет').waitFor();
	await shot('opinions-office-empty');
	await page.getByRole('link', { name: 'Новый разговор' }).first().click();
	await page.getByLabel('Вопрос', { exact: true }).first().fill('Каким быть двору?');
	await page
		.getByLabel(/^Пояснение/)
		.first()
		.fill('Весной двор перестроят.');
	await shot('opinions-office-question');
	await go();

	await heading('С чего начнётся разговор');
	const lines = page.locator('#add-statements');
	await lines.fill(`- ${said[0]}\n\n2. ${said[1]}\n${said[0]}`);
	await page.getByRole('button', { name: 'Добавить', exact: true }).click();
	await page.getByText(said[0]!).first().waitFor();
	assert.match(await lines.inputValue(), /^- Во дворе/, 'what was typed is kept');
	await shot('opinions-office-twice');
	await lines.fill(`- ${said[0]}\n\n2. ${said[1]}\n${said[2]}`);
	await page.getByRole('button', { name: 'Добавить', exact: true }).click();
	await page.getByText('Добавлено 3 высказывания.').waitFor();
	await page.getByText('То же по-английски').last().click();
	await lines.fill(said.slice(3, 6).join('\n'));
	await page.locator('#add-other-statements').fill('Move the playground.\nDogs need a corner.');
	await page.getByRole('button', { name: 'Добавить', exact: true }).click();
	assert.equal(
		await page.locator('#add-other-statements').inputValue(),
		'Move the playground.\nDogs need a corner.',
	);
	await page
		.locator('#add-other-statements')
		.fill('Move the playground.\nDogs need a corner.\nA barrier is needed.');
	await page.getByRole('button', { name: 'Добавить', exact: true }).click();
	await page.getByRole('heading', { name: '6 первых высказываний' }).waitFor();
	await page.getByText(`Изменить: ${said[5]}`).click();
	const last = page.locator('form').filter({ has: page.locator('input[name=number][value="6"]') });
	await last.getByLabel('Высказывание').fill('Шлагбаум во дворе нужен.');
	await shot('opinions-office-statements');
	await last.getByRole('button', { name: 'Сохранить' }).click();
	await page.getByText('Изменить: Шлагбаум во дворе нужен.').click();
	await last.getByRole('button', { name: 'Удалить' }).click();
	await page.getByRole('heading', { name: '5 первых высказываний' }).waitFor();
	assert.equal(await isWide(page), false);
	await page.getByRole('link', { name: 'Дальше: сроки и порядок' }).click();

	await heading('Когда и как отмечают');
	await shot('opinions-office-terms');
	await go();
	await page.getByText('Осталось исправить 1 место').waitFor();
	assert.equal(await page.getByRole('button', { name: 'Открыть разговор' }).count(), 0);
	await shot('opinions-office-lacks');
	await page.getByRole('list').filter({ hasText: 'закон' }).getByRole('link').last().click();
	await page.getByLabel('Закончить').fill(moment(48));
	await go();
	await page.getByText('Всё готово').waitFor();
	await shot('opinions-office-check');
	const { pathname, search } = new URL(page.url());
	const colleague = await at(town, 'editor', { lang: 'en', theme: 'dark' });
	for (const path of ['', '/edit/question', '/edit/terms', '/statements']) {
		await colleague.page.goto(`/en${pathname}${path}${search}`);
		await colleague.shot(`opinions-office${path.replaceAll('/', '-') || '-draft'}`);
		assert.deepEqual(await faultsOnScreens(colleague.page), [], path);
	}
	await colleague.page.goto(`/en${pathname}${search}`);
	await colleague.page.getByText('All is ready').waitFor();
	assert.equal(await colleague.page.getByRole('button', { name: 'Open the conversation' }).count(), 0);
	await page.getByRole('button', { name: 'Открыть разговор' }).click();
	await page.getByText('Разговор открыт: его видят жители.').waitFor();
	await shot('opinions-office-open');
	assert.equal(await isWide(page), false);
});

test('a resident with an old phone marks and adds; a moderator shows one and rejects another with a reason that its author reads', async () => {
	const town = await aTown();
	const ref = await aConversation(town);
	const address = addressOf(ref);
	const guest = await visitor(site, phone);
	await guest.page.goto(`/${pathOf(town.id)}/opinions`);
	await guest.page.getByRole('link', { name: 'Каким быть двору?' }).click();
	await guest.page.getByRole('heading', { level: 1, name: 'Каким быть двору?' }).waitFor();
	assert.equal(await guest.page.getByRole('button', { name: 'Поддерживаю', exact: true }).count(), 0);
	await guest.shot('opinions-guest');

	const resident = await at(town, null, phone);
	const { page } = resident;
	await page.goto(address);
	await resident.shot('opinions-first');
	for (const [i, name] of ['Поддерживаю', 'Не поддерживаю', 'Пропустить', 'Поддерживаю'].entries()) {
		await page.getByRole('button', { name, exact: true }).click();
		await page.getByText(`отмечено ${i + 1} из 8`).waitFor();
	}
	await resident.shot('opinions-marking');
	const own = ['Нужна стоянка для велосипедов.', 'Сосед из пятой квартиры всем мешает.'];
	for (const text of own) {
		await page.getByLabel('Ваше высказывание').fill(text);
		await page.getByRole('button', { name: 'Добавить высказывание' }).click();
		await page.getByText('Высказывание отправлено модератору').waitFor();
	}
	await page.getByLabel('Ваше высказывание').fill('  ВО ДВОРЕ нужны деревья ');
	await page.getByRole('button', { name: 'Добавить высказывание' }).click();
	await page.getByText('Отметьте его прямо здесь').waitFor();
	assert.equal(await isWide(page), false);

	const moderator = await at(town, 'moderator');
	await moderator.page.goto(`/office/opinions?in=${town.id}`);
	await moderator.shot('opinions-office-list');
	assert.deepEqual(await faultsOf(moderator.page), []);
	await moderator.page
		.getByRole('row', { name: /Каким быть двору/ })
		.getByRole('link', { name: '2', exact: true })
		.click();
	await moderator.page.getByLabel(own[1]!).check();
	await moderator.page.getByRole('button', { name: 'Отклонить' }).click();
	await moderator.page.locator('#decide-reason-problem').waitFor();
	assert.equal(await moderator.page.getByLabel(own[1]!).isChecked(), true);
	await moderator.shot('opinions-office-no-reason');
	await moderator.page
		.getByLabel('Готовая причина')
		.selectOption({ label: 'Здесь речь об одном человеке. Напишите, какое правило нужно всем.' });
	await moderator.page.getByRole('button', { name: 'Отклонить' }).click();
	await moderator.page.getByText('Отклонено 1 высказывание.').waitFor();
	await moderator.page.getByLabel(own[0]!).check();
	await moderator.page.getByRole('button', { name: 'Показать отмеченные' }).click();
	await moderator.page.getByText('Показано 1 высказывание.').waitFor();
	await moderator.page.getByText('Решать сейчас нечего').waitFor();
	for (const state of ['shown', 'rejected', 'withdrawn']) {
		await moderator.page.goto(`${office(town, ref, '/statements')}&state=${state}`);
		assert.deepEqual(await faultsOnScreens(moderator.page), [], state);
		await moderator.shot(`opinions-office-${state}`);
	}

	await page.goto(`${address}/mine`);
	await page.getByText('Здесь речь об одном человеке.').waitFor();
	await resident.shot('opinions-mine');
	assert.equal(await isWide(page), false);
	await page.getByRole('button', { name: 'Снять отметку' }).first().click();
	await page.goto(address);
	await page.getByText('отмечено 3 из 9').waitFor();
});

test('groups and what unites them are told; the official closes with a reason, and a mark that comes later is refused in words', async () => {
	const town = await aTown();
	const ref = await aConversation(town, { openMarks: true });
	// two camps of thirteen: of one mind on what is said first and last, against each other on the rest
	const people = await Promise.all(Array.from({ length: 26 }, () => someone()));
	for (const [i, actor] of people.entries())
		for (const [j] of said.entries()) {
			if (i % 13 === j) continue;
			const mark = j === 0 || j === 7 || (j % 2 === 0) === i < 13 ? 1 : -1;
			await markStatement(actor, ref, { statement: j + 1, mark });
		}
	await readOpinions(ref);

	const late = await at(town, null, phone);
	await late.page.goto(addressOf(ref));
	await late.page.getByRole('button', { name: 'Поддерживаю', exact: true }).waitFor();

	const official = await at(town, 'official');
	await official.page.goto(office(town, ref));
	await official.shot('opinions-office-item');
	assert.deepEqual(await faultsOnScreens(official.page), []);
	await official.page.getByRole('link', { name: 'Закрыть раньше срока' }).click();
	await official.page.getByRole('button', { name: 'Закрыть разговор' }).click();
	await official.page.locator('#f-reason-problem').waitFor();
	await official.page.getByLabel('Почему').fill('Отметились все соседи.');
	await official.shot('opinions-office-close');
	await official.page.getByRole('button', { name: 'Закрыть разговор' }).click();
	await official.page.getByText('Разговор закрыт.').first().waitFor();
	await official.page.getByText('Отметились все соседи.').waitFor();
	await official.shot('opinions-office-closed');

	await late.page.getByRole('button', { name: 'Поддерживаю', exact: true }).click();
	await late.page.getByText('Отметка не записана.').waitFor();
	await late.shot('opinions-late');

	await readOpinions(ref);
	for (const [lang, options, telling] of [
		['ru', phone, 'Сложились две группы мнений'],
		['en', { lang: 'en', theme: 'dark' }, 'Two opinion groups'],
	] as const) {
		const guest = await visitor(site, options);
		await guest.page.goto(`${lang === 'en' ? '/en' : ''}${addressOf(ref, 'results')}`);
		await guest.page.getByText(telling).first().waitFor();
		assert.notEqual(await guest.page.locator('header a.place').innerText(), '');
		await guest.shot('opinions-results');
		assert.equal(await isWide(guest.page), false);
		if (lang === 'ru') {
			const text = await guest.page.locator('main').innerText();
			assert.match(text, /Что объединяет[\s\S]*Во дворе нужны деревья/);
			const marks = await guest.context.request.get(`${addressOf(ref)}/files/marks`);
			assert.equal(marks.status(), 200, (await marks.text()).slice(0, 3000));
		}
	}
});

test('a draft and the office are not there for who has no work at them', async () => {
	const town = await aTown();
	const draft = await aConversation(town, {}, false);
	const other = await aTown();
	const outsider = await visitor(site);
	assert.equal((await outsider.page.goto(addressOf(draft)))?.status(), 404);
	for (const [role, of] of [
		[null, town],
		['moderator', town],
		['official', other],
	] as const) {
		const { page } = await at(of, role);
		for (const path of ['', '/statements', '/edit/terms', '/change/cancel'])
			assert.equal((await page.goto(office(town, draft, path)))?.status(), 404, `${role} ${path}`);
	}
	const official = await at(town, 'official', phone);
	await official.page.goto(office(town, draft));
	await official.page.getByText('Удалить черновик').first().click();
	await official.page.getByRole('button', { name: 'Удалить черновик' }).click();
	await official.page.getByText('Черновик удалён.').waitFor();
	const cancelled = await aConversation(town);
	await official.page.goto(office(town, cancelled, '/change/cancel'));
	await official.page.getByLabel('Почему').fill('Двор перестраивать не будут.');
	await official.page.getByRole('button', { name: 'Отменить разговор' }).click();
	await official.page.getByText('Разговор отменён.').waitFor();
	await outsider.page.goto(addressOf(cancelled));
	await outsider.page.getByText('Двор перестраивать не будут.').first().waitFor();
	await outsider.shot('opinions-cancelled');
});

test('the owner of a secret community asks its members from its page; an official of the territory finds nothing of it', async () => {
	const town = await aTown();
	const owner = await anAccount();
	const space = await createSpace((await standingActor(owner.id)) as Actor, {
		territory: town.id,
		kind: 'community',
		openness: 'secret',
		name: 'Сад «Ромашка»',
		summary: 'Сад',
		about: '',
	});
	const { page, context, shot } = await visitor(site, phone);
	await context.addCookies([{ name: signInCookie, value: await owner.cookie(), url: site.address }]);
	await page.goto(`/${pathOf(town.id)}/spaces/${space.slug}`);
	await page.getByRole('link', { name: 'Мнения', exact: true }).last().click();
	await page.getByRole('link', { name: 'Новый разговор' }).click();
	await page.getByLabel('Вопрос', { exact: true }).first().fill('Что сажать в общем саду?');
	await page.getByRole('button', { name: 'Сохранить и дальше' }).click();
	await page.locator('#add-statements').fill(said.slice(0, 5).join('\n'));
	await page.getByRole('button', { name: 'Добавить', exact: true }).click();
	await page.getByRole('link', { name: 'Дальше: сроки и порядок' }).click();
	assert.equal(await page.getByLabel('Участники сообщества').inputValue(), space.id);
	await page.getByLabel('Закончить').fill(moment(48));
	await page.getByRole('button', { name: 'Сохранить и дальше' }).click();
	await page.getByRole('button', { name: 'Открыть разговор' }).click();
	await page.getByText('Разговор открыт').first().waitFor();
	await shot('opinions-space');
	const address = page.url();
	await page.goto(`/office/opinions?in=${town.id}`);
	await page.getByRole('link', { name: 'Что сажать в общем саду?' }).waitFor();

	const head = await at(town, 'administrator', phone);
	await head.page.goto(`/office/opinions?in=${town.id}`);
	await head.page.getByText('Разговоров пока нет').waitFor();
	assert.equal((await head.page.goto(address))?.status(), 404);
});

test('who moderates a community comes to what waits from its page, from the conversation and from the office', async () => {
	const town = await aTown();
	const [owner, keeper, member] = [await anAccount(), await anAccount(), await anAccount()];
	const boris = (await standingActor(owner.id)) as Actor;
	const space = await createSpace(boris, {
		territory: town.id,
		kind: 'community',
		openness: 'open',
		name: 'Сад «Ромашка»',
		summary: 'Сад',
		about: '',
	});
	for (const { id } of [keeper, member]) await join((await standingActor(id)) as Actor, space);
	await setRole((await standingActor(owner.id)) as Actor, space, { account: keeper.id, role: 'moderator' });
	const definition = {
		...emptyDefinition(town.id, 'ru', space.id),
		question: 'Что сажать?',
		closesAt: new Date(Date.now() + 48 * hour),
	};
	const leader = (await standingActor(owner.id)) as Actor;
	const ref = await makeConversation(leader, { territory: town.id, space: space.id, definition });
	await addFirstStatements(leader, ref, { lines: said.slice(0, 5) });
	await openConversation(leader, ref);
	await addStatement((await standingActor(member.id)) as Actor, ref, { text: 'Сажать яблони.' });
	const { page, context, shot } = await visitor(site, phone);
	await context.addCookies([{ name: signInCookie, value: await keeper.cookie(), url: site.address }]);
	const waiting = page.getByRole('link', { name: '1 высказывание ждёт решения' });
	await page.goto(`/${pathOf(town.id)}/spaces/${space.slug}`);
	await shot('opinions-space-moderator');
	await waiting.click();
	await page.getByLabel('Сажать яблони.').waitFor();
	await page.goto(`/office/opinions?in=${town.id}`);
	await page.getByRole('link', { name: 'Что сажать?' }).waitFor();
	await page.goto(addressOf(ref));
	await waiting.click();
	await page.getByLabel('Сажать яблони.').check();
	await page.getByRole('button', { name: 'Показать отмеченные' }).click();
	await page.getByText('Показано 1 высказывание.').waitFor();

	const guest = await at(town, null, phone);
	for (const address of [`/${pathOf(town.id)}/spaces/${space.slug}`, addressOf(ref)]) {
		await guest.page.goto(address);
		assert.equal(await guest.page.getByRole('link', { name: /решени|Решать/ }).count(), 0, address);
	}
});

test('a question that has Russian words alone says so on pages in English', async () => {
	const town = await aTown();
	const ref = await aConversation(town);
	const { page } = await at(town, 'official');
	const langOf = (what: string) => page.locator(what).first().getAttribute('lang');
	const office = `/office/opinions`;
	for (const [address, what] of [
		[`/${pathOf(town.id)}/opinions`, 'main h2'],
		[addressOf(ref), 'main h1'],
		[addressOf(ref, 'statements'), 'main .lead'],
		[addressOf(ref, 'statements'), '.crumbs li:last-child a'],
		[`${office}?in=${town.id}`, 'main tbody th a'],
		[`${office}/${ref.id}?in=${town.id}`, 'main h1'],
		[`${office}/${ref.id}/statements?in=${town.id}`, 'main .lead'],
	] as const) {
		await page.goto(`/en${address}`);
		assert.equal(await langOf(what), 'ru', `${address} ${what}`);
		await page.goto(address);
		assert.equal((await langOf(what)) ?? 'ru', 'ru', address);
	}
	const both = await aConversation(town, { other: { question: 'What shall the yard be?', explanation: '' } });
	await page.goto(`/en${addressOf(both)}`);
	await page.getByRole('heading', { level: 1, name: 'What shall the yard be?' }).waitFor();
	assert.equal((await langOf('main h1')) ?? 'en', 'en');
});
