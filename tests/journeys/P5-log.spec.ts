/** Nobody has to be believed: a resident takes the receipt of an appeal and checks it on their own device, without the site. */
import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { config } from '#platform/config/door.server.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const appeal = await anAppeal(town.id, { text: 'Яма на Мира.', where: 'улица Мира, 5' });
await site.runJobs();
const folder = mkdtempSync(join(tmpdir(), 'veche-receipt-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const download = async (path: string) => {
	const response = await fetch(new URL(path, site.address), { headers: { 'accept-language': 'ru' } });
	assert.equal(response.status, 200, path);
	return response;
};

test('P5: the page of the log says in plain words what it is and what was signed last, without script', async () => {
	const { page, shot } = await visitor(site, { width: 360, script: false });
	await page.goto('/log');
	await page.getByRole('heading', { level: 1, name: 'Журнал прозрачности' }).waitFor();
	await page.getByText('Последняя контрольная точка').waitFor();
	await page.getByText('свидетелей у этого журнала пока нет').waitFor();
	await page.getByRole('link', { name: 'Скачать страницу проверки' }).waitFor();
	await shot('log-360');
	const wide = await visitor(site, { theme: 'dark' });
	await wide.page.goto('/log');
	assert.deepEqual(await faultsOf(wide.page), []);
	await wide.shot('log-1280-dark');
	const english = await visitor(site, { lang: 'en', width: 360 });
	await english.page.goto('/en/log');
	await english.page.getByRole('heading', { level: 1, name: 'Transparency log' }).waitFor();
	assert.equal(await isWide(english.page), false);
	await english.shot('log-360-en');
});

test('P5: the receipt of an appeal is checked by a page on the own device, and a changed one is refused', async () => {
	const { page: item } = await visitor(site, { script: false });
	await item.goto(`/${town.path}/appeals/${appeal.number}`);
	const at = await item.getByRole('link', { name: 'Скачать квитанцию' }).getAttribute('href');
	const receipt = await (await download(at ?? '')).text();
	assert.match(receipt, /^c2sp\.org\/tlog-proof@v1\n/);
	assert.ok(
		!Buffer.from(/extra (.*)/.exec(receipt)![1]!, 'base64')
			.toString()
			.includes('Яма'),
		'others get no content',
	);
	const checker = join(folder, 'check.html');
	writeFileSync(checker, await (await download('/log/check.html')).text());
	writeFileSync(join(folder, 'good.tlog-proof'), receipt);
	const [index] = /index \d+/.exec(receipt)!;
	writeFileSync(join(folder, 'bad.tlog-proof'), receipt.replace(index, 'index 7'));

	const { page, shot } = await visitor({ address: pathToFileURL(folder).href }, { width: 360 });
	await page.goto(pathToFileURL(checker).href);
	await page.getByLabel('Файл квитанции').setInputFiles(join(folder, 'good.tlog-proof'));
	await page.getByRole('button', { name: 'Проверить' }).click();
	await page.getByRole('heading', { name: 'Запись есть в журнале' }).waitFor();
	await page.getByText('обращение', { exact: true }).waitFor();
	await shot('check-good-360');
	assert.equal(await isWide(page), false);
	await page.getByLabel('Файл квитанции').setInputFiles(join(folder, 'bad.tlog-proof'));
	await page.getByRole('button', { name: 'Проверить' }).click();
	await page.getByRole('heading', { name: 'Квитанция не убеждает' }).waitFor();
	await page.getByText('записи нет на том месте').waitFor();
	await shot('check-bad-360');
});

test('P5: programs read the log by the common formats, and nothing else', async () => {
	const checkpoint = await (await download('/log/checkpoint')).text();
	const [, size] = checkpoint.split('\n');
	const tile = await download(`/log/tile/0/000.p/${size}`);
	assert.equal(tile.headers.get('content-type'), 'application/octet-stream');
	assert.equal((await tile.arrayBuffer()).byteLength, 32 * Number(size));
	assert.match(await (await download('/log/policy')).text(), /^log \S+ \S+\nquorum none\n$/);
	for (const wrong of [
		'/log/tile/0/000',
		'/log/tile/0/0',
		'/log/tile/9/000',
		'/log/receipt/999',
		'/log/receipt/-1',
	])
		assert.equal((await fetch(new URL(wrong, site.address))).status, 404, wrong);
});

test('P5: while the log stands still, health says why in words and keeps the process in its balancer', async () => {
	const health = async (path = '/api/health') => {
		const response = await fetch(new URL(path, site.address), { headers: { 'accept-language': 'ru' } });
		return { code: response.status, ...((await response.json()) as Record<string, unknown>) } as {
			code: number;
			status: string;
			log?: { reason: string; says: string };
		};
	};
	assert.equal((await health()).log, undefined);
	const memory = join(dirname(config().keys), 'transparency');
	renameSync(memory, `${memory}-away`);
	try {
		const told = await health();
		assert.deepEqual([told.code, told.status, told.log?.reason], [200, 'degraded', 'no-memory']);
		assert.match(told.log?.says ?? '', /^Журнал стоит: .*veche log trust/);
		assert.match((await health('/en/api/health')).log?.says ?? '', /^The log stands still/);
		assert.equal((await health('/api/health?live')).status, 'ok');
	} finally {
		renameSync(`${memory}-away`, memory);
	}
	assert.equal((await health()).log, undefined);
});
