import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Invalid, Refusal } from '#platform/errors/door.ts';
import { openTable } from '#platform/tables/door.server.ts';
import {
	countEverything,
	figures,
	listAppeals,
	readAsked,
	readWork,
	takeUp,
} from '#rooms/appeals/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { anImport } from '#tests/support/fixtures/imports.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { saveValues, startCheck, startImport, startTakingBack } from './manage.ts';
import { refusedRows } from './report.ts';
import { templateXlsx } from './template.ts';
import { viewImport } from './view.ts';

const h = await house();

async function aTown(input: Parameters<typeof aTerritory>[0] = {}) {
	const town = await aTerritory(input);
	const administrator = await anAccount({ roles: [{ role: 'administrator', territory: town.id }] });
	return { town, territory: town.id, actor: await administrator.actor(), administrator };
}
type Town = Awaited<ReturnType<typeof aTown>>;
const load = (town: Town, name: string, content: string | Uint8Array) => anImport(h, town, name, content);

const rows = (territory: TerritoryId) =>
	database()`select * from appeals.appeal where territory_id = ${territory} order by filed_at, number`;
const table = `Внешний номер;Текст обращения;Тема;Подано;Место;Широта;Долгота;Исполнитель;Состояние;Срок ответа;Отвечено;Ответ;Почта заявителя
А-1;Во дворе дома 5 не горит ни один фонарь.;Ямы;05.02.2024 14:30;улица Мира, 5;;;МУП «Тестовод»;Закрыто;06.03.2024;20.02.2024;Фонари починили 19 февраля.;maria@example.org
А-2;Яма у остановки, машины объезжают по тротуару.;Ямы;13.02.2024 09:00;улица Мира, 7;;;;Ждёт ответа;;;;
А-3;;Ямы;13.02.2024;улица Мира, 9;;;;;;;;
А-4;Координаты нулевые, а яма настоящая.;Ямы;13.02.2024;улица Мира, 11;0;0;;;;;;
А-5;Тема никому не известна.;Неведомое;13.02.2024;улица Мира, 13;;;;;;;;
А-6;Дата из будущего.;Ямы;13.02.2099;улица Мира, 15;;;;;;;;
А-7;Ответ раньше вопроса.;Ямы;13.02.2024;улица Мира, 17;;;МУП «Тестовод»;Закрыто;;01.02.2024;;
А-1;Номер уже был в первой строке.;Ямы;14.02.2024;улица Мира, 19;;;;;;;;
А-8;Исполнитель никому не известен.;Ямы;14.02.2024;улица Мира, 21;;;ООО «Рога и копыта»;;;;;
А-9;Долгота и широта перепутаны местами.;Ямы;14.02.2024;улица Мира, 23;56,94;57,43;;;;;;
`;
const centre = { centre: { latitude: 57.43, longitude: 56.94 } };

test('every wrong row is named with its line, column and mend; the dry run changes nothing', async () => {
	const town = await aTown(centre);
	await aBody(town.town.id, { administrator: town.administrator });
	const run = await load(town, 'Обращения 2024.csv', table);
	await saveValues(town.actor, town.territory, run.id, 'category', {
		values: new Map([['Ямы', 'roads.potholes']]),
		otherwise: '',
	});
	const view = await run.check();
	assert.equal(view.run.state, 'checked');
	assert.deepEqual([view.run.rows, view.run.wrong], [10, 7]);
	assert.deepEqual(await run.found(), {
		'before-filing': 1,
		'body-unknown': 1,
		'category-unknown': 1,
		future: 1,
		// not of the row that stays out because it repeats a number
		'open-long': 1,
		'point-zero': 1,
		'repeated-id': 1,
		'text-missing': 1,
	});
	assert.deepEqual(
		view.problems.map((one) => [one.line, one.column]),
		[
			[4, 'Текст обращения'],
			[5, 'Широта'],
			[6, 'Тема'],
			[7, 'Подано'],
			[8, 'Отвечено'],
			[9, 'Внешний номер'],
			[10, 'Исполнитель'],
			[11, 'Состояние'],
		],
	);
	assert.equal((await rows(town.town.id)).length, 0);
	const report = await refusedRows(town.actor, town.territory, run.id);
	const sheet = await openTable(report.bytes);
	const lines = [];
	for await (const row of sheet.rows()) lines.push(row.cells);
	assert.equal(lines.length, 7);
	assert.match(lines[1]?.[1] ?? '', /Широта: Координаты 0, 0/);
});

