import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { installation } from '#platform/permissions/door.ts';
import { createSpace, join } from '#rooms/spaces/door.server.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const first = await anAccount({
	name: 'Администратор Длиннофамильев-Преображенский',
	roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
});
const clerk = await anAccount({ name: 'Семён Писарев', roles: [{ role: 'official', territory: town }] });
const space = await createSpace(await first.actor(), {
	territory: town.id,
	kind: 'programme',
	name: 'Дороги и дворы: программа, у которой очень длинное название, как это бывает',
	summary: 'Что и где чинят',
	about: 'Первый абзац.\n\nВторой абзац.',
	openness: 'open',
});
await join(await clerk.actor(), space);
const base = `/${town.path}/spaces/${space.slug}`;
const within = `in=${town.id}`;

/** Read by axe: what T1-X1-demonstration cannot open, because it has an id, a token or a part of its own for who is not a resident. */
const read = new Set([
	'/account/register',
	'/account/reset',
	'/account/register/finish?token=old',
	base,
	`/account/residence?at=${town.id}`,
	`/${town.path}/spaces/new`,
	`${base}/members`,
	`${base}/settings`,
	`/office/people/${clerk.id}?${within}`,
	`/office/people/residence?${within}&who=${encodeURIComponent('писарев')}`,
	`/office/people/residence/${clerk.id}?${within}`,
]);
const open = [
	'/account/sign-in',
	'/account/register',
	'/account/reset',
	'/account/register/finish?token=old',
	`/${town.path}/spaces`,
	base,
];
const own = [
	'/account',
	'/account/profile',
	'/account/email',
	'/account/password',
	'/account/second-factor',
	'/account/second-factor/app',
	'/account/second-factor/passkey',
	'/account/sign-ins',
	'/account/providers',
	'/account/residence',
	`/account/residence?at=${town.id}`,
	'/account/data',
	'/account/spaces',
	`/${town.path}/spaces/new`,
	`${base}/members`,
	`${base}/settings`,
	`/office/people?${within}`,
	`/office/people/invite?${within}`,
	`/office/people/${clerk.id}?${within}`,
	'/office/people/first-steps',
	`/office/people/residence?${within}&who=${encodeURIComponent('писарев')}`,
	`/office/people/residence/${clerk.id}?${within}`,
	`/office/people/residence/codes?${within}`,
	'/office/people/providers',
	'/office/people/providers/new',
];

for (const { lang, width, theme, what } of [
	{ lang: 'ru', width: 360, theme: 'light', what: 'whole' },
	{ lang: 'en', width: 1280, theme: 'dark', what: null },
] as const)
	test(`pages of people are without barriers at ${width} px, ${lang}, ${theme}`, async () => {
		const found: string[] = [];
		const look = async (paths: readonly string[], cookie: string | null) => {
			const { page, context, shot } = await visitor(site, { width, lang, theme });
			if (cookie) await context.addCookies([{ name: signInCookie, value: cookie, url: site.address }]);
			for (const path of paths) {
				const answer = await page.goto(lang === 'en' ? `/en${path}` : path);
				if (answer?.status() !== 200) found.push(`${path}: ${answer?.status()}`);
				// colours of a desk in the dark are those of a phone, which T1-X1-demonstration looks at
				if (what && read.has(path))
					for (const barrier of await faultsOf(page, what)) found.push(`${path}: ${barrier}`);
				if (await isWide(page)) found.push(`${path}: wider than the screen`);
				const words = await page.locator('main').innerText();
				const raw = /\b(identity|spaces|frame|platform|ui)\.[a-z-]+(\.[a-z-]+)+/.exec(words);
				if (raw) found.push(`${path}: a key without words: ${raw[0]}`);
				await shot(`x1${path.replace(/\?.*/, '').replace(/[^a-z]+/g, '-')}`);
			}
		};
		await look(open, null);
		await look(own, await first.cookie());
		assert.deepEqual(found, []);
	});
