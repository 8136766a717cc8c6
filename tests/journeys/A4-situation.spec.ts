/**
 * All know: from the figures of a region to a place on the map of a town, to its appeals, to where one of them lay and how long.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countEverything } from '#rooms/appeals/door.server.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppealRow, putAppealRows } from '#tests/support/fixtures/appeal-rows.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const region = town.parents.at(-1)!;
const body = await aBody(town.id);
const day = 86_400_000;
await putAppealRows(
	Array.from({ length: 120 }, (_, i) => {
		const filedAt = new Date(Date.now() - (12 + i * 3) * day);
		const at = new Date(filedAt.getTime() + (i % 4 === 0 ? 40 : 5) * day);
		const answered = at.getTime() < Date.now();
		return anAppealRow({
			territory: town.id,
			filedAt,
			body: { territory: body.territory, id: body.id },
			point: { lat: 57.123456, lon: 56.123456 },
			placeWords: 'улица Мира, 5',
			takenUpAt: new Date(filedAt.getTime() + 6 * 3_600_000),
			state: answered ? 'answered' : 'routed',
			answers: answered ? [{ at, body: { territory: body.territory, id: body.id }, verdict: null }] : [],
		});
	}),
);
await countEverything();

for (const options of [
	{ width: 1280, script: true },
	{ width: 360, script: false },
] as const)
	test(`A4: from figures to the single appeal, ${options.width} px${options.script ? '' : ', without script'}`, async () => {
		const { page, shot } = await visitor(site, options);
		await page.goto(`/${region.path}/situation`);
		assert.match(await page.locator('main').innerText(), /Не ответили в срок/);
		await page.goto(
			`/${town.path}/situation?period=${new Date(Date.now() - 45 * day).toISOString().slice(0, 7)}`,
		);
		await page.getByRole('heading', { level: 1, name: /Как решают обращения/ }).waitFor();
		await shot('situation');
		if (options.script) assert.deepEqual(await faultsOf(page), []);
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
		await page.getByRole('link', { name: 'улица Мира, 5' }).first().click();
		await page.getByText('Показаны обращения одного места на карте.').waitFor();
		await page.locator('main h2 a').first().click();
		await page.getByRole('heading', { name: 'Где лежало и сколько' }).waitFor();
		await shot('way');
	});

test('A4: a board is a table, a file and a frame for another site, the wall comes again by itself', async () => {
	const csv = await fetch(`${site.address}/${town.path}/situation/flow/table.csv`);
	assert.equal(csv.status, 200);
	assert.match(await csv.text(), /Период,Подано/);
	const frame = await fetch(`${site.address}/${town.path}/situation/flow/embed`, {
		headers: { accept: 'text/html' },
	});
	assert.match(frame.headers.get('content-security-policy') ?? '', /frame-ancestors \*/);
	const board = await fetch(`${site.address}/${town.path}/situation/flow`, {
		headers: { accept: 'text/html' },
	});
	assert.match(board.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
	const wall = await fetch(`${site.address}/${town.path}/situation/wall`, {
		headers: { accept: 'text/html' },
	});
	assert.equal(wall.headers.get('refresh'), '60');
});
