/**
 * The kit as people meet it: every sheet in a real browser, checked for WCAG 2.2 AA by axe, on a phone for width and the
 * size of targets, with and without script.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type VisitorOptions, visitor } from '#tests/support/browser.ts';
import { type KitHouse, kitHouse } from '#tests/support/kit/house.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sheets = ['parts', 'data', 'item', 'document', 'inbox', 'work', 'list', 'front', 'empty'] as const;
let house: KitHouse;
before(async () => {
	house = await kitHouse();
});
after(() => house?.close());

const open = async (address: string, options: VisitorOptions = {}): Promise<Page> => {
	const { page } = await visitor(house, options);
	await page.goto(address);
	return page;
};

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };
async function faultsOf(page: Page): Promise<string[]> {
	// Through the protocol, so that the page's own content policy stands.
	await page.evaluate(axeSource);
	const found = await page.evaluate(async () => {
		const axe = (
			globalThis as unknown as {
				axe: { run(node: Node, options: object): Promise<{ violations: Violation[] }> };
			}
		).axe;
		const { violations } = await axe.run(document, {
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		});
		return violations;
	});
	return found.map(
		({ id, help, nodes }) =>
			`${id}: ${help}\n    ${nodes
				.slice(0, 3)
				.map((node) => `${node.html}\n      ${node.failureSummary?.replaceAll('\n', ' ')}`)
				.join('\n    ')}`,
	);
}

const faces: [name: string, query: string, options: VisitorOptions][] = [
	['light, a desk', '', {}],
	['dark, a phone', '', { theme: 'dark', width: 360 }],
	['high contrast, a desk', '&theme=contrast', {}],
	['for the visually impaired, a phone', '&sight=on&size=2&scheme=blue-on-sky', { width: 360 }],
	['light, a phone, no script', '', { width: 360, script: false }],
];
for (const [name, query, options] of faces)
	test(`every sheet keeps WCAG 2.2 AA: ${name}`, async () => {
		const { page } = await visitor(house, options);
		const faults: string[] = [];
		for (const sheet of sheets) {
			await page.goto(`/kit?sheet=${sheet}${query}`);
			if (options.script !== false)
				faults.push(...(await faultsOf(page)).map((fault) => `${sheet}: ${fault}`));
			// Not innerWidth: a phone's grows with what overflows.
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			const own = options.width ?? 1280;
			if (wide > own) faults.push(`${sheet} scrolls sideways: ${wide} in ${own}`);
		}
		assert.equal(faults.join('\n'), '');
	});

test('the largest letters of the version for the visually impaired fit a phone', async () => {
	const page = await open('/kit?sheet=parts&sight=on&size=3&spacing=3', { width: 360 });
	for (const sheet of sheets) {
		await page.goto(`/kit?sheet=${sheet}&sight=on&size=3&spacing=3`);
		assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, sheet);
	}
});

test('on a phone what one presses is 44 px high', async () => {
	const { page } = await visitor(house, { width: 360 });
	const small: string[] = [];
	for (const sheet of sheets) {
		await page.goto(`/kit?sheet=${sheet}`);
		small.push(
			...(await page.evaluate(() =>
				[
					...document.querySelectorAll<HTMLElement>(
						'.button, .control, summary, header a, main nav a, .choice label, footer a',
					),
				]
					// The way here is running text: WCAG 2.5.8 leaves links in text out.
					.filter((one) => one.offsetParent !== null && !one.closest('.crumbs'))
					.map((one) => ({ text: one.outerHTML.slice(0, 130), height: one.getBoundingClientRect().height }))
					.filter(({ height }) => height > 0 && height < 43.5)
					.map(({ text, height }) => `${height} ${text}`),
			)),
		);
	}
	assert.equal([...new Set(small)].join('\n'), '');
});

test('public pages stay light', async () => {
	for (const sheet of ['item', 'list', 'front', 'document']) {
		// All components of the kit come in one sheet of style here; a page has only its own.
		const { page, script } = await house.weigh(`/kit?sheet=${sheet}`);
		assert.ok(page < 60 * 1024, `${sheet}: ${page} bytes`);
		assert.ok(script < 40 * 1024, `${script} bytes`);
	}
});

test('where pictures are switched off their words stand in their place', async () => {
	const page = await open('/kit?sheet=list&sight=on&images=off');
	assert.ok(await page.getByText('Площадь с фонтаном, вид от вокзала').isVisible());
	assert.equal(await page.locator('main img:visible').count(), 0);
});

test('a theme is chosen without reloading and kept', async () => {
	const page = await open('/kit?sheet=item');
	await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
	await page.click('header summary');
	await page.click('[data-theme-choice="dark"]');
	assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
	assert.ok(await page.evaluate(() => 'stayed' in globalThis));
	await page.waitForFunction(() => !document.querySelector('header details[open]'));
	assert.ok(house.posts.some((one) => one.startsWith('/look?theme=dark')));
});

test('a draft waits for the one who went away, and is gone once the form was taken', async () => {
	const { page } = await visitor(house);
	await page.goto('/kit?sheet=inbox');
	await page.fill('textarea', 'Заменим лампу до пятницы');
	await page.waitForFunction(() =>
		Object.values(localStorage).some((kept) => kept.includes('Заменим лампу')),
	);
	await page.goto('/kit?sheet=item');
	await page.goto('/kit?sheet=inbox');
	assert.equal(await page.inputValue('textarea'), 'Заменим лампу до пятницы');
	assert.ok(await page.isVisible('[data-draft-note]'));
	await page.click('form[data-draft] button.primary');
	await page.waitForURL('**/kit?sheet=item');
	await page.goto('/kit?sheet=inbox');
	assert.equal(await page.inputValue('textarea'), '');
});

