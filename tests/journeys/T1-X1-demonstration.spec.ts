/**
 * The demonstration walked as a newcomer walks it, and every address of the house with something living behind it:
 * WCAG 2.2 AA by axe, no sideways scroll on a phone, nothing from another host, nothing broken.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoAccounts } from '#demo/accounts.ts';
import { mainCity } from '#demo/generate-people.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import type { DemoRole } from '#demo/rows.ts';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { signIn } from '#rooms/identity/door.server.ts';
import { bodiesOf } from '#rooms/organisations/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { faultsOnScreens } from '#tests/support/accessible.ts';
import { type Visitor, type VisitorOptions, visitor } from '#tests/support/browser.ts';
import { serve } from '#tests/support/serve.ts';
import { allAddresses } from '../addresses/routes.ts';

const site = await serve();
await plantDemo({ now: new Date(), appeals: 140 });
await site.runJobs();
const ground = await plantedGround();
const city = ground.territories.get(mainCity)!;
const path = pathOf(city);
const body = (await bodiesOf(city))[0]!;
const [appeal] = await database()<{ number: string }[]>`
	select number from appeals.appeal
	where territory_id = ${city} and visibility = 'public' and photographs > 1 order by filed_at desc limit 1`;

async function as(role: DemoRole | null, options: VisitorOptions = {}): Promise<Visitor> {
	const person = await visitor(site, options);
	const account = demoAccounts().find((one) => one.role === role);
	if (account) {
		const done = await signIn(account);
		assert.equal(done.step, 'done');
		if (done.step === 'done')
			await person.context.addCookies([{ name: signInCookie, value: done.cookie, url: site.address }]);
	}
	return person;
}

for (const options of [
	{ width: 1280, script: true },
	{ width: 360, script: false },
] as const)
	test(`T1: from the country to a mended thing, ${options.width} px${options.script ? '' : ', without script'}`, async () => {
		const { page, shot } = await as(null, options);
		await page.goto('/');
		await page.getByRole('heading', { level: 1, name: 'Беловодье' }).waitFor();
		await shot('demo-country');
		await page.getByRole('link', { name: 'Заозёрский край' }).filter({ visible: true }).last().click();
		await page.getByRole('heading', { level: 1, name: 'Заозёрский край' }).waitFor();
		await page.getByRole('link', { name: 'Светлоборск' }).filter({ visible: true }).last().click();
		await page.getByRole('heading', { level: 1, name: 'Светлоборск' }).waitFor();
		assert.match(await page.locator('body').innerText(), /демонстраци/i);
		await shot('demo-city');
		await page.goto(`/${path}/appeals`);
		assert.equal(
			(await page
				.locator('main li')
				.filter({ has: page.getByRole('link') })
				.count()) >= 50,
			true,
		);
		await shot('demo-list');
		await page.goto(`/${path}/appeals/${appeal?.number}`);
		assert.ok((await page.locator('main img').count()) >= 2);
		await shot('demo-item');
		await page.goto(`/en/${path}`);
		await page.getByRole('heading', { level: 1, name: 'Svetloborsk' }).waitFor();
		assert.match(await page.locator('main').innerText(), /paper mill/);
		await shot('demo-city-en');
	});

test('T1: a village with four events has a whole page too', async () => {
	const { page, shot } = await as(null, { width: 360 });
	const village = pathOf(ground.territories.get('tikhoklyuchevskoye')!);
	await page.goto(`/${village}`);
	await page.getByRole('heading', { level: 1, name: 'Тихоключевское поселение' }).waitFor();
	await shot('demo-village');
	await page.goto(`/${village}/appeals`);
	assert.match(await page.locator('main').innerText(), /Тихоключевск/);
});

/** A concrete address with something behind it; null: it needs what only a letter or a form gives. */
function living(id: string): string | null {
	const plain = id
		.replaceAll(/\/\([^)]*\)/g, '')
		.replace('[...territory]', path)
		.replace('appeals/[number]', `appeals/${appeal?.number}`)
		.replace('bodies/[slug]', `bodies/${body.slug}`);
	const hidden =
		/^\/(api|files|tiles|basemap|kit|look|refused|account\/notifications\/stop)\b|\/appeals\/(kiosk|letters)$/;
	return /[[\]]/.test(plain) || hidden.test(plain) ? null : plain || '/';
}

const pages = (await allAddresses()).filter((one) => one.page).flatMap((one) => living(one.id) ?? []);
const isWork = (address: string) => address.startsWith('/office') || address.endsWith('/hide');
const inCity = (address: string) => `${address}?in=${city}`;
const whole = (address: string) => address;
/** Who meets which pages. An office page is looked at as the first whom it is open to. */
const people: [string, (address: string) => boolean, [DemoRole | null, (address: string) => string][]][] = [
	[
		'an outsider',
		(address) =>
			(!address.startsWith('/account') && !isWork(address)) || address.startsWith('/account/sign-in'),
		[[null, whole]],
	],
	['a resident', (address) => address.startsWith('/account'), [['resident', whole]]],
	[
		'an official',
		isWork,
		[
			['administrator', inCity],
			['administrator', whole],
			['official', inCity],
			['controller', inCity],
		],
	],
];
for (const [who, theirs, ways] of people)
	test(`X1: pages that ${who} meets keep WCAG 2.2 AA and fit a phone`, async () => {
		const faults: string[] = [];
		const missed = new Set(pages.filter(theirs));
		for (const [role, addressed] of ways) {
			const { page } = await as(role);
			for (const address of [...missed]) {
				const answer = await page.goto(addressed(address));
				if (answer?.status() === 404) continue;
				missed.delete(address);
				faults.push(...(await faultsOnScreens(page)).map((fault) => `${address} ${fault}`));
			}
		}
		for (const address of missed) faults.push(`${address}: nobody sees it`);
		assert.equal(faults.join('\n'), '');
	});
