/**
 * Pages of appeals and bodies as axe reads them (WCAG 2.2 AA), on a desk and a phone, light and dark, and their width on a phone:
 * those in a state or of a thing that T1-X1-demonstration, which reads every address of the house, does not meet.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { answerAppeal } from '#rooms/appeals/door.server.ts';
import { faultsOnScreens } from '#tests/support/accessible.ts';
import { type Visitor, visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory({
	name: { nominative: 'Рябиновск' },
	centre: { latitude: 57.43, longitude: 56.94 },
});
const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
await body.answersFor('roads');
const executor = await body.staff('executor', { name: 'Олег Берестов' });
const resident = await anAccount({ name: 'Мария Жилина' });
const open = await anAppeal(town.id, { lat: '57.43', lon: '56.94', by: await resident.actor() });
const late = await anAppeal(town.id, { at: new Date(Date.now() - 40 * 86_400_000) });
const answered = await anAppeal(town.id, { by: await resident.actor() });
await site.runJobs();
await answerAppeal(await executor.actor(), answered, { text: 'Яму засыпали и заровняли.', photographs: [] });
await site.runJobs();

const of = `/${town.path}`;
const pages: { address: string; as?: AnAccount }[] = [
	{ address: `${of}/appeals?view=table&state=late` },
	{ address: `${of}/appeals?view=map` },
	{ address: `${of}/appeals?q=ничего` },
	{ address: `${of}/appeals/${open.number}` },
	{ address: `${of}/appeals/${late.number}` },
	{ address: `${of}/appeals/${answered.number}`, as: resident },
	{ address: `/office/appeals?view=all&open=${open.territory}/${open.id}`, as: executor },
	{ address: `/office/appeals/${late.territory}/${late.id}`, as: executor },
	{ address: `/office/bodies/${body.territory}/${body.id}`, as: body.administrator },
];

test('pages of appeals and bodies keep WCAG 2.2 AA and fit, on a light desk and a narrow dark screen', async () => {
	const faults: string[] = [];
	const people = new Map<AnAccount | undefined, Visitor>();
	for (const { address, as } of pages) {
		const person = people.get(as) ?? (await visitor(site));
		if (as && !people.has(as))
			await person.context.addCookies([{ name: signInCookie, value: await as.cookie(), url: site.address }]);
		people.set(as, person);
		const response = await person.page.goto(address);
		assert.equal(response?.status(), 200, address);
		for (const fault of await faultsOnScreens(person.page)) faults.push(`${address} ${fault}`);
		await person.shot(`x1-${address.replace(/[^a-z]+/gi, '-').slice(-60)}`);
	}
	assert.deepEqual(faults, []);
});
