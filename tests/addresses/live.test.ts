import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openingFor } from '#platform/http/access.ts';
import { isOpenTo } from '../../src/pages/opening.ts';
import { anAccount } from '../support/fixtures/identity.ts';
import { aTerritory } from '../support/fixtures/territories.ts';
import { serve } from '../support/serve.ts';
import { allAddresses } from './routes.ts';
import { actorOf, type Column, columns, doings } from './table.ts';

const site = await serve();
const territory = await aTerritory();
const other = await aTerritory();
const nobody = '00000000-0000-7000-8000-00000000dead';

type Person = { column: Column; cookie: string | null; token: string };

const people: Person[] = [];
for (const column of columns()) {
	const where = column.title === 'administrator elsewhere' ? other : territory;
	const roles = column.role ? [{ role: column.role, territory: where.id, reach: 'territory' as const }] : [];
	const cookie = column.role === null ? null : `veche_sign_in=${await (await anAccount({ roles })).cookie()}`;
	people.push({ column, cookie, token: '' });
}

/** A concrete address: the territory of the test, and things that do not exist. */
function addressOf(id: string): string {
	const path = id
		.replaceAll(/\/\([^)]*\)/g, '')
		.replace('[...territory]', territory.path)
		.replaceAll(/\[\[?\.\.\.[^\]]*\]\]?/g, 'x')
		.replaceAll(/\[[^\]]*\]/g, nobody);
	return `${path.replace(/\/+$/, '') || '/'}${path.startsWith('/office') ? `?in=${territory.id}` : ''}`;
}

async function ask(path: string, person: Person, method: string, body?: BodyInit): Promise<Response> {
	return fetch(site.address + path, {
		method,
		redirect: 'manual',
		body: body ?? null,
		headers: {
			accept: 'text/html',
			origin: site.address,
			...(person.cookie ? { cookie: person.cookie } : {}),
		},
	});
}

const toSignIn = (response: Response) =>
	response.status === 303 && (response.headers.get('location') ?? '').includes('/account/sign-in');

for (const address of await allAddresses())
	for (const { doing, method, action } of doings(address))
		test(`${address.id} ${doing}: answers only those whom its rule names`, async () => {
			const opening = openingFor(address.rules, method, action);
			let path = addressOf(address.id);
			if (method === 'POST' && action && action !== 'default')
				path += `${path.includes('?') ? '&' : '?'}/${action}`;
			const absent = (await ask('/there-is-no-such-place', people[0]!, 'GET')).status;
			assert.equal(absent, 404);
			for (const person of people) {
				const where = person.column.territory === 1 ? territory.id : other.id;
				const actor = actorOf({ ...person.column, territory: where });
				const open =
					opening !== undefined && isOpenTo(actor, opening, { territory: territory.id, chosen: true }).open;
				const response = await ask(
					path,
					person,
					method,
					method === 'GET' ? undefined : new URLSearchParams(),
				);
				await response.body?.cancel();
				const who = `${method} ${path} as ${person.column.title}`;
				assert.ok(response.status < 500, `${who}: ${response.status}`);
				if (open) {
					assert.ok(!toSignIn(response) || path.startsWith('/account'), `${who} should be open`);
				} else if (opening === 'signed-in' && person.cookie === null) {
					assert.ok(toSignIn(response) || response.status === 401, `${who}: ${response.status}`);
				} else assert.equal(response.status, 404, who);
			}
		});

test('a form that another site sends with the cookies of a person does nothing, whatever it calls itself', async () => {
	const official = people.find(({ column }) => column.role === 'administrator')!;
	const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', null];
	for (const path of ['/account/sign-out', '/look', `/office/absences?in=${territory.id}`])
		for (const type of types)
			for (const origin of ['https://elsewhere.example', 'null', null]) {
				const answer = await fetch(site.address + path, {
					method: 'POST',
					redirect: 'manual',
					body: Buffer.from('lang=en'),
					headers: {
						cookie: official.cookie!,
						...(type ? { 'content-type': type } : {}),
						...(origin ? { origin } : {}),
					},
				});
				await answer.body?.cancel();
				assert.equal(answer.status, 403, `${path} as ${type} of ${origin}`);
			}
});

test('a form from nowhere works where programs send them, and counts no cookie there', async () => {
	const one = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
	// a code that is none is told as such: the form itself was let in
	for (const path of ['/account/notifications/stop?code=no', '/appeals/letters/stop?code=no']) {
		const answer = await fetch(site.address + path, { method: 'POST', body: one, redirect: 'manual' });
		assert.equal(answer.status, 404, path);
		await answer.body?.cancel();
	}
	const cookie = people.find(({ column }) => column.role === 'administrator')!.cookie!;
	const filed = await fetch(`${site.address}/open311/v2/requests.json`, {
		method: 'POST',
		headers: { cookie, origin: 'https://elsewhere.example' },
		body: new URLSearchParams({ service_code: 'roads.potholes', description: 'Яма у остановки' }),
	});
	assert.notEqual(filed.status, 201, 'a cookie is no key');
	assert.doesNotMatch(await filed.text(), /service_request_id/);
});

test('an address with a sign that no text may hold answers as one that is not there', async () => {
	for (const path of [
		`/${territory.path}/appeals/%00`,
		'/search?q=a%00b',
		'/open311/v2/services.json?jurisdiction_id=%00',
	])
		assert.equal((await ask(path, people[0]!, 'GET')).status, 404, path);
});