test('characters are counted and never cut', async () => {
	const page = await open('/kit?sheet=parts');
	await page.fill('#f-title', 'а'.repeat(125));
	const note = page.locator('#f-title-limit');
	assert.match((await note.textContent()) ?? '', /125 из 120/);
	assert.equal((await page.inputValue('#f-title')).length, 125);
	assert.ok(await note.evaluate((one) => one.classList.contains('over')));
});

test('a long list is found by typing, ё as е, and the form gets the choice', async () => {
	const page = await open('/kit?sheet=parts');
	const box = page.locator('input#f-street');
	await box.fill('зеле');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	assert.equal(await box.inputValue(), 'Зелёная улица');
	assert.equal(await page.locator('select[name="street"]').inputValue(), 'green');
});

test('j and k walk the inbox, also on the Russian layout', async () => {
	const page = await open('/kit?sheet=inbox');
	await page.locator('body').click({ position: { x: 5, y: 5 } });
	await page.keyboard.press('j');
	assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', /Яма/);
	await page.keyboard.press('x');
	assert.equal(await page.locator('input[name="chosen"][value="2"]').isChecked(), true);
	await page.keyboard.press('k');
	assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', /фонарь/);
});

test('a question opens as a dialog; without script it is a page', async () => {
	const page = await open('/kit?sheet=parts');
	await page.click('[data-dialog="ask"]');
	assert.ok(await page.isVisible('dialog#ask[open]'));
	await page.keyboard.press('Escape');
	assert.ok(!(await page.isVisible('dialog#ask')));
	const plain = await open('/kit?sheet=parts', { script: false });
	assert.equal(await plain.locator('[data-dialog="ask"]').getAttribute('href'), '/kit?ask');
});

test('the map moves, takes a place by keyboard, and asks no other host', async () => {
	const page = await open('/kit?sheet=data');
	const map = page.locator('veche-map').last();
	await map.scrollIntoViewIfNeeded();
	await map.and(page.locator('[data-ready]')).waitFor({ timeout: 30_000 });
	await map.locator('canvas').focus();
	await page.keyboard.press('Enter');
	const lat = Number(await map.locator('[data-lat]').inputValue());
	assert.ok(lat > 57 && lat < 58, String(lat));
});

test('without script every map is drawn and the list beside it is whole', async () => {
	const page = await open('/kit?sheet=data', { script: false });
	assert.equal(await page.locator('veche-map svg').count(), 4);
	assert.ok(await page.locator('veche-map svg').first().isVisible());
	assert.equal(await page.locator('figure details.list li').count(), 14);
});

test('a printed page has no navigation and keeps its text', async () => {
	const page = await open('/kit?sheet=document');
	await page.emulateMedia({ media: 'print' });
	assert.ok(!(await page.isVisible('header .nav')));
	assert.ok(!(await page.isVisible('footer')));
	assert.ok(await page.isVisible('article h1'));
});