test('a closing before the answer is told; bodies are made for all words that nothing was chosen for', async () => {
	const town = await aTown(centre);
	const run = await load(
		town,
		'Две даты.csv',
		`Внешний номер;Текст обращения;Тема;Подано;Место;Исполнитель;Состояние;Отвечено;Дата закрытия;Ответ
В-1;Не горит ни один фонарь.;Ямы;05.02.2024;улица Мира, 5;Горсвет;Закрыто;09.02.2024;06.02.2024;Починили.
В-2;Яма у остановки.;Ямы;06.02.2024;улица Мира, 7;Дорожник;Закрыто;09.02.2024;12.02.2024;Засыпали.
`,
	);
	const columns = (await viewImport(town.actor, town.territory, run.id)).mapping.fields;
	assert.equal(columns.find(({ field }) => field === 'closed')?.column, 'Дата закрытия');
	await saveValues(town.actor, town.territory, run.id, 'category', {
		values: new Map([['Ямы', 'roads.potholes']]),
		otherwise: '',
	});
	await saveValues(town.actor, town.territory, run.id, 'body', {
		values: new Map([
			['Горсвет', ''],
			['Дорожник', ''],
		]),
		otherwise: '+',
	});
	await run.check();
	assert.deepEqual(await run.found(), { 'closed-before-answer': 1 });
	await run.carry();
	const [first] = await rows(town.town.id);
	assert.deepEqual(first?.closed_at, first?.answered_at);
	const bodies = await database()`
		select distinct body_id from appeals.appeal where territory_id = ${town.town.id} and body_id is not null`;
	assert.equal(bodies.length, 2);
});

test('what ended on an unknown day is told before, comes in closed, and no figure of terms counts it', async () => {
	const town = await aTown(centre);
	const body = await aBody(town.town.id, { administrator: town.administrator });
	await body.answersFor('roads');
	const run = await load(
		town,
		'Архив.csv',
		`Внешний номер;Текст обращения;Тема;Подано;Место;Исполнитель;Состояние;Срок ответа;Отвечено;Ответ
Б-1;Не горит ни один фонарь.;Ямы;05.02.2024;улица Мира, 5;МУП «Тестовод»;Закрыто;06.03.2024;;
Б-2;Яма у остановки.;Ямы;06.02.2024;улица Мира, 7;МУП «Тестовод»;Закрыто;;;Яму засыпали.
Б-3;Отвечено в тот же день.;Ямы;07.02.2024;улица Мира, 9;МУП «Тестовод»;Закрыто;08.03.2024;07.02.2024;Сделано.
Б-4;Ждёт слова автора, а дня нет.;Ямы;08.02.2024;улица Мира, 11;МУП «Тестовод»;Дан ответ;;;Сделано.
`,
	);
	await saveValues(town.actor, town.territory, run.id, 'category', {
		values: new Map([['Ямы', 'roads.potholes']]),
		otherwise: '',
	});
	const checked = await run.check();
	assert.deepEqual(await run.found(), { 'end-missing': 1, 'end-unknown': 1, 'end-unknown-answer': 1 });
	assert.equal(checked.run.wrong, 1);
	await run.carry();
	const [unknown, withWords, known] = await rows(town.town.id);
	for (const one of [unknown, withWords])
		assert.deepEqual(
			[one?.state, one?.closed_because, one?.closed_at, one?.answered_at],
			['closed', 'done', null, null],
		);
	assert.notEqual(known?.closed_at, null);
	const db = database();
	const terms = await db`select appeal_id from appeals.term where territory_id = ${town.town.id}`;
	assert.deepEqual([...terms], [{ appeal_id: known?.id }]);
	const [told] = await db`
		select facts from appeals.history where territory_id = ${town.town.id} and appeal_id = ${withWords?.id} and kind = 'imported'`;
	assert.equal(told?.facts.answer, 'Яму засыпали.');
	await countEverything();
	const [tally] = await db`
		select sum(filed)::int as filed, sum(gone)::int as gone, sum(answered)::int as answered, sum(due)::int as due, sum(met)::int as met,
			sum(waiting)::int as waiting
		from appeals.tally where territory_id = ${town.town.id} and grain = 'month' and category = ''`;
	assert.deepEqual(tally, { filed: 3, gone: 2, answered: 1, due: 1, met: 1, waiting: 0 });
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town.town.id }] });
	const view = await readWork(await controller.actor(), { territory: town.town.id, id: unknown?.id });
	assert.equal(view.way.endUnknown, true);
	assert.ok(view.history.some((one) => one.kind === 'closed-before'));
});

test('good rows come in with their dates, states, terms and answers; figures of the past count', async () => {
	const town = await aTown(centre);
	const body = await aBody(town.town.id, { administrator: town.administrator });
	await body.answersFor('roads');
	const run = await load(town, 'Обращения 2024.csv', table);
	await saveValues(town.actor, town.territory, run.id, 'category', {
		values: new Map([['Ямы', 'roads.potholes']]),
		otherwise: '',
	});
	await run.check();
	const view = await run.carry();
	assert.equal(view.run.state, 'done');
	assert.equal(view.run.brought, 3);
	const [first, second, third] = await rows(town.town.id);
	assert.equal(first?.number, `${town.town.shortCode}-2024-000001`);
	assert.deepEqual(
		[first?.state, first?.closed_because, first?.external_id, first?.channel, first?.filed_at.toISOString()],
		['closed', 'done', 'А-1', 'import', '2024-02-05T11:30:00.000Z'],
	);
	assert.equal(first?.visibility, 'authority', 'nobody agreed to be shown');
	assert.equal(second?.state, 'routed', 'an open one goes to whoever answers by the rules');
	assert.equal(third?.state, 'routed');
	const db = database();
	const [term] =
		await db`select * from appeals.term where territory_id = ${town.town.id} and appeal_id = ${first?.id}`;
	assert.deepEqual(
		[term?.kind, term?.rule, term?.met_at !== null, term?.missed_at],
		['answer', 'import', true, null],
	);
	const [answer] = await db`select * from appeals.answer where territory_id = ${town.town.id}`;
	assert.deepEqual([answer?.text, answer?.account_id], ['Фонари починили 19 февраля.', null]);
	const history =
		await db`select kind from appeals.history where territory_id = ${town.town.id} and appeal_id = ${first?.id} order by at, id`;
	assert.deepEqual(
		history.map((one) => one.kind),
		['filed', 'answered', 'closed', 'imported'],
	);
	const letters =
		await db`select count(*)::int as count from channels.letter where to_address = 'maria@example.org'`;
	assert.equal(letters[0]?.count, 0, 'nobody is written to about the past');
	await countEverything();
	const [tally] = await db`
		select filed, answered, met from appeals.tally
		where territory_id = ${town.town.id} and grain = 'month' and starts_on = '2024-02-01' and category = ''`;
	assert.deepEqual([tally?.filed, tally?.answered], [3, 1]);
	assert.equal((await figures(town.town.id)).filed, 0, 'the last thirty days know nothing of 2024');
});

test('only a topic that somebody chose is learned from: what was guessed or left over is not', async () => {
	const town = await aTown(centre);
	const bring = async (name: string, otherwise: string, content: string) => {
		const run = await load(town, name, content);
		await saveValues(town.actor, town.territory, run.id, 'category', {
			values: new Map([['Ямы', 'roads.potholes']]),
			otherwise,
		});
		await run.check();
		await run.carry();
	};
	const head = 'id,Текст обращения,Тема,Подано\n';
	await bring('одна.csv', '~', `${head}1,Яма у остановки на улице Мира,Ямы,2024-03-01\n`);
	await bring('другая.csv', '~', `${head}1,Яма на дороге у школы на улице Лесной,Разное,2024-03-02\n`);
	await bring('третья.csv', 'other', `${head}1,Просим поставить лавочку у пруда,Разное,2024-03-03\n`);
	assert.deepEqual(
		(await rows(town.territory)).map((one) => [one.category, one.category_by]),
		[
			['roads.potholes', 'author'],
			['roads.potholes', 'nobody'],
			['other', 'nobody'],
		],
	);
});

test('the same table again brings nothing; a table with other rows brings those', async () => {
	const town = await aTown(centre);
	const lines = (from: number, to: number) =>
		`id,text,filed\n${Array.from({ length: to - from }, (_, i) => `${from + i},Яма номер ${from + i} у остановки на улице Мира,2024-03-0${1 + (i % 9)}`).join('\n')}\n`;
	const bring = async (content: string) => {
		const run = await load(town, 'ямы.csv', content);
		await run.set([
			{ field: 'category', otherwise: 'roads.potholes' },
			{ field: 'visibility', otherwise: 'nameless' },
		]);
		await run.check();
		return run.carry();
	};
	assert.equal((await bring(lines(0, 30))).run.brought, 30);
	const again = await bring(lines(0, 30));
	assert.deepEqual([again.run.brought, again.run.known], [0, 30]);
	assert.equal(again.counts.find((one) => one.code === 'known')?.count, 30);
	assert.equal((await bring(lines(20, 40))).run.brought, 10);
	assert.equal((await rows(town.town.id)).length, 40);
	const list = await listAppeals(town.town.id, readAsked(new URLSearchParams()), { lang: 'ru' });
	assert.equal(list.count, 40);
	const [item] =
		await database()`select count(*)::int as count from search.item where territory_id = ${town.town.id} and kind = 'appeals.appeal'`;
	assert.equal(item?.count, 40);
});

test('a whole import is taken back, but not what somebody works on', async () => {
	const town = await aTown(centre);
	const body = await aBody(town.town.id, { administrator: town.administrator });
	await body.answersFor(null);
	const run = await load(
		town,
		'ямы.csv',
		`id,text,filed\n${Array.from({ length: 12 }, (_, i) => `${i},Яма номер ${i} у остановки на улице Мира,2024-03-01`).join('\n')}\n`,
	);
	await run.set([
		{ field: 'category', otherwise: 'roads.potholes' },
		{ field: 'visibility', otherwise: 'nameless' },
	]);
	await run.check();
	await run.carry();
	const executor = await body.staff('executor');
	const [one] = await rows(town.town.id);
	await takeUp(await executor.actor(), { territory: town.territory, id: one?.id });
	await h.runJobs();
	await startTakingBack(town.actor, town.territory, run.id);
	await h.runJobs();
	const view = await run.view();
	assert.deepEqual([view.run.state, view.run.takenBack, view.run.kept], ['undone', 11, 1]);
	const left = await rows(town.town.id);
	assert.deepEqual(
		left.map((row) => row.id),
		[one?.id],
	);
	const db = database();
	for (const what of [
		db`select from appeals.listed where territory_id = ${town.town.id}`,
		db`select from appeals.inbox where territory_id = ${town.town.id}`,
		db`select from appeals.applicant where territory_id = ${town.town.id}`,
		db`select from search.item where territory_id = ${town.town.id} and kind = 'appeals.appeal'`,
		db`select from intake.arrival where territory_id = ${town.town.id}`,
	])
		assert.equal((await what).length, 1);
	const said =
		await db`select action from audit.entry where territory_id = ${town.town.id} and action like 'intake.%' order by at, id`;
	assert.deepEqual(
		said.map((entry) => entry.action),
		[
			'intake.import-opened',
			'intake.import-begun',
			'intake.import-done',
			'intake.import-undo-begun',
			'intake.import-taken-back',
		],
	);
	await assert.rejects(startTakingBack(town.actor, town.territory, run.id), Refusal);
});

test('who may not import learns nothing of it; a broken file is refused at once', async () => {
	const town = await aTown();
	const run = await load(town, 'x.csv', 'id,text\n1,Яма у остановки на улице Мира\n');
	const stranger = await anAccount({ roles: [{ role: 'executor', territory: town.town.id }] });
	await assert.rejects(viewImport(await stranger.actor(), town.territory, run.id), {
		code: 'platform.not-found',
	});
	const elsewhere = await aTown();
	await assert.rejects(viewImport(elsewhere.actor, elsewhere.town.id, run.id), {
		code: 'platform.not-found',
	});
	await assert.rejects(load(town, 'x.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')), {
		code: 'tables.old-excel',
	});
	await assert.rejects(startImport(town.actor, town.territory, run.id), {
		code: 'intake.import.check-first',
	});
	const none = await load(town, 'y.csv', 'a,b\n1,2\n');
	await assert.rejects(
		startCheck(town.actor, town.town.id, none.id),
		(error: Invalid) => error.problems[0]?.code === 'intake.import.columns.text-missing',
	);
});

test('the template is read without any mapping, and offers the topics of the territory', async () => {
	const town = await aTown();
	const bytes = await templateXlsx(town.town.id, 'ru');
	const table = await openTable(bytes).catch((error) => error);
	assert.ok(!(table instanceof Error), String(table));
	assert.ok(table.header.includes('Текст обращения'));
});
